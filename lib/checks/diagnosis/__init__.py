"""One fault, one finding: which cells most likely made a report's sums disagree (catalogue §4)."""

from __future__ import annotations

from dataclasses import dataclass

from lib.checks.diagnosis.classify import Evidence, kind_of, likeliest_first
from lib.checks.diagnosis.search import MOST_CELLS, recomputed_totals, smallest
from lib.checks.diagnosis.system import Change, Puzzle, System, repaired, systems

__all__ = [
    "MOST_CELLS",
    "Change",
    "Diagnosis",
    "Evidence",
    "Puzzle",
    "System",
    "diagnose",
    "kind_of",
    "repaired",
    "systems",
]


@dataclass(frozen=True)
class Diagnosis:
    """One fault: the equations it breaks and every smallest explanation of it, the likeliest first.

    No explanation: it takes more than MOST_CELLS cells and the totals alone do not mend it. `alike`: every cell of
    the broken equation explains it, so the equations cannot tell them apart.
    """

    equations: tuple[int, ...]
    changes: tuple[Change, ...]
    alike: bool = False


def diagnose(puzzle: Puzzle, evidence: Evidence) -> list[Diagnosis]:
    """The faults behind the broken equations of one report in one system."""
    broken = tuple(puzzle.residuals)
    if not broken:
        return []
    whole = _explained(puzzle, broken, MOST_CELLS, evidence)
    if not whole.changes or kind_of(puzzle, whole.changes[0]) == "TOTAL":
        return [whole]
    faults = _independent(puzzle, whole.changes[0])
    if len(faults) == 1:
        return [whole]
    return [_explained(puzzle, _broken_by(puzzle, fault), len(fault), evidence) for fault in faults]


def _explained(puzzle: Puzzle, equations: tuple[int, ...], most: int, evidence: Evidence) -> Diagnosis:
    residuals = {equation: puzzle.residuals[equation] for equation in equations}
    found = smallest(puzzle, residuals, most)
    alone = len(found) > 0 and len(found[0]) == 1
    if len(equations) == len(puzzle.residuals) and not alone:
        totals = recomputed_totals(puzzle)
        if totals is not None and totals not in found:
            found.append(totals)
    alike = len(puzzle.system.relations) == 1
    ranked = sorted(found, key=likeliest_first(puzzle, evidence, totals_first=alike))
    return Diagnosis(equations, tuple(ranked), alike)


def _independent(puzzle: Puzzle, change: Change) -> list[Change]:
    """The change in parts that touch no equation in common: each is a fault of its own."""
    faults: list[tuple[set[int], list[tuple[int, int]]]] = []
    for cell, delta in change:
        touched = {equation for equation, _ in puzzle.system.incidence[cell]} & puzzle.active
        joined = [fault for fault in faults if fault[0] & touched]
        faults = [fault for fault in faults if fault not in joined]
        equations = touched.union(*(fault[0] for fault in joined))
        faults.append((equations, [*(place for fault in joined for place in fault[1]), (cell, delta)]))
    return [tuple(sorted(places)) for _, places in faults]


def _broken_by(puzzle: Puzzle, change: Change) -> tuple[int, ...]:
    touched = {equation for cell, _ in change for equation, _ in puzzle.system.incidence[cell]}
    return tuple(equation for equation in puzzle.residuals if equation in touched)
