"""Rows that a page cut in two: the label goes on in the next row, and the figures stand in either half."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lib.extraction.labels import Labels
from lib.extraction.lines import Piece
from lib.extraction.rows import RawRow
from lib.extraction.wording import bare, letters

# Never part of a number: the figure is then asked about.
UNREADABLE = "\ufffd"


def mend(rows: Sequence[RawRow], labels: Labels) -> list[RawRow]:
    """The rows with the halves of a row put together, without blank rows of other words than the form's.

    Halves that both have figures in one column stay apart, but on two pages: a number may then be cut as well, and what
    stands in that column is marked unread.
    """
    mended: list[RawRow] = []
    for row in rows:
        whole = (_joined(mended[-1], row, labels) or _rest_of(mended[-1], row)) if mended else None
        if whole is not None:
            mended[-1] = whole
        else:
            mended.append(row)
    return [row for row in mended if row.stated or not row.labels or _is_row(row, labels)]


def _is_row(row: RawRow, labels: Labels) -> bool:
    """Whether a blank row has a label of the form, or nearly: a blank row of other words is none of the table's."""
    known = labels.leaf(row.labels) or labels.known(row.labels[-1])
    return bool(known or labels.leaf_like(row.labels, set(labels.rows.values())))


def _joined(first: RawRow, second: RawRow, labels: Labels) -> RawRow | None:
    if first.line is None or second.line is None or not first.labels or not second.labels:
        return None
    rest = second.labels[-1]
    # What is a label by itself is no rest of one: 其他 after 3., but 法提供 after （四）无 is.
    if (labels.row_of([rest]) and bare(first.labels[-1])) or not letters(rest):
        return None
    text = first.labels[-1] + rest
    values = _either(first.values, second.values, _turned(first, second))
    if values is None or bare(text) not in labels.rows:
        return None
    return replace(first, labels=(*first.labels[:-1], text), values=values, mended=True)


def _rest_of(first: RawRow, second: RawRow) -> RawRow | None:
    """The first row with every figure marked unread that may go on in a row without words at the head of the next page."""
    wordless = not any(letters(label) for label in second.labels)
    if not (wordless and first.labels and second.figured and _turned(first, second)):
        return None
    below = {piece.start: piece for piece in second.values if not piece.blank}
    values = tuple(_unread(a, below[a.start]) if a.start in below else a for a in first.values)
    return replace(first, values=values, mended=True)


def _turned(first: RawRow, second: RawRow) -> bool:
    """Whether a page ends between two rows."""
    pages = [next((piece.place.page for piece in row.values), None) for row in (first, second)]
    return None not in pages and pages[0] != pages[1]


def _unread(first: Piece, second: Piece) -> Piece:
    return replace(first, text=f"{first.text}{UNREADABLE}{second.text}")


def beside_figures(rows: Sequence[RawRow], number: int, named: Mapping[int, str]) -> RawRow | None:
    """The row without a name and with figures that stands next to a blank row: it may hold the blank row's figures."""
    if rows[number].stated:
        return None
    near = [place for place in (number - 1, number + 1) if 0 <= place < len(rows) and place not in named]
    return next((rows[place] for place in near if rows[place].figured), None)


def _either(first: tuple[Piece, ...], second: tuple[Piece, ...], turned: bool) -> tuple[Piece, ...] | None:
    """Of each pair of cells the one with something in it; None where the cells do not pair. Where both have something,
    what they make is unread if a page parts them, and without a page the rows are two: None."""
    pairs = list(zip(first, second, strict=False))
    if len(first) != len(second) or (not turned and any(not a.blank and not b.blank for a, b in pairs)):
        return None
    return tuple(b if a.blank else a if b.blank else _unread(a, b) for a, b in pairs)
