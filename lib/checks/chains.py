"""From one year to the next: what is carried over, and documents in force. Only the year before counts, no gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from lib.checks.batch import KEY_INDEX, Batch
from lib.checks.chain_relations import STOCK, relations_of, stock_rows
from lib.checks.continuity import reorganised
from lib.checks.identities import BROKEN, NOT_APPLICABLE, Unknowns, rule
from lib.checks.model import CellState, Finding, Severity
from lib.checks.registry import Case, Handler, broken_equation, make_finding
from lib.checks.relations import Relation
from lib.checks.wording import finding_message, statement
from lib.forms import table_of

TOTAL = "YEAR-CARRY/total"


def evaluate(batch: Batch, relation: Relation) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The verdict on one relation for every report, and left − right with blanks as 0."""
    verdicts = np.full(batch.size, NOT_APPLICABLE, dtype=np.uint8)
    residual = np.zeros(batch.size, dtype=np.int64)
    here = np.flatnonzero(batch.previous >= 0) if relation.reach else np.arange(batch.size)
    places = (here, batch.previous[here])
    flags = {name: np.zeros(len(here), dtype=np.bool_) for name in ("raising", "lowering", "numberless", "outside")}
    for part in relation.parts:
        row, place = KEY_INDEX[part.key], places[part.back]
        states = batch.states[row, place]
        residual[here] += part.coefficient * batch.values[row, place]
        flags["raising" if part.coefficient > 0 else "lowering"] |= states == CellState.BLANK
        flags["numberless"] |= states >= CellState.UNREAD
        flags["outside"] |= states == CellState.OUTSIDE
    if relation.same_edition:
        codes = batch.editions[table_of(relation.parts[0].key)]
        flags["outside"] |= codes[places[0]] != codes[places[1]]
    outside = flags.pop("outside")
    decided = rule(residual[here], Unknowns(**flags), at_most=relation.relation == "≤")
    verdicts[here] = np.where(outside, NOT_APPLICABLE, decided)
    residual[verdicts != BROKEN] = 0
    return verdicts, residual


def carried_over(case: Case) -> Iterator[Finding]:
    """YEAR-CARRY: one finding a report with every column in which the chain is broken."""
    broken: dict[int, list[Relation]] = {}
    for relation in relations_of("YEAR-CARRY"):
        for report in case.broken(relation.id).tolist():
            if (report, relation.id) not in case.told:
                broken.setdefault(report, []).append(relation)
    for report, columns in broken.items():
        equations = [broken_equation(case.batch, report, relation) for relation in columns]
        yield make_finding(
            case,
            report,
            "YEAR-CARRY",
            finding_message([statement(equation) for equation in equations]),
            severity=_carry_severity(case.batch, report, columns),
            equations=equations,
            cells=[part.key for relation in columns for part in relation.parts if not part.back],
        )


def _carry_severity(batch: Batch, report: int, columns: Sequence[Relation]) -> Severity:
    """An error where the total does not go over, unless last year's report was revised since or is another body's."""
    previous = int(batch.previous[report])
    explained = batch.revisions[previous] > 1 or reorganised(batch, report, previous)
    total = any(relation.id == TOTAL for relation in columns)
    return Severity.ERROR if total and not explained else Severity.WARNING


def stock_bounds(case: Case) -> Iterator[Finding]:
    """YEAR-STOCK-BOUND: one finding a row; a broken balance of that row is part of the same fault."""
    for row in stock_rows():
        bounds = relations_of("YEAR-STOCK-BOUND", row)
        for report in sorted({report for bound in bounds for report in case.broken(bound.id).tolist()}):
            yield _stock_finding(case, report, "YEAR-STOCK-BOUND", row)


def stocks(case: Case) -> Iterator[Finding]:
    """YEAR-STOCK: one finding a row, unless a bound of that row is broken: then the finding stands there."""
    for row in stock_rows():
        bounds = [case.row[bound.id] for bound in relations_of("YEAR-STOCK-BOUND", row)]
        for balance in relations_of("YEAR-STOCK", row):
            for report in case.broken(balance.id).tolist():
                if not (case.verdicts[bounds, report] == BROKEN).any():
                    yield _stock_finding(case, report, "YEAR-STOCK", row)


def _stock_finding(case: Case, report: int, check: str, row: str) -> Finding:
    relations = (*relations_of("YEAR-STOCK-BOUND", row), *relations_of("YEAR-STOCK", row))
    broken = [relation for relation in relations if case.verdicts[case.row[relation.id], report] == BROKEN]
    equations = [broken_equation(case.batch, report, relation) for relation in broken]
    message = finding_message([statement(equation) for equation in equations])
    cells = [f"proactive.{row}.{name}" for name in STOCK]
    return make_finding(case, report, check, message, equations=equations, cells=cells)


HANDLERS: Mapping[str, Handler] = {
    "YEAR-CARRY": carried_over,
    "YEAR-STOCK": stocks,
    "YEAR-STOCK-BOUND": stock_bounds,
}
