"""Which of the lines beside the rows of numbers belong to which row, in a table without lines between its rows."""

from __future__ import annotations

from collections.abc import Sequence

from lib.documents.layout.writing import Written

# By the height of a line: the middle of a label and of its numbers agree within this; a label that begins on the line of
# its numbers ends this much before the next one begins.
_AGREE, _CLEAR = 0.35, 0.3


def beside(rows: Sequence[Written], others: Sequence[Written], marks: Sequence[float]) -> list[list[Written]] | None:
    """For each row the other lines that belong to it; None where that cannot be told.

    Told from the level rules (`marks`) between the rows, else from labels that stand about the middle of their numbers,
    else from labels that begin beside them and keep clear of the next.
    """
    for found in (_between_rules(rows, others, marks), _about_middle(rows, others), _from_top(rows, others)):
        if found is not None:
            return found
    return None


def _middle(line: Written) -> float:
    return (line.box[1] + line.box[3]) / 2


def _between_rules(
    rows: Sequence[Written], others: Sequence[Written], marks: Sequence[float]
) -> list[list[Written]] | None:
    found: list[list[Written]] = [[] for _ in rows]
    places = [sum(mark < _middle(row) for mark in marks) for row in rows]
    if len(set(places)) != len(rows):
        return None
    for line in others:
        place = sum(mark < _middle(line) for mark in marks)
        if place not in places:
            return None
        found[places.index(place)].append(line)
    return found


def _about_middle(rows: Sequence[Written], others: Sequence[Written]) -> list[list[Written]] | None:
    found: list[list[Written]] = [[] for _ in rows]
    for line in others:
        found[min(range(len(rows)), key=lambda number: abs(_middle(rows[number]) - _middle(line)))].append(line)
    for row, own in zip(rows, found, strict=True):
        lines = [row, *own]
        middle = (min(line.box[1] for line in lines) + max(line.box[3] for line in lines)) / 2
        if abs(middle - _middle(row)) > _AGREE * row.height:
            return None
    return found


def _from_top(rows: Sequence[Written], others: Sequence[Written]) -> list[list[Written]] | None:
    found: list[list[Written]] = [[] for _ in rows]
    for line in sorted(others, key=_middle):
        above = [number for number, row in enumerate(rows) if _middle(row) <= _middle(line)]
        if not above:
            return None
        found[above[-1]].append(line)
    for number, own in enumerate(found):
        lines = [rows[number], *own]
        step = max((lower.box[1] - upper.box[3] for upper, lower in zip(lines, own, strict=False)), default=0.0)
        if own and number + 1 < len(rows) and rows[number + 1].box[1] - own[-1].box[3] < step + _CLEAR * own[-1].height:
            return None
    return found
