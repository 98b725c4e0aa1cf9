"""Rows written one column off: several wrong cells, one mistake."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from lib.checks.diagnosis.grid import Faulty, Ints
from lib.checks.diagnosis.system import Change, System


@dataclass(frozen=True)
class Move:
    """Cells of a row, and where each would have its figure from; None: nothing stands there, so 0."""

    cells: tuple[int, ...]
    sources: tuple[int | None, ...]


def shifted_rows(faulty: Faulty) -> list[list[Change]]:
    """Of each report the rows that, moved back by one column, restore every equation. What moved out comes back as 0."""
    found: list[list[Change]] = [[] for _ in range(len(faulty))]
    for move in moves(faulty.grid.system):
        cells = list(move.cells)
        sources = [faulty.grid.cells if source is None else source for source in move.sources]
        deltas = faulty.values[:, sources] - faulty.values[:, cells]
        rest = faulty.residuals.copy()
        for place, cell in enumerate(cells):
            for slot, bit in enumerate(faulty.grid.bits[cell].tolist()):
                rest[:, bit] += faulty.grid.weights[cell, slot] * deltas[:, place]
        active = faulty.residuals != rest
        mended = _holds(faulty, rest) & active.any(axis=1)
        for report in np.flatnonzero(mended).tolist():
            changed = [(cell, delta) for cell, delta in zip(cells, deltas[report].tolist(), strict=True) if delta]
            found[report].append(tuple(sorted(changed)))
    return found


def _holds(faulty: Faulty, residuals: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    broken = residuals[:, : faulty.grid.size] != 0
    judged = (faulty.active[:, None] >> np.arange(faulty.grid.size, dtype=np.uint64)) & np.uint64(1)
    return np.asarray(~(broken & (judged == 1)).any(axis=1), dtype=np.bool_)


@cache
def moves(system: System) -> tuple[Move, ...]:
    """Every row moved back by one column either way, with the total in its place and with the total moved along."""
    found = []
    for equation, members in enumerate(system.members):
        cells = [cell for cell, _ in members]
        if len({system.lines[cell][0] for cell in cells}) > 1 or len(members) == len(system.cells):
            continue
        parts = [cell for cell in cells if equation not in system.totals.get(cell, ())]
        for chosen in (parts, cells):
            for step in (1, -1):
                near = [system.neighbour(cell, step) for cell in chosen]
                found.append(Move(tuple(chosen), tuple(cell if cell in chosen else None for cell in near)))
    return tuple(found)
