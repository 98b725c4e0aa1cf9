"""The smallest sets of cells whose change restores every equation (Fellegi & Holt), all of them, for many reports at once.

One cell of a broken equation must be wrong. Take the broken equation with the fewest cells, try each of its cells
with the amounts its own broken equations ask for, and explain what remains with one cell fewer; the last cell is
looked up by the set of equations it touches. In table 三 two cells share at most one equation and no three share
three, so of up to three cells one that stands alone in an equation is in every broken one, and nothing is missed. Of
more cells one stands alone somewhere, so every broken equation is tried; unless they form a ring, but a ring can be
turned until one of its cells comes to nothing, and there is one fewer, or to 0. Where some equations cannot be judged,
every broken one is tried too, and every cell also with 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.checks.diagnosis.grid import Faulty, Flags, Ints, Masks
from lib.checks.diagnosis.system import Change, Puzzle

# Searched for first, and where nothing else explains a report.
FEW_CELLS, MOST_CELLS = 3, 5
# Reports searched at once, by how many cells are sought: what is tried for all of them stays in the processor's cache.
_AT_ONCE = {1: 8192, 2: 2048, 3: 256, 4: 32, 5: 8}
_ONE = np.uint64(1)


@dataclass(frozen=True, eq=False)
class _Tries:
    """Attempts: the report each belongs to, what is left to explain, and the cells changed so far with their amounts."""

    report: NDArray[np.intp]
    residuals: Ints
    masks: Masks
    cells: Ints
    deltas: Ints

    def only(self, rows: NDArray[np.intp]) -> _Tries:
        return _Tries(self.report[rows], self.residuals[rows], self.masks[rows], self.cells[rows], self.deltas[rows])


def smallest(faulty: Faulty, least: int = 1, most: int = FEW_CELLS) -> list[list[Change]]:
    """Of each report every explanation of the fewest cells, in the order of the form; [] where it takes more than `most`.

    Changed values are non-negative integers. `least`: how many cells it is known to take.
    """
    found: list[list[Change]] = [[] for _ in range(len(faulty))]
    broken, whole = faulty.masks != 0, faulty.active == np.uint64(faulty.grid.full)
    for thorough, left in ((False, np.flatnonzero(broken & whole)), (True, np.flatnonzero(broken & ~whole))):
        for size in range(least, most + 1):
            step = max(_AT_ONCE[size] // (8 if thorough else 1), 1)
            for start in range(0, len(left), step):
                for report, change in _explanations(faulty, left[start : start + step], size, thorough=thorough):
                    found[report].append(change)
            left = np.array([report for report in left.tolist() if not found[report]], dtype=np.intp)
    return [sorted(set(changes)) if len(changes) > 1 else changes for changes in found]


def _explanations(
    faulty: Faulty, reports: NDArray[np.intp], size: int, *, thorough: bool
) -> Iterator[tuple[int, Change]]:
    reports = reports[faulty.grid.within_reach(faulty.masks[reports], size)]
    none = np.zeros((len(reports), 0), dtype=np.int64)
    tries = _Tries(reports, faulty.residuals[reports], faulty.masks[reports], none, none)
    for left in range(size - 1, 0, -1):
        tries = _tried(faulty, tries, left, thorough=thorough)
    rows, cells, deltas = _last(faulty, tries)
    changed = np.concatenate([tries.cells[rows], cells[:, None]], axis=1)
    amounts = np.concatenate([tries.deltas[rows], deltas[:, None]], axis=1)
    if size > 1:
        order = np.argsort(changed, axis=1)
        changed, amounts = np.take_along_axis(changed, order, 1), np.take_along_axis(amounts, order, 1)
    for report, places, added in zip(tries.report[rows].tolist(), changed.tolist(), amounts.tolist(), strict=True):
        yield report, tuple(zip(places, added, strict=True))


def _last(faulty: Faulty, tries: _Tries) -> tuple[NDArray[np.intp], Ints, Ints]:
    """The cells that explain alone all that is left: the row of the try, the cell, the amount."""
    grid = faulty.grid
    few = np.flatnonzero(grid.within_reach(tries.masks, 1) & (tries.masks != 0))
    masks, active = tries.masks[few], faulty.active[tries.report[few]]
    pivot = _lowest(masks)
    options = grid.members[pivot]
    fitting = (grid.signatures[options] & active[:, None]) == masks[:, None]
    row, slot = np.nonzero(fitting & (options < grid.cells))
    cell = options[row, slot]
    rows = few[row]
    own = (grid.bits[cell] == pivot[row, None]) * grid.weights[cell]
    delta = -tries.residuals[rows, pivot[row]] * own.sum(axis=1)
    left = tries.residuals[rows[:, None], grid.bits[cell]]
    judged = left != 0
    right = ((left + grid.weights[cell] * delta[:, None] == 0) | ~judged).all(axis=1)
    right &= faulty.values[tries.report[rows], cell] + delta >= 0
    right &= (tries.cells[rows] != cell[:, None]).all(axis=1)
    return rows[right], cell[right], delta[right]


def _tried(faulty: Faulty, tries: _Tries, left: int, *, thorough: bool) -> _Tries:
    """Every try with one cell more, where what is then left may still be explained by `left` cells."""
    grid = faulty.grid
    everywhere = thorough or left >= FEW_CELLS
    row, cell = _options(faulty, tries, everywhere=everywhere)
    asked = _asked_for(faulty, tries, row, cell, emptied=everywhere)
    pair, slot = np.nonzero(asked)
    row, cell, delta = row[pair], cell[pair], asked[pair, slot]
    bits = grid.bits[cell]
    here = (faulty.active[tries.report[row], None] >> np.minimum(bits, grid.size - 1).astype(np.uint64)) & _ONE
    after = tries.residuals[row[:, None], bits] + here.astype(np.int64) * grid.weights[cell] * delta[:, None]
    broken = ((after != 0) & (bits < grid.size)).astype(np.uint64) << np.minimum(bits, grid.size - 1).astype(np.uint64)
    masks = (tries.masks[row] & ~grid.signatures[cell]) | np.bitwise_or.reduce(broken, axis=1)
    kept = np.flatnonzero((masks != 0) & grid.within_reach(masks, left))
    row, cell, delta, bits, after = row[kept], cell[kept], delta[kept], bits[kept], after[kept]
    residuals = tries.residuals[row]
    residuals[np.arange(len(row))[:, None], bits] = after
    residuals[:, grid.size] = 0
    return _Tries(
        tries.report[row],
        residuals,
        masks[kept],
        np.concatenate([tries.cells[row], cell[:, None]], axis=1),
        np.concatenate([tries.deltas[row], delta[:, None]], axis=1),
    )


def _options(faulty: Faulty, tries: _Tries, *, everywhere: bool) -> tuple[NDArray[np.intp], Ints]:
    """The cells to try, each with the row of its try: those of the broken equation with the fewest, or of them all."""
    grid = faulty.grid
    if everywhere:
        row, pivot = np.nonzero(tries.residuals)
    else:
        row, pivot = np.arange(len(tries.masks)), _lowest(tries.masks)
    options = grid.members[pivot]
    fresh = options < grid.cells
    for used in range(tries.cells.shape[1]):
        fresh &= options != tries.cells[row, used, None]
    pair, slot = np.nonzero(fresh)
    places: Ints = row[pair] * grid.cells + options[pair, slot]
    if everywhere:
        places = np.unique(places)
    return places // grid.cells, places % grid.cells


def _asked_for(faulty: Faulty, tries: _Tries, row: NDArray[np.intp], cell: Ints, *, emptied: bool) -> Ints:
    """The amounts by which a cell's broken equations would have it changed, a slot each; 0 where there is none or one of
    the others asks for the same, or the cell would fall below 0."""
    grid = faulty.grid
    asked = -tries.residuals[row[:, None], grid.bits[cell]] * grid.weights[cell]
    reported = faulty.values[tries.report[row], cell]
    if emptied:
        asked = np.concatenate([asked, -reported[:, None]], axis=1)
    for slot in range(1, asked.shape[1]):
        again: Flags = (asked[:, :slot] == asked[:, slot, None]).any(axis=1)
        asked[again, slot] = 0
    asked[reported[:, None] + asked < 0] = 0
    return asked


def _lowest(masks: Masks) -> NDArray[np.intp]:
    """The lowest bit of each mask."""
    return np.bitwise_count((masks & (~masks + _ONE)) - _ONE).astype(np.intp)


def recomputed_totals(puzzle: Puzzle) -> Change | None:
    """The totals that differ from what their parts add up to, if with all of them recomputed every equation holds.

    None where that does not mend the report, so that some part must be wrong too.
    """
    recomputed: dict[int, int] = {}
    values = [_recompute(puzzle, cell, recomputed) for cell in range(len(puzzle.values))]
    change = tuple(
        (cell, values[cell] - reported) for cell, reported in enumerate(puzzle.values) if values[cell] != reported
    )
    return change if change and puzzle.holds_with(values) else None


def _recompute(puzzle: Puzzle, cell: int, recomputed: dict[int, int]) -> int:
    """A total as the sum of its parts, totals among them recomputed first; any other cell as it is."""
    if cell not in recomputed:
        equations = [equation for equation in puzzle.system.totals.get(cell, ()) if equation in puzzle.active]
        members = puzzle.system.members[equations[0]] if equations else ()
        parts = [weight * _recompute(puzzle, part, recomputed) for part, weight in members if part != cell]
        recomputed[cell] = sum(parts) if equations else puzzle.values[cell]
    return recomputed[cell]
