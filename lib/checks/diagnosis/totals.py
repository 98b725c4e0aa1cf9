"""Totals that were left out or not computed anew, however many: alone, or beside a few wrong cells."""

from __future__ import annotations

from functools import cache

import numpy as np

from lib.checks.diagnosis.grid import Faulty, Grid, Ints
from lib.checks.diagnosis.search import smallest
from lib.checks.diagnosis.system import Change, System

# From so many totals left at 0 on, they are one omission, and what else is wrong is looked for without them.
SEVERAL = 2


def totals_first(faulty: Faulty) -> list[list[Change]]:
    """Of each report what totals explain: all that differ from their parts; and those left at 0, with the fewest cells
    that explain the rest. [] where they explain nothing."""
    anew, filled = (_recomputed(faulty, only_zeros=only_zeros) for only_zeros in (False, True))
    found: list[list[Change]] = [[] for _ in range(len(faulty))]
    for values in (anew, filled):
        rest = Faulty.with_values(faulty.grid, values, faulty.active)
        changed = (values != faulty.values).any(axis=1)
        for report in np.flatnonzero(changed & (rest.masks == 0)).tolist():
            found[report].append(_change(faulty.values[report], values[report], ()))
    several = (filled != faulty.values).sum(axis=1) >= SEVERAL
    remaining = np.flatnonzero(several & (rest.masks != 0))
    for report, changes in zip(remaining.tolist(), smallest(rest.only(remaining)), strict=True):
        found[report] += [_change(faulty.values[report], filled[report], change) for change in changes]
    return found


def _change(reported: Ints, values: Ints, further: Change) -> Change:
    """From what is reported to these values, changed further."""
    deltas = values - reported
    for cell, delta in further:
        deltas[cell] += delta
    cells = np.flatnonzero(deltas)
    return tuple(zip(cells.tolist(), deltas[cells].tolist(), strict=True))


def _recomputed(faulty: Faulty, *, only_zeros: bool) -> Ints:
    """The values with every total (or every total of 0) as its parts add up, totals among them first.

    A total whose equations cannot be judged stays as it is.
    """
    grid = faulty.grid
    columns = faulty.values.T.copy()
    for cell, definitions in _definitions(grid.system):
        stands = columns[cell] != 0 if only_zeros else np.zeros(len(faulty), dtype=np.bool_)
        for equation in definitions:
            total = np.zeros(len(faulty), dtype=np.int64)
            for part, weight in grid.system.members[equation]:
                if part != cell:
                    total += weight * columns[part]
            judged = _is_active(faulty, grid, equation) & ~stands
            columns[cell] = np.where(judged, total, columns[cell])
            stands = stands | judged
    return np.ascontiguousarray(columns.T)


def _is_active(faulty: Faulty, grid: Grid, equation: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray((faulty.active >> np.uint64(grid.order.index(equation))) & np.uint64(1), dtype=np.bool_)


@cache
def _definitions(system: System) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The totals with the equations that define them, those that are parts of others first."""
    placed: dict[int, tuple[int, ...]] = {}
    while len(placed) < len(system.totals):
        for cell, equations in system.totals.items():
            parts = {part for equation in equations for part, _ in system.members[equation]} - {cell}
            if not parts & (system.totals.keys() - placed.keys()):
                placed[cell] = equations
    return tuple(placed.items())
