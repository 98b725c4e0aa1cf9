"""The value cells of a row to the columns of the table: by number, by place under the header, or not at all.

Text tables shift: rows begin one cell earlier or later and end with an empty one. Cells are given to columns only where
that can be done in one way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from lib.extraction.columns import Header, Span
from lib.extraction.lines import Piece
from lib.extraction.rows import RawRow

MOST_CANDIDATES = 50


@dataclass(frozen=True)
class Placed:
    """The cells by column. `open` are columns whose cell stands over several of them and is not blank.

    Both are empty where the row cannot be placed in one way. `by_number`: told by counting, without a header.
    """

    cells: Mapping[str, Piece] = field(default_factory=dict)
    open: Mapping[str, Piece] = field(default_factory=dict)
    by_number: bool = False

    @property
    def certain(self) -> bool:
        return bool(self.cells or self.open)


def place(row: RawRow, columns: Sequence[str], header: Header | None = None) -> Placed:
    """The cells of `row` by column; nothing where several ways are possible or none is.

    A column that the header does not have is not in the result; what stands under headed slots of no column is left out.
    """
    values = row.values
    spans = header.spans if header else None
    under = _under_header(row, columns, header) if header else None
    if under and (len(under.cells) + len(under.open) == len(header.spans if header else ()) or row.cut):
        return under
    if header and len(header.spans) < len(columns):
        return Placed()
    if len(values) == len(columns) and not any(_wide(piece, spans) for piece in values):
        # By number alone a row that begins with a blank cell may be shifted: where it can be, it is not taken.
        shifted = values[0].blank and (spans is not None or row.ragged)
        contradicted = under is not None and under.certain
        return Placed() if shifted or contradicted else Placed(dict(zip(columns, values, strict=True)), by_number=True)
    if under is not None:
        return Placed()
    if len(values) > len(columns):
        return _in_window(values, columns, row.ragged)
    if row.cut and (row.origin in {"pipes", "pipe-stream"} or (row.line and row.line.true_slots)):
        return Placed(dict(zip(columns, values, strict=False)), by_number=True)
    return Placed()


def candidates(row: RawRow, columns: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The ways to lay the filled cells of a row on its columns in order, blanks between; () where there are too many."""
    filled = [piece.text.strip() for piece in row.values if not piece.blank]
    ways = list(combinations(range(len(columns)), len(filled))) if len(filled) <= len(columns) else []
    if len(ways) > MOST_CANDIDATES:
        return ()
    return tuple(
        tuple(filled[way.index(number)] if number in way else "" for number in range(len(columns))) for way in ways
    )


def _wide(piece: Piece, spans: Mapping[str, Span] | None) -> bool:
    """Whether a cell stands over more than one column of the header."""
    covered = [span for span in (spans or {}).values() if span[0] < piece.end and piece.start < span[1]]
    return len(covered) > 1


def _under_header(row: RawRow, columns: Sequence[str], header: Header) -> Placed:
    """The cells that stand under each column's head. Nothing where a filled cell stands under none, or two under one."""
    values, spans = row.values, header.spans
    if _too_long(row, header):
        return Placed()
    cells: dict[str, Piece] = {}
    unsure: dict[str, Piece] = {}
    used: set[int] = set()
    for column in (column for column in columns if column in spans):
        under = _at(values, spans[column])
        used.update(under)
        filled = [values[number] for number in under if not values[number].blank] or [values[n] for n in under[:1]]
        if len(filled) > 1:
            return Placed()
        if filled:
            target = unsure if _wide(filled[0], spans) and not filled[0].blank else cells
            target[column] = filled[0]
    for span, _ in header.extra:
        used.update(_at(values, span))
    lost = any(number not in used and not piece.blank for number, piece in enumerate(values))
    return Placed() if lost else Placed(cells, unsure)


def _at(values: Sequence[Piece], span: Span) -> list[int]:
    return [number for number, piece in enumerate(values) if piece.start < span[1] and span[0] < piece.end]


def _too_long(row: RawRow, header: Header) -> bool:
    """Whether the row has a cell too many: it ends beyond the header and beyond the other rows, so it may be shifted."""
    return row.line is not None and row.line.end > max(header.end, row.line.usual_end) and row.figured


def _in_window(values: Sequence[Piece], columns: Sequence[str], ragged: bool) -> Placed:
    """More cells than columns: the spare ones are blank and stand before or after.

    In a ragged row the last columns may have been trimmed away, so the window may reach beyond the end.
    """
    filled = [number for number, piece in enumerate(values) if not piece.blank]
    if not filled:
        return Placed(dict(zip(columns, values, strict=False)), by_number=True)
    latest = filled[0] if ragged else min(filled[0], len(values) - len(columns))
    starts = [start for start in range(latest + 1) if filled[-1] < start + len(columns)]
    if len(starts) != 1:
        return Placed()
    return Placed(dict(zip(columns, values[starts[0] :], strict=False)), by_number=True)
