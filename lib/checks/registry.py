"""What a check's function is given, and how it makes a finding."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lib.checks.batch import KEY_INDEX, Batch, Subject
from lib.checks.catalogue import load_catalogue
from lib.checks.model import Beside, Broken, Cause, CellState, Finding, Quote, Severity, Term, Verdict
from lib.checks.relations import Relation
from lib.checks.thresholds import Thresholds
from lib.forms import FigureKey
from lib.language import Message

# Looking a member up in its class costs more than all else where a cell is read.
_CELL_STATES = tuple(CellState)
_STATED = int(CellState.STATED)


@dataclass(frozen=True, eq=False)
class Case:
    """A batch with its verdicts (equations × reports, rows named by `equations`), and the thresholds in force.

    `told` are the broken equations (report column, equation id) that a finding already holds.
    """

    batch: Batch
    equations: tuple[str, ...]
    verdicts: NDArray[np.uint8]
    told: frozenset[tuple[int, str]] = field(default=frozenset())
    thresholds: Thresholds = field(default=Thresholds())

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Where each equation stands in `verdicts`."""
        return {name: row for row, name in enumerate(self.equations)}

    def verdict(self, equation: str, report: int) -> Verdict:
        return Verdict.of(int(self.verdicts[self.row[equation], report]))

    def broken(self, equation: str) -> NDArray[np.intp]:
        """The reports in which an equation is broken."""
        return np.flatnonzero(self.verdicts[self.row[equation]] == Verdict.BROKEN.code)


Handler = Callable[[Case], Iterator[Finding]]


def make_finding(
    case: Case,
    report: int,
    check: str,
    message: Message,
    *,
    severity: Severity | None = None,
    verdict: Verdict = Verdict.BROKEN,
    causes: Sequence[Cause] = (),
    equations: Sequence[Broken] = (),
    cells: Sequence[FigureKey] = (),
    evidence: Sequence[object] = (),
    impact: int | None = None,
    beside: Sequence[Beside] = (),
    quotes: Sequence[Quote] = (),
) -> Finding:
    """A finding of `check` on one report of a batch; `severity` where it is not the check's usual one.

    `evidence` are facts beside cells on which the finding rests: when they change, the finding is new. `impact` None:
    the largest change of a cell its likeliest cause asks for, else the largest difference of its equations.
    """
    batch = case.batch
    seen = {(term.year, term.key, term.value, term.state.name) for broken in equations for term in broken.terms}
    year = int(batch.years[report])
    seen |= {(year, key, batch.reported(key, report), batch.state(key, report).name) for key in cells}
    return finding_of(
        batch.subject(report),
        check,
        message,
        severity=severity,
        verdict=verdict,
        causes=causes,
        equations=equations,
        cells=cells,
        seen=sorted(seen, key=str),
        evidence=evidence,
        impact=impact_of(causes, equations) if impact is None else impact,
        beside=beside,
        quotes=quotes,
    )


def finding_of(
    subject: Subject,
    check: str,
    message: Message,
    *,
    severity: Severity | None = None,
    verdict: Verdict = Verdict.BROKEN,
    causes: Sequence[Cause] = (),
    equations: Sequence[Broken] = (),
    cells: Sequence[FigureKey] = (),
    seen: Sequence[object] = (),
    evidence: Sequence[object] = (),
    impact: int = 0,
    beside: Sequence[Beside] = (),
    quotes: Sequence[Quote] = (),
) -> Finding:
    """A finding about any subject. `seen` and `evidence` are all it rests on: when they change, the finding is new."""
    content = [subject.code, subject.year, check, list(seen), list(map(str, evidence))]
    return Finding(
        report_id=subject.report_id,
        agency_id=subject.agency_id,
        year=subject.year,
        check=check,
        severity=severity or load_catalogue()[check].severity,
        verdict=verdict,
        cause=causes[0] if causes else None,
        alternatives=tuple(causes[1:]),
        equations=tuple(equations),
        cells=tuple(cells),
        message=message,
        fingerprint=hashlib.sha256(repr(content).encode()).hexdigest(),
        impact=impact,
        beside=tuple(beside),
        quotes=tuple(quotes),
    )


def impact_of(causes: Sequence[Cause], equations: Sequence[Broken]) -> int:
    """The largest change of a cell the likeliest cause asks for, else the largest difference of the equations."""
    if causes:
        return max(abs(repair.suggested - (repair.reported or 0)) for repair in causes[0].cells)
    return max((abs(broken.delta) for broken in equations), default=0)


def broken_equation(batch: Batch, report: int, relation: Relation) -> Broken:
    """A relation of one report with both its sides and every cell in it."""
    terms = tuple(_terms(batch, report, relation))
    left, right = (sum([t.sign * (t.value or 0) for t in terms if t.side == side]) for side in ("left", "right"))
    return Broken(
        equation=relation.id,
        check=relation.check,
        left=left,
        right=right,
        delta=left - right,
        terms=terms,
        relation=relation.relation,
    )


def _terms(batch: Batch, report: int, relation: Relation) -> Iterator[Term]:
    rows = [KEY_INDEX[part.key] for part in relation.parts]
    places = [report if part.back == 0 else int(batch.previous[report]) for part in relation.parts]
    told = zip(
        relation.parts, places, batch.values[rows, places].tolist(), batch.states[rows, places].tolist(), strict=True
    )
    years = {place: int(batch.years[place]) for place in set(places)}
    for part, place, value, state in told:
        stated = value if state == _STATED else None
        yield Term(part.key, years[place], part.side, part.sign, stated, _CELL_STATES[state])
