"""Which of a report's broken equations go back to the same fault, and which to faults of their own."""

from __future__ import annotations

from collections.abc import Sequence

from lib.checks.diagnosis.grid import Grid
from lib.checks.diagnosis.system import Change


def independent(grid: Grid, broken: int, active: int, changes: Sequence[Change]) -> list[tuple[int, list[Change]]]:
    """The faults behind the broken equations (masks), each with its equations and its share of every explanation.

    Cells that touch no equation in common are faults of their own, if every explanation parts the equations so.
    """
    divided = [_parts(grid, broken, active, change) for change in changes]
    faults: list[int] = []
    for parts in divided:
        for equations, _ in parts:
            touching = [fault for fault in faults if fault & equations]
            faults = [fault for fault in faults if not fault & equations]
            faults.append(_union([*touching, equations]))
    found = []
    for fault in sorted(faults, key=lambda mask: grid.equations(mask)):
        shares = [
            tuple(sorted(place for equations, places in parts if equations & fault for place in places))
            for parts in divided
        ]
        found.append((fault, list(dict.fromkeys(shares))))
    return found


def _parts(grid: Grid, broken: int, active: int, change: Change) -> list[tuple[int, Change]]:
    """A change in parts that touch no equation in common, each with the broken equations it touches."""
    parts: list[tuple[int, Change]] = []
    for place in change:
        touched = grid.touched[place[0]] & active
        places: Change = (place,)
        for other in [part for part in parts if part[0] & touched]:
            parts.remove(other)
            touched, places = touched | other[0], (*other[1], *places)
        parts.append((touched, places))
    return [(touched & broken, places) for touched, places in parts]


def _union(masks: Sequence[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union
