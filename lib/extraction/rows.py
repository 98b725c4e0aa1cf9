"""Lines to rows of a table: what of a row is label, what is value, and which texts stood above it.

A stream of cells (one cell a line) has no rows of its own: there a row is some texts and the values that follow them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lib.extraction.columns import named_in
from lib.extraction.labels import Labels
from lib.extraction.lines import PARAGRAPH, Line, Piece
from lib.extraction.wording import letters
from lib.reports import State, read_number
from lib.reports.numbers import NO_CELL

_NOT_WORDS = re.compile(r"[\d\W_]|万元|元|件|条|项|个|笔|份|次|宗|人|减少?|增加?", re.UNICODE)
_LONGEST_VALUE = 80
# A label cut after its own number: 1. | 属于国家秘密.
_NUMBER_OF_A_LABEL = re.compile(r"\d{1,2}[.、．]|[(（]\d{1,2}[)）]、?")


@dataclass(frozen=True)
class RawRow:
    """A row before its label is known. `above` are the texts since the row before.

    `header`: in a grid of true slots, the last lines that head columns. `cut` is set on the row where an excerpt ends: what
    is missing on its right was there once. `line` is the row of the grid; None in a stream of cells, which has no rows.
    `mended`: put together from two halves.
    """

    labels: tuple[str, ...]
    values: tuple[Piece, ...]
    above: tuple[str, ...]
    header: tuple[Line, ...]
    origin: str
    cut: bool = False
    ragged: bool = False
    line: Line | None = None
    mended: bool = False

    @property
    def raw(self) -> str:
        """The values as they stood, for a person to read."""
        return " | ".join(piece.text.strip() for piece in self.values)

    @property
    def figured(self) -> bool:
        """Whether any cell has digits."""
        return any(has_figure(piece) for piece in self.values)

    @property
    def stated(self) -> bool:
        """Whether any cell has something in it."""
        return any(not piece.blank for piece in self.values)


@lru_cache(maxsize=16_384)
def is_value(text: str) -> bool:
    """Whether a text is a cell of figures: a number, a blank mark, or digits that make no number."""
    if text.strip() == NO_CELL:
        return True
    if len(text) > _LONGEST_VALUE or _NUMBER_OF_A_LABEL.fullmatch(text.strip()):
        return False
    if read_number(text).state is not State.UNREAD:
        return True
    return any(character.isdecimal() for character in text) and not _NOT_WORDS.sub("", letters(text))


def has_figure(piece: Piece) -> bool:
    """Whether a cell holds digits and is not a blank or a text."""
    return _has_figure(piece.text)


@lru_cache(maxsize=16_384)
def _has_figure(text: str) -> bool:
    return is_value(text) and any(character.isdecimal() for character in text)


def read_rows(lines: Sequence[Line], labels: Labels, cut: Line | None = None) -> list[RawRow]:
    """The rows among these lines, in order, blank rows without a label too. `cut` is the line where an excerpt ends."""
    return list(_rows(lines, labels, cut))


def _rows(lines: Sequence[Line], labels: Labels, cut: Line | None) -> Iterator[RawRow]:
    above: list[str] = []
    header: tuple[Line, ...] = ()
    pending: list[Line] = []
    stream: list[Line] = []
    for line in lines:
        if line.streamed:
            stream.append(line)
            continue
        for row in _stream_rows(stream, above, labels, cut):
            above = []
            yield row
        stream = []
        row_labels, values = ((), ()) if line.origin == PARAGRAPH else split_row(line, labels)
        if values:
            if pending and _heads_columns(pending, labels):
                header, pending = tuple(pending), []
            yield RawRow(row_labels, values, tuple(above), header, line.origin, line is cut, line.ragged, line)
        figured = any(has_figure(piece) for piece in values)
        # 行政复议 | 行政诉讼 | (blank) has the shape of a row and heads columns.
        pending = (
            []
            if figured or (values and labels.leaf(row_labels))
            else [*pending, *([line] if line.true_slots and line.texts else [])]
        )
        if (row_labels and values) or figured:
            above = []
        else:
            above.extend(line.texts)
    yield from _stream_rows(stream, above, labels, cut)


def _heads_columns(lines: Sequence[Line], labels: Labels) -> bool:
    return any(is_header(line, labels) for line in lines) or named_in(lines, labels.column_of) > 1


def _stream_rows(stream: list[Line], above: list[str], labels: Labels, cut: Line | None) -> Iterator[RawRow]:
    texts: list[str] = list(above)
    values: list[Piece] = []
    last = stream[-1] if stream else None
    for line in stream:
        for piece in line.pieces:
            if is_value(piece.text):
                values.append(piece)
                continue
            # Blank cells after a header belong to the merged cells of that header; a row label's are its own.
            if values and (labels.leaf(texts) or any(not value.blank for value in values)):
                yield RawRow(tuple(texts), tuple(values), (), (), line.origin)
                texts = []
            values = []
            texts.append(piece.text)
    if values and last is not None:
        yield RawRow(tuple(texts), tuple(values), (), (), last.origin, last is cut)


def split_row(line: Line, labels: Labels) -> tuple[tuple[str, ...], tuple[Piece, ...]]:
    """The label texts and the value cells of a row; no values for a header or a row of texts."""
    pieces = line.pieces
    if is_header(line, labels):
        return (), ()
    known = [place for place, piece in enumerate(pieces) if not is_value(piece.text) and labels.known(piece.text)]
    first = next((place for place, piece in enumerate(pieces) if has_figure(piece)), len(pieces))
    leading = [place for place in range(first) if not is_value(pieces[place].text)]
    ends = [max(leading, default=-1)] if first < len(pieces) or not known else []
    for end in (*ends, *known[-1:]):
        found = _split_at(pieces, end)
        if labels.row_of(found[0]):
            return found
    if not ends:
        label, values = _split_at(pieces, known[-1])
        # A broken header (企业 | 机构 | 组织 under 商业 | 科研 | 社会公益) is no row of a table.
        return ((), ()) if line.true_slots and not all(is_value(piece.text) for piece in values) else (label, values)
    if first == len(pieces) and leading:
        # The rest of a label that a page cut, in a row of blanks; a row of texts alone is no row of a table.
        rest = line.true_slots and len(pieces) - 1 - ends[0] > 0
        return _split_at(pieces, ends[0]) if rest else ((), ())
    return _split_at(pieces, ends[0])


def is_header(line: Line, labels: Labels) -> bool:
    """Whether a line heads columns: two or more of its cells are labels of columns or groups, and none a figure."""
    if any(has_figure(piece) for piece in line.pieces):
        return False
    texts = line.texts
    columns = sum(labels.column_of(text) is not None for text in texts)
    heads = sum(labels.known(text) and labels.row_of([text]) is None for text in texts)
    return len(texts) >= 2 and columns >= 1 and max(columns, heads) >= 2


def _split_at(pieces: tuple[Piece, ...], end: int) -> tuple[tuple[str, ...], tuple[Piece, ...]]:
    return tuple(piece.text for piece in pieces[: end + 1] if not piece.blank), pieces[end + 1 :]
