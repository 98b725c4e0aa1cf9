"""Words to lines of text: in reading order, each printed mark once, and nothing glued that stands apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lib.documents.layout.characters import LOST
from lib.documents.layout.model import Word, around
from lib.documents.model import Box

# The same mark printed twice within this share of its width is bold made by printing twice.
_TWICE = 0.22
# Two different digits over each other by more than this share are not one number.
_OVER = 0.6
# A gap as wide as this share of the height parts two Latin words or two numbers. The narrowest space is a quarter.
_GAP, _WIDE_GAP = 0.14, 0.9
# A digit this much smaller than its line and raised is the mark of a note, not a digit of the number.
_SMALL = 0.75
RAISED = "^"


@dataclass(frozen=True)
class Written:
    """A line: its words from left to right and its box."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        return text_of(self.words)

    @property
    def height(self) -> float:
        """How high its letters are: the middle one of their heights."""
        heights = sorted(word.height for word in self.words)
        return heights[len(heights) // 2]


def written(words: Iterable[Word]) -> list[Written]:
    """The lines that words make, from the top, without blank ones."""
    rows: list[tuple[list[Word], float, float]] = []
    for word in sorted(_once(words), key=lambda word: (word.middle[1], word.box[0])):
        row = next((row for row in reversed(rows[-3:]) if _beside(word, row[1], row[2])), None)
        if row is None:
            rows.append(([word], word.box[1], word.box[3]))
        else:
            row[0].append(word)
    lines = [
        Written(tuple(sorted(row, key=lambda word: word.box[0])), around([w.box for w in row])) for row, _, _ in rows
    ]
    return sorted((line for line in lines if line.text), key=lambda line: (line.box[1] + line.box[3], line.box[0]))


def _beside(word: Word, top: float, bottom: float) -> bool:
    shared = min(word.box[3], bottom) - max(word.box[1], top)
    return shared >= 0.5 * max(0.1, min(word.height, bottom - top))


def _once(words: Iterable[Word]) -> list[Word]:
    """The words without those printed a second time at the same place."""
    kept: list[Word] = []
    near: dict[tuple[str, int, int], list[Word]] = {}
    for word in words:
        size = max(word.width, 1.0)
        x, y = word.middle
        column, row = int(x // size), int(y // max(word.height, 1.0))
        around_it = (near.get((word.text, column + dx, row + dy), []) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        if any(_same(word, other) for others in around_it for other in others):
            continue
        near.setdefault((word.text, column, row), []).append(word)
        kept.append(word)
    return kept


def _same(word: Word, other: Word) -> bool:
    (x, y), (left, top) = word.middle, other.middle
    size = max(min(word.width, other.width), 1.0)
    return abs(x - left) <= _TWICE * size and abs(y - top) <= _TWICE * max(min(word.height, other.height), 1.0)


def text_of(words: tuple[Word, ...]) -> str:
    """The text of one line, its words from left to right; a space where words stand apart."""
    marks = [word for word in words if word.text.strip()]
    if not marks:
        return ""
    height = sorted(word.height for word in marks)[len(marks) // 2]
    tallest = max(word.height for word in marks)
    large = [word.middle[1] for word in marks if word.height >= _SMALL * tallest]
    middle = sum(large) / len(large)
    parts: list[str] = []
    for number, word in enumerate(marks):
        if number:
            parts.append(_between(marks[number - 1], word, height))
        raised = _is_figure(word.text) and word.height < _SMALL * tallest and word.middle[1] < middle - 0.1 * tallest
        parts.append(RAISED + word.text if raised else word.text)
    return "".join(parts).strip()


def _between(left: Word, right: Word, height: float) -> str:
    gap = right.box[0] - left.box[2]
    before, after = left.text[-1], right.text[0]
    if _is_figure(before) and _is_figure(after) and gap < -_OVER * min(left.width, right.width):
        return LOST
    narrow = _narrow(before) and _narrow(after)
    return " " if gap > (_GAP if narrow else _WIDE_GAP) * height else ""


def _narrow(character: str) -> bool:
    return ord(character) < 0x2000 or 0xFF10 <= ord(character) <= 0xFF5A


def _is_figure(text: str) -> bool:
    return text[-1:].isdecimal()
