"""Findings about the sums of the form: each broken report is diagnosed, and one fault becomes one finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from lib.checks.batch import EDITIONS, KEY_INDEX, Batch
from lib.checks.chain_relations import relations_of
from lib.checks.diagnosis import Change, Diagnosis, Puzzle, Puzzles, System, clues_of, diagnose_all, kind_of, systems
from lib.checks.diagnosis.surroundings import Surroundings
from lib.checks.diagnosis.system import repaired
from lib.checks.identities import BROKEN, HOLDS, IF_ZERO
from lib.checks.model import Broken, Cause, CellState, Finding, Repair
from lib.checks.registry import Case, Handler, broken_equation, finding_of, impact_of
from lib.checks.relations import Relation, form_relations
from lib.checks.wording import cause_message, finding_message, statement
from lib.forms import TABLES, FigureKey

SHOWN_ALTERNATIVES = 3
# Where nothing is explained, an equation with more cells than this is shown by its total alone.
FEW_CELLS = 7
_STATED = int(CellState.STATED)


def broken_sums(case: Case) -> Iterator[Finding]:
    """T3-ROW, T3-SUM, T3-FLOW, T4-SUM: a finding stands under the first check it breaks."""
    chained: set[tuple[int, str]] = set()
    for table in TABLES:
        for code, edition in enumerate(EDITIONS):
            used = case.batch.editions[table] == code
            for system in systems(table, edition) if used.any() and (table, edition) in form_relations() else ():
                yield from _of_system(case, system, used, chained)


def _of_system(case: Case, system: System, used: NDArray[np.bool_], chained: set[tuple[int, str]]) -> Iterator[Finding]:
    verdicts = case.verdicts[[case.row[relation.id] for relation in system.relations]]
    reports = np.flatnonzero((verdicts == BROKEN).any(axis=0) & used)
    if not reports.size:
        return
    cells = np.ix_(np.array([KEY_INDEX[key] for key in system.cells]), reports)
    puzzles = Puzzles(
        system,
        np.ascontiguousarray(case.batch.values[cells].T, dtype=np.int64),
        np.ascontiguousarray((case.batch.states[cells] == _STATED).T),
        np.isin(verdicts[:, reports], (HOLDS, IF_ZERO, BROKEN)).T,
    )
    evidence = Surroundings(case.batch, reports)
    for place, diagnoses in enumerate(diagnose_all(puzzles, evidence)):
        scene = _Scene(case, int(reports[place]), place, puzzles.puzzle(place), evidence, chained)
        yield from (scene.finding(diagnosis) for diagnosis in diagnoses)


@dataclass(frozen=True, eq=False)
class _Scene:
    """One report in one system. `chained` are the equations between years (report, equation) that a finding holds."""

    case: Case
    report: int
    place: int
    puzzle: Puzzle
    evidence: Surroundings
    chained: set[tuple[int, str]] = field(repr=False)

    def finding(self, diagnosis: Diagnosis) -> Finding:
        """One fault as a finding. It is the same finding as long as the figures of its own equations are the same."""
        batch, relations = self.case.batch, self.puzzle.system.relations
        broken = [broken_equation(batch, self.report, relations[equation]) for equation in diagnosis.equations]
        mended = self._mended_chains(diagnosis.changes[0]) if diagnosis.changes else []
        equations = [*broken, *mended]
        shown = len(self.puzzle.system.cells) if diagnosis.alike else 1 + SHOWN_ALTERNATIVES
        causes = [
            self._cause(change, len(broken) + (len(mended) if n == 0 else 0))
            for n, change in enumerate(diagnosis.changes[:shown])
        ]
        cause = cause_message(
            causes[0] if causes else None, len(diagnosis.changes) - 1, alike=diagnosis.alike, least=diagnosis.least
        )
        return finding_of(
            batch.subject(self.report),
            broken[0].check,
            finding_message([statement(equation) for equation in equations], cause),
            causes=causes,
            equations=equations,
            cells=_numbered(causes, broken),
            seen=list(dict.fromkeys((term.key, term.value, int(term.state)) for own in broken for term in own.terms)),
            impact=impact_of(causes, broken),
        )

    def _cause(self, change: Change, restores: int) -> Cause:
        cells = tuple(Repair(*cell) for cell in repaired(self.puzzle, change))
        evidence = self.evidence(self.place, [repair.key for repair in cells])
        return Cause(kind_of(self.puzzle, change), cells, restores, clues_of(self.puzzle, change, evidence))

    def _mended_chains(self, change: Change) -> list[Broken]:
        """The broken equations with last year and with next year that an explanation mends too, not yet held."""
        suggested = {key: value for key, _, value in repaired(self.puzzle, change)}
        mended = []
        for relation in relations_of("YEAR-CARRY"):
            out, into = (part.key for part in relation.parts)
            for key, twin, last in ((into, out, True), (out, into, False)):
                if key in suggested and self._chain(relation, twin, suggested[key], last=last):
                    mended.append(self._later(relation, last=last))
        return mended

    def _chain(self, relation: Relation, twin: FigureKey, suggested: int, *, last: bool) -> bool:
        """Whether the equation with the neighbouring year is broken and holds with the figure suggested."""
        batch = self.case.batch
        neighbour = int((batch.previous if last else batch.following)[self.report])
        later = self.report if last else neighbour
        if neighbour < 0 or self.case.verdicts[self.case.row[relation.id], later] != BROKEN:
            return False
        return (later, relation.id) not in self.chained and batch.reported(twin, neighbour) == suggested

    def _later(self, relation: Relation, *, last: bool) -> Broken:
        later = self.report if last else int(self.case.batch.following[self.report])
        self.chained.add((later, relation.id))
        return broken_equation(self.case.batch, later, relation)


def equation_places(batch: Batch, report: int, finding: Finding) -> Iterator[tuple[int, str]]:
    """Every equation a finding on a report holds, with the report it is an equation of: that of the later year."""
    for broken in finding.equations:
        later = max(term.year for term in broken.terms) > finding.year
        yield int(batch.following[report]) if later else report, broken.equation


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
