"""Rows that a page cut in two: the label goes on in the next row, and the figures stand in either half."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lib.extraction.labels import Labels
from lib.extraction.lines import Piece
from lib.extraction.rows import RawRow
from lib.extraction.wording import bare, letters


def mend(rows: Sequence[RawRow], labels: Labels) -> list[RawRow]:
    """The rows with the halves of a row put together, without blank rows of other words than the form's.

    Halves that both have figures in one column stay apart.
    """
    mended: list[RawRow] = []
    for row in rows:
        whole = _joined(mended[-1], row, labels) if mended else None
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
    values = _either(first.values, second.values)
    if values is None or bare(text) not in labels.rows:
        return None
    return replace(first, labels=(*first.labels[:-1], text), values=values, mended=True)


def beside_figures(rows: Sequence[RawRow], number: int, named: Mapping[int, str]) -> RawRow | None:
    """The row without a name and with figures that stands next to a blank row: it may hold the blank row's figures."""
    if rows[number].stated:
        return None
    near = [place for place in (number - 1, number + 1) if 0 <= place < len(rows) and place not in named]
    return next((rows[place] for place in near if rows[place].figured), None)


def _either(first: tuple[Piece, ...], second: tuple[Piece, ...]) -> tuple[Piece, ...] | None:
    """Of each pair of cells the one with something in it; None where the cells do not pair or both have something."""
    if len(first) != len(second) or any(not a.blank and not b.blank for a, b in zip(first, second, strict=True)):
        return None
    return tuple(b if a.blank else a for a, b in zip(first, second, strict=True))
