"""From broken equations to the faults behind them, for many reports at once.

Explanations of up to three cells are searched exhaustively; totals left out and rows written one column off are tried
where no single cell explains a report; where nothing has explained it yet, more cells are, and at the last the smallest
set is computed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.checks.diagnosis.evidence import Evidence, EvidenceOf
from lib.checks.diagnosis.faults import independent
from lib.checks.diagnosis.grid import Faulty, Flags, Ints
from lib.checks.diagnosis.optimum import optimum
from lib.checks.diagnosis.ranking import likeliest_first
from lib.checks.diagnosis.search import FEW_CELLS, MOST_CELLS, smallest
from lib.checks.diagnosis.shifts import shifted_rows
from lib.checks.diagnosis.system import Change, Puzzle, System
from lib.checks.diagnosis.totals import totals_first

# A table that takes more wrong cells than this is not one with mistakes, but misread or never added up.
TELLING = 12


@dataclass(frozen=True)
class Diagnosis:
    """One fault: the equations it breaks and its explanations, the likeliest first.

    They are all of the smallest there are (of more than MOST_CELLS cells, some), and what totals or shifted rows
    explain. No explanation: `least` cells or more are wrong, and which cannot be told. `alike`: every cell of the
    broken equation explains it, so the equations cannot tell them apart.
    """

    equations: tuple[int, ...]
    changes: tuple[Change, ...]
    alike: bool = False
    least: int = 1


@dataclass(frozen=True, eq=False)
class Puzzles:
    """Reports in a system side by side: `values` and `stated` (reports × cells), the equations that can be judged,
    `active` (reports × equations). A cell that is not stated counts 0."""

    system: System
    values: Ints
    stated: Flags
    active: Flags

    def puzzle(self, report: int) -> Puzzle:
        """One of the reports on its own."""
        told = zip(self.values[report].tolist(), self.stated[report].tolist(), strict=True)
        active = np.flatnonzero(self.active[report]).tolist()
        return Puzzle(self.system, [value if stated else None for value, stated in told], frozenset(active))


def diagnose(puzzle: Puzzle, evidence: Evidence) -> list[Diagnosis]:
    """The faults behind the broken equations of one report in one system."""
    equations = len(puzzle.system.relations)
    puzzles = Puzzles(
        puzzle.system,
        np.array([puzzle.values], dtype=np.int64),
        np.array([[value is not None for value in puzzle.reported]]),
        np.array([[equation in puzzle.active for equation in range(equations)]]),
    )
    return diagnose_all(puzzles, lambda _report, _keys: evidence)[0]


def diagnose_all(puzzles: Puzzles, evidence: EvidenceOf) -> list[list[Diagnosis]]:
    """The same for many reports; `evidence` is asked for where a report's equations leave a choice."""
    faulty = Faulty.of(puzzles.system, puzzles.values, puzzles.active)
    found = smallest(faulty)
    several = _several(faulty, found)
    wider: dict[int, list[Change]] = dict(zip(several.tolist(), totals_first(faulty.only(several)), strict=True))
    unexplained = np.array([report for report in several.tolist() if not found[report]], dtype=np.intp)
    for report, changes in zip(unexplained.tolist(), shifted_rows(faulty.only(unexplained)), strict=True):
        wider[report] = [*changes, *wider[report]]
    left = np.array([report for report in unexplained.tolist() if not wider[report]], dtype=np.intp)
    for report, changes in zip(left.tolist(), smallest(faulty.only(left), FEW_CELLS + 1, MOST_CELLS), strict=True):
        found[report] = changes
    chosen = _Choosing(puzzles, faulty, evidence)
    masks = faulty.masks.tolist()
    return [
        chosen.diagnoses(report, mask, changes, wider.get(report, [])) if mask else []
        for report, (mask, changes) in enumerate(zip(masks, found, strict=True))
    ]


def _several(faulty: Faulty, found: Sequence[Sequence[Change]]) -> NDArray[np.intp]:
    """The reports that no single cell explains."""
    alone = np.fromiter((len(changes) > 0 and len(changes[0]) == 1 for changes in found), np.bool_, len(found))
    return np.flatnonzero(~alone & (faulty.masks != 0))


@dataclass(frozen=True, eq=False)
class _Choosing:
    """Puts the explanations of a report in order."""

    puzzles: Puzzles
    faulty: Faulty
    evidence: EvidenceOf

    def diagnoses(self, report: int, mask: int, smallest_sets: list[Change], wider: list[Change]) -> list[Diagnosis]:
        """The faults of one report from the smallest sets of cells and from what else explains it."""
        grid = self.faulty.grid
        least = 1
        if not smallest_sets and not wider:
            least = max(grid.least_cells(mask), MOST_CELLS + 1)
            if least <= TELLING:
                best = optimum(self.puzzles.puzzle(report))
                smallest_sets, least = list(best.changes), max(best.least, least)
        wider = [change for change in dict.fromkeys(wider) if change not in smallest_sets]
        alike = grid.size == 1
        if not wider and len(smallest_sets) == 1 and len(smallest_sets[0]) == 1:
            return [Diagnosis(grid.equations(mask), tuple(smallest_sets), alike)]
        if not wider and not smallest_sets:
            return [Diagnosis(grid.equations(mask), (), alike, least)]
        if wider:
            ordered = self._ordered(report, [*smallest_sets, *wider])
            if ordered[0] in wider:
                return [Diagnosis(grid.equations(mask), ordered, alike)]
        faults = independent(grid, mask, int(self.faulty.active[report]), smallest_sets)
        if len(faults) == 1 or self._left_out(report, smallest_sets):
            return [Diagnosis(grid.equations(mask), self._ordered(report, [*smallest_sets, *wider]), alike)]
        return [Diagnosis(grid.equations(fault), self._ordered(report, shares), alike) for fault, shares in faults]

    def _left_out(self, report: int, changes: list[Change]) -> bool:
        """Whether nothing but totals left at 0 explains a report: one omission, wherever they stand."""
        totals, values = self.puzzles.system.totals, self.faulty.values[report]
        return all(cell in totals and not values[cell] for change in changes for cell, _ in change)

    def _ordered(self, report: int, changes: list[Change]) -> tuple[Change, ...]:
        if len(changes) == 1:
            return tuple(changes)
        keys = {self.puzzles.system.cells[cell] for change in changes for cell, _ in change}
        ranked = likeliest_first(self.puzzles.puzzle(report), changes, self.evidence(report, keys))
        return tuple(change for _, change in ranked)
