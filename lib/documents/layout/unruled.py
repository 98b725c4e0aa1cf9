"""Tables without upright lines: their columns are told from where the numbers of their rows and the heads over them stand.

Only what is surely a table becomes one: rows of at least three numbers that stand apart, each in a column of its own.
All other lines stay text. A number that could stand in two columns makes the whole no table.
"""

from __future__ import annotations

from collections.abc import Sequence

from lib.documents.layout.characters import LOST
from lib.documents.layout.chunks import chunks_of, is_value, values_of
from lib.documents.layout.model import Page, around
from lib.documents.layout.pieces import Piece, PieceCell
from lib.documents.layout.rules import joined
from lib.documents.layout.unruled_table import Table
from lib.documents.layout.writing import Written

# Rows of a table stand within this distance (by their height), its heads within this of the row below.
_NEAR, _HEADS, _LEADING = 9.0, 2.2, 0.9
# Lines of one cell stand this near (top to top, by their height).
_WITHIN = 1.2
# A line of nothing but numbers, this far below a row, is not text.
_ALONE = 3.0
_MOST_HEADS = 5
# A border between rows is at least this long, by the width of the page.
_LONG = 0.5
# A line of this many texts and no number between rows of numbers is the head of a new table.
_HEADED = 3


def pieces_among(page: Page, lines: Sequence[Written], ruled: Sequence[Piece]) -> tuple[list[Piece], list[Written]]:
    """The tables among the lines of a page that stand outside its ruled tables, and the lines that are none.

    Lines of several numbers whose columns cannot be told come out as they stand: as text the numbers would run together.
    """
    # A line under a word is no border between rows.
    levels = [rule for rule in joined(page.rules) if not rule.upright and rule.end - rule.start > _LONG * page.width]
    marks = sorted(rule.place for rule in levels)
    rest = list(lines)
    found: list[Piece] = []
    for rows in _groups(lines, ruled):
        taken = _region(rows, rest)
        several = len(rows) > 1 or len(values_of(rows[0])) > 1
        piece = Table(page, rows, taken, marks).piece() or (_as_they_stand(page, taken) if several else None)
        if piece is not None:
            found.append(piece)
            rest = [line for line in rest if line not in taken]
    return found, rest


def _as_they_stand(page: Page, lines: Sequence[Written]) -> Piece:
    """Lines of numbers whose columns cannot be told: the texts of each line apart, in no column."""
    ordered = sorted(lines, key=lambda line: line.box[1])
    rows = [line for line in ordered if values_of(line)]
    doubtful = len(rows) > 1
    cells = tuple(
        PieceCell(
            chunk.text + (LOST if doubtful and is_value(chunk.text) else ""),
            number,
            place,
            1,
            1,
            page.number,
            chunk.box,
        )
        for number, line in enumerate(ordered)
        for place, chunk in enumerate(chunks_of(line.words))
    )
    box = around([line.box for line in lines])
    # Three borders at least, or it would pass for a frame around text.
    width = max(2, *(cell.column + 1 for cell in cells))
    xs = tuple(box[0] + (box[2] - box[0]) * place / width for place in range(width + 1))
    return Piece(page.number, box, xs, len(ordered), cells, "unruled")


def _is_row(line: Written) -> bool:
    """Whether numbers stand apart from what else is on a line."""
    values = values_of(line)
    return bool(values) and len(chunks_of(line.words)) >= 2 and any(c.isdigit() for v in values for c in v.text)


def _groups(lines: Sequence[Written], ruled: Sequence[Piece]) -> list[list[Written]]:
    """Rows of numbers that follow each other with no ruled table and no heads between them."""
    groups: list[list[Written]] = []
    fresh = True
    for line in lines:
        below = bool(groups) and not fresh and _may_go_on(groups[-1][-1], line)
        if not _is_row(line) and not below:
            fresh = fresh or len(chunks_of(line.words)) >= _HEADED
            continue
        last = groups[-1][-1] if groups else None
        near = last is not None and line.box[1] - last.box[3] < _NEAR * line.height
        if last is not None and near and not fresh and not _any_between(ruled, last, line):
            groups[-1].append(line)
        else:
            groups.append([line])
        fresh = False
    return groups


def _may_go_on(upper: Written, lower: Written) -> bool:
    """Whether a line may hold the rest of numbers above: it follows as the lines of one cell do, or holds only numbers."""
    values = values_of(lower)
    within = _ALONE if len(values) == len(chunks_of(lower.words)) else _WITHIN
    return bool(values) and 0 < lower.box[1] - upper.box[1] < within * max(upper.height, lower.height)


def _any_between(pieces: Sequence[Piece], upper: Written, lower: Written) -> bool:
    return any(upper.box[3] < piece.box[1] < lower.box[1] for piece in pieces)


def _region(rows: Sequence[Written], lines: Sequence[Written]) -> list[Written]:
    """The lines from the heads over the first row of numbers to the last part of the label of the last."""
    first, last = rows[0], rows[-1]
    inside = [line for line in lines if first.box[1] <= line.box[1] and line.box[3] <= last.box[3]]
    reach = first
    heads = 0
    for line in sorted(lines, key=lambda line: -line.box[1]):
        if line.box[1] >= first.box[1] or line in inside or heads == _MOST_HEADS:
            continue
        if reach.box[1] - line.box[3] > _HEADS * first.height or "。" in line.text:
            break
        inside.append(line)
        reach, heads = line, heads + 1
    # What follows close below and ends before the numbers begin are parts of labels, not the next line of text.
    start = min(chunk.box[0] for row in rows for chunk in values_of(row))
    reach = last
    for line in sorted(lines, key=lambda line: line.box[1]):
        if line.box[1] <= last.box[1] or line in inside:
            continue
        if line.box[1] - reach.box[3] > _LEADING * last.height or line.box[2] > start:
            break
        inside.append(line)
        reach = line
    return inside
