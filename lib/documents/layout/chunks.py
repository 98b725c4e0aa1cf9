"""Parts of a line that stand apart, and the columns that such parts of many lines make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lib.documents.layout.model import Word, around
from lib.documents.layout.writing import Written, text_of
from lib.documents.model import Box

# Words this far apart (by their height) stand in different cells; a number does so nearer to what is before it.
_APART, _NUMBER_APART = 0.9, 0.45
# What opens a number, and what a number or a mark for none is. "2." opens a label.
_OPENS = frozenset("0123456789０１２３４５６７８９-—/")
_VALUE = re.compile(r"[-+−减]?\d[\d,，]*([.．]\d+)?|[-—/]+")


@dataclass(frozen=True)
class Chunk:
    """Words of one line that stand together."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        return text_of(self.words)

    @property
    def middle(self) -> float:
        return (self.box[0] + self.box[2]) / 2


def chunks_of(words: Sequence[Word]) -> list[Chunk]:
    """The words of a line, from left to right, cut where they stand apart."""
    groups: list[list[Word]] = []
    for word in words:
        last = groups[-1][-1] if groups else None
        limit = (_NUMBER_APART if word.text[:1] in _OPENS else _APART) * word.height
        if last is not None and word.box[0] - last.box[2] <= limit:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Chunk(tuple(group), around([word.box for word in group])) for group in groups]


def is_value(text: str) -> bool:
    """Whether a text is a number, or a mark that stands for none."""
    return bool(_VALUE.fullmatch(text))


def values_of(line: Written) -> list[Chunk]:
    """The numbers on a line that stand apart, and the marks that stand for none."""
    return [chunk for chunk in chunks_of(line.words) if is_value(chunk.text)]


def in_columns(values: Sequence[Chunk], heads: Sequence[Chunk]) -> list[tuple[float, float]]:
    """The columns (left, right) that values make; a head over no column makes one of its own (a column all blank).

    Heads over several columns are no columns.
    """
    columns: list[tuple[float, float]] = []
    for left, right in sorted((chunk.box[0], chunk.box[2]) for chunk in values):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    alone = [
        (head.box[0], head.box[2])
        for head in heads
        if not any(left < head.box[2] and head.box[0] < right for left, right in columns)
    ]
    for left, right in sorted(alone):
        if all(right <= other[0] or other[1] <= left for other in columns):
            columns.append((left, right))
    return sorted(columns)
