"""Which pattern an explanation is (catalogue §4)."""

from __future__ import annotations

from lib.checks.diagnosis.digits import slip
from lib.checks.diagnosis.shifts import moves
from lib.checks.diagnosis.system import Change, Puzzle
from lib.checks.model import CauseKind

Place = tuple[int, int]


def kind_of(puzzle: Puzzle, change: Change) -> CauseKind:
    """The pattern of an explanation; MINIMAL where it is none but the smallest."""
    if len(change) == 1:
        ((cell, delta),) = change
        reported = puzzle.values[cell]
        return "TYPO" if slip(reported, reported + delta) else "CELL"
    if len(change) == 2:
        pair = _kind_of_pair(puzzle, *change)
        if pair is not None:
            return pair
    elif is_shifted(puzzle, change):
        return "SHIFTED"
    left_out = sum(is_left_at_zero(puzzle, cell) for cell, _ in change)
    others = [cell for cell, _ in change if cell not in puzzle.system.totals]
    return "TOTAL" if not others or (left_out > 1 and len(others) < left_out) else "MINIMAL"


def _kind_of_pair(puzzle: Puzzle, one: Place, other: Place) -> CauseKind | None:
    if is_swapped(puzzle, one, other):
        return "SWAPPED"
    if is_moved(puzzle, one, other):
        return "MOVED"
    return "SPLIT" if is_split(puzzle, one, other) else None


def is_moved(puzzle: Puzzle, one: Place, other: Place) -> bool:
    """Cases taken from one place of a row or column and put into another, so that its sum stays what it is."""
    if one[1] != -other[1] or not in_line(puzzle, one[0], other[0]):
        return False
    system = puzzle.system
    shared = {equation for equation, _ in system.incidence[one[0]]}
    shared &= {equation for equation, _ in system.incidence[other[0]]}
    return not shared & {*system.totals.get(one[0], ()), *system.totals.get(other[0], ())}


def is_swapped(puzzle: Puzzle, one: Place, other: Place) -> bool:
    """Two cells, both with a figure, hold each other's."""
    first, second = puzzle.values[one[0]], puzzle.values[other[0]]
    return 0 not in (first, second) and (first + one[1], second + other[1]) == (second, first)


def is_split(puzzle: Puzzle, one: Place, other: Place) -> bool:
    """One figure's digits over two adjoining cells, of which the other should be 0."""
    first, second = puzzle.values[one[0]], puzzle.values[other[0]]
    if not first or not beside(puzzle, one[0], other[0]):
        return False
    whole = int(f"{first}{second}") if second >= 0 < first else -1
    return {first + one[1], second + other[1]} == {whole, 0}


def is_whole(puzzle: Puzzle, one: Place, other: Place) -> bool:
    """A figure stands in one of the cells that belongs in the other, and nothing stands there."""
    first, second = puzzle.values[one[0]], puzzle.values[other[0]]
    return 0 in (first, second) and (first + one[1], second + other[1]) == (second, first)


def is_shifted(puzzle: Puzzle, change: Change) -> bool:
    """The changed cells make of one row its own figures moved by one column, with a 0 coming in at the end."""
    if len(change) < 3 or len({puzzle.system.lines[cell][0] for cell, _ in change}) > 1:
        return False
    deltas, values = dict(change), puzzle.values
    return any(
        deltas.keys() <= set(move.cells)
        and all(
            values[cell] + deltas.get(cell, 0) == (0 if source is None else values[source])
            for cell, source in zip(move.cells, move.sources, strict=True)
        )
        for move in moves(puzzle.system)
    )


def in_line(puzzle: Puzzle, one: int, other: int) -> bool:
    """Two cells of the same row or column."""
    lines = puzzle.system.lines
    return any(a == b for a, b in zip(lines[one], lines[other], strict=True))


def beside(puzzle: Puzzle, one: int, other: int) -> bool:
    """Two cells of the same row, with none between them, or of the same column."""
    system = puzzle.system
    return other in (system.neighbour(one, 1), system.neighbour(one, -1), *system.above_and_below(one))


def is_left_at_zero(puzzle: Puzzle, cell: int) -> bool:
    """A total without a figure beside parts that add up to something."""
    system = puzzle.system
    return not puzzle.values[cell] and any(
        puzzle.values[part]
        for equation in system.totals.get(cell, ())
        for part, _ in system.members[equation]
        if part != cell
    )
