"""Findings about the sums of the form: each broken report is diagnosed, and one fault becomes one finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from lib.checks.batch import KEY_INDEX, Batch
from lib.checks.chain_relations import relations_of
from lib.checks.diagnosis import Change, Diagnosis, Puzzle, System, diagnose, kind_of, repaired, systems
from lib.checks.identities import BROKEN, HOLDS, IF_ZERO
from lib.checks.model import Broken, Cause, CellState, Finding, Repair
from lib.checks.registry import Case, Handler, broken_equation, make_finding
from lib.checks.relations import Relation, form_ids, form_relations
from lib.checks.wording import cause_message, finding_message, statement
from lib.forms import TABLES, FigureKey

SHOWN_ALTERNATIVES = 3
# Where nothing is explained, an equation with more cells than this is shown by its total alone.
FEW_CELLS = 7
_STATED = int(CellState.STATED)


def broken_sums(case: Case) -> Iterator[Finding]:
    """T3-ROW, T3-SUM, T3-FLOW, T4-SUM: a finding stands under the first check it breaks."""
    rows = [case.row[name] for name in form_ids()]
    for report in np.flatnonzero((case.verdicts[rows] == BROKEN).any(axis=0)).tolist():
        evidence = _evidence(case.batch, report)
        for table in TABLES:
            edition = case.batch.edition(table, report)
            for system in systems(table, edition) if edition else ():
                puzzle = _puzzle(case, report, system)
                if puzzle is not None:
                    yield from (_finding(case, report, puzzle, fault) for fault in diagnose(puzzle, evidence))


def _puzzle(case: Case, report: int, system: System) -> Puzzle | None:
    """A report's numbers in a system, None where nothing is broken there."""
    verdicts = case.verdicts[[case.row[relation.id] for relation in system.relations], report].tolist()
    if BROKEN not in verdicts:
        return None
    rows = [KEY_INDEX[key] for key in system.cells]
    values, states = case.batch.values[rows, report].tolist(), case.batch.states[rows, report].tolist()
    return Puzzle(
        system,
        [value if state == _STATED else None for value, state in zip(values, states, strict=True)],
        frozenset(n for n, verdict in enumerate(verdicts) if verdict in (HOLDS, IF_ZERO, BROKEN)),
    )


def _evidence(batch: Batch, report: int) -> dict[FigureKey, int]:
    """What the neighbouring years say of this year's carry-over, where they say it."""
    found: dict[FigureKey, int] = {}
    for relation in relations_of("YEAR-CARRY"):
        out, into = (part.key for part in relation.parts)
        for key, twin, place in ((into, out, batch.previous[report]), (out, into, batch.following[report])):
            value = batch.reported(twin, int(place)) if place >= 0 else None
            if value is not None:
                found[key] = value
    return found


def _finding(case: Case, report: int, puzzle: Puzzle, diagnosis: Diagnosis) -> Finding:
    broken = [
        broken_equation(case.batch, report, puzzle.system.relations[equation]) for equation in diagnosis.equations
    ]
    chained = _mended_chain(case, report, puzzle, diagnosis.changes[0]) if diagnosis.changes else []
    equations = [*broken, *(broken_equation(case.batch, report, relation) for relation in chained)]
    shown = len(puzzle.system.cells) if diagnosis.alike else 1 + SHOWN_ALTERNATIVES
    causes = [
        _cause(puzzle, change, len(broken) + (len(chained) if n == 0 else 0))
        for n, change in enumerate(diagnosis.changes[:shown])
    ]
    cause = cause_message(causes[0] if causes else None, len(diagnosis.changes) - 1, alike=diagnosis.alike)
    return make_finding(
        case,
        report,
        equations[0].check,
        finding_message([statement(equation) for equation in equations], cause),
        causes=causes,
        equations=equations,
        cells=_numbered(causes, broken),
    )


def _mended_chain(case: Case, report: int, puzzle: Puzzle, change: Change) -> list[Relation]:
    """The broken equations with last year that the likeliest explanation mends too."""
    suggested = {key: value for key, _, value in repaired(puzzle, change)}
    mended = []
    for relation in relations_of("YEAR-CARRY"):
        out, into = (part.key for part in relation.parts)
        if into in suggested and case.verdicts[case.row[relation.id], report] == BROKEN:
            carried = case.batch.reported(out, int(case.batch.previous[report]))
            mended += [relation] if carried == suggested[into] else []
    return mended


def _cause(puzzle: Puzzle, change: Change, restores: int) -> Cause:
    cells = tuple(Repair(*cell) for cell in repaired(puzzle, change))
    return Cause(kind_of(puzzle, change), cells, restores)


def _numbered(causes: list[Cause], broken: list[Broken]) -> tuple[FigureKey, ...]:
    """The cells to point at: of every explanation, the likeliest first; without one, those of the broken equations."""
    if causes:
        return tuple(dict.fromkeys(repair.key for cause in causes for repair in cause.cells))
    terms = [
        term
        for equation in broken
        for term in equation.terms
        if len(equation.terms) <= FEW_CELLS or term.side == "right"
    ]
    return tuple(dict.fromkeys(term.key for term in terms))


def _declared_checks() -> tuple[str, ...]:
    declared = (relation.check for relations in form_relations().values() for relation in relations)
    return tuple(dict.fromkeys(declared))


# A sum that a new edition declares under a new check needs no function of its own.
HANDLERS: Mapping[str, Handler] = dict.fromkeys(_declared_checks(), broken_sums)
