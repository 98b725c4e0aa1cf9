"""Rules to the cells they enclose.

Every rule of a table gives the place of a row or a column; between two neighbouring slots stands a border where a rule
covers most of it, else they are one merged cell. The outer border is taken to be there also where it is not drawn: at
the edge of a page a row has no rule on one side, and many tables are open at their sides.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from lib.documents.layout.model import SAME_LINE, Rule, around, clusters, nearest
from lib.documents.model import Box

# A border is there when a rule covers this much of it: a rule may stop at a corner or be broken by a text.
_COVERED = 0.6
# Rules reaching this far over the last border show a row or column that is open on that side.
_OPEN = 5.0
# A text may break a level line for this long.
_BROKEN = 60.0
# More rules than this on a page are a drawing.
_MOST_RULES = 1_500


@dataclass(frozen=True)
class Slot:
    """A cell of a lattice by its place, its spans and its box."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    sides: int
    """How many of its four sides are drawn."""


@dataclass(frozen=True)
class Lattice:
    """A table as lines: the places of its column borders and row borders, and its cells.

    `open_top` and `open_bottom`: no rule stands there, the row may go on on another page.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    open_top: bool = False
    open_bottom: bool = False
    open_left: bool = False
    open_right: bool = False

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def slot_at(self, point: tuple[float, float]) -> int | None:
        """The number of the slot a point lies in; None where there is none."""
        column = bisect_right(self.xs, point[0]) - 1
        row = bisect_right(self.ys, point[1]) - 1
        for number, slot in enumerate(self.slots):
            if slot.row <= row < slot.row + slot.rowspan and slot.column <= column < slot.column + slot.colspan:
                return number
        return None


def lattices(rules: list[Rule]) -> list[Lattice]:
    """The tables among the (joined) rules of a page, largest first. A single box is a lattice of one cell."""
    if len(rules) > _MOST_RULES:
        return []
    found = [lattice for group in _groups(rules) if (lattice := _lattice(group)) is not None]
    return sorted(found, key=lambda item: -_area(item.box))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that touch each other, directly or through others."""
    parent = list(range(len(rules)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    uprights = [number for number, rule in enumerate(rules) if rule.upright]
    levels = [number for number, rule in enumerate(rules) if not rule.upright]
    for upright in uprights:
        for level in levels:
            if _cross(rules[upright], rules[level]):
                parent[root(upright)] = root(level)
    levels.sort(key=lambda number: (round(rules[number].place), rules[number].start))
    for left, right in pairwise(levels):
        # A level line that a text interrupts.
        if abs(rules[left].place - rules[right].place) <= 1 and rules[right].start - rules[left].end <= _BROKEN:
            parent[root(left)] = root(right)
    groups: dict[int, list[Rule]] = {}
    for number, rule in enumerate(rules):
        groups.setdefault(root(number), []).append(rule)
    return list(groups.values())


def _cross(upright: Rule, level: Rule) -> bool:
    return (
        level.start - SAME_LINE <= upright.place <= level.end + SAME_LINE
        and upright.start - SAME_LINE <= level.place <= upright.end + SAME_LINE
    )


def _lattice(rules: list[Rule]) -> Lattice | None:
    uprights = [rule for rule in rules if rule.upright]
    levels = [rule for rule in rules if not rule.upright]
    if not uprights or not levels:
        return None
    left, top, right, bottom = around([rule.box for rule in rules])
    xs, open_left, open_right = _closed(clusters([rule.place for rule in uprights]), left, right)
    ys, open_top, open_bottom = _closed(clusters([rule.place for rule in levels]), top, bottom)
    if len(xs) < 2 or len(ys) < 2:
        return None
    slots = _slots(_Borders(xs, ys, uprights, levels))
    return Lattice(tuple(xs), tuple(ys), slots, open_top, open_bottom, open_left, open_right)


def _closed(places: list[float], first: float, last: float) -> tuple[list[float], bool, bool]:
    """The places with the outermost added where lines reach over them, and whether they did."""
    before, after = first < places[0] - _OPEN, last > places[-1] + _OPEN
    return [*([first] if before else []), *places, *([last] if after else [])], before, after


class _Borders:
    """Which of the borders between the slots are drawn."""

    def __init__(self, xs: list[float], ys: list[float], uprights: list[Rule], levels: list[Rule]) -> None:
        self.xs, self.ys = xs, ys
        self._beside = _covers(xs, ys, uprights)
        self._over = _covers(ys, xs, levels)

    def beside(self, row: int, column: int) -> bool:
        """Whether the left border of a slot is drawn; `column` may be one past the last."""
        return self._beside[column][row]

    def over(self, row: int, column: int) -> bool:
        """Whether the upper border of a slot is drawn; `row` may be one past the last."""
        return self._over[row][column]


def _covers(places: list[float], marks: list[float], rules: list[Rule]) -> list[list[bool]]:
    """For each place and each stretch between two marks: whether rules at the place cover the stretch."""
    covered = [[0.0] * (len(marks) - 1) for _ in places]
    for rule in rules:
        line = covered[nearest(places, rule.place)]
        for number in range(len(marks) - 1):
            shared = min(rule.end, marks[number + 1]) - max(rule.start, marks[number])
            if shared > 0:
                line[number] = line[number] + shared / (marks[number + 1] - marks[number])
    return [[share >= _COVERED for share in line] for line in covered]


def _slots(borders: _Borders) -> tuple[Slot, ...]:
    """Slots without a border between them as one cell. What is no rectangle is cut into rectangles."""
    height, width = len(borders.ys) - 1, len(borders.xs) - 1
    taken: set[tuple[int, int]] = set()
    found = []
    for row in range(height):
        for column in range(width):
            if (row, column) not in taken:
                rowspan, colspan = _extent(borders, row, column, taken)
                taken |= {(row + down, column + along) for down in range(rowspan) for along in range(colspan)}
                found.append(_slot(borders, row, column, rowspan, colspan))
    return tuple(found)


def _extent(borders: _Borders, row: int, column: int, taken: set[tuple[int, int]]) -> tuple[int, int]:
    """How far the cell that begins at a slot reaches: right until a border, then down as long as no border is met."""
    height, width = len(borders.ys) - 1, len(borders.xs) - 1
    end = column + 1
    while end < width and not borders.beside(row, end) and (row, end) not in taken:
        end += 1
    below = row + 1
    while below < height and _goes_on(borders, below, column, end, taken):
        below += 1
    return below - row, end - column


def _goes_on(borders: _Borders, row: int, start: int, end: int, taken: set[tuple[int, int]]) -> bool:
    return (
        not any((row, column) in taken or borders.over(row, column) for column in range(start, end))
        and not any(borders.beside(row, column) for column in range(start + 1, end))
        and (end == len(borders.xs) - 1 or borders.beside(row, end))
        and (start == 0 or borders.beside(row, start))
    )


def _slot(borders: _Borders, row: int, column: int, rowspan: int, colspan: int) -> Slot:
    rows, columns = range(row, row + rowspan), range(column, column + colspan)
    sides = (
        all(borders.over(row, place) for place in columns)
        + all(borders.over(row + rowspan, place) for place in columns)
        + all(borders.beside(place, column) for place in rows)
        + all(borders.beside(place, column + colspan) for place in rows)
    )
    box = (borders.xs[column], borders.ys[row], borders.xs[column + colspan], borders.ys[row + rowspan])
    return Slot(row, column, rowspan, colspan, box, sides)
