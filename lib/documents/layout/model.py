"""What stands on a page before it is known to be a table or a paragraph: words, rules and the size of the page."""

from __future__ import annotations

from dataclasses import dataclass

from lib.documents.model import Box

# Two lines this near (points) are one line drawn twice or not quite straight; no row or column is so narrow.
SAME_LINE = 3.0


@dataclass(frozen=True)
class Word:
    """The smallest run that is never cut: a character of a PDF or OFD file, a line read from a picture.

    `box` in points from the upper left corner of the page. A character that has no known meaning is "\ufffd".
    """

    text: str
    box: Box

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


@dataclass(frozen=True)
class Rule:
    """A straight line, horizontal or vertical, as the thin box it fills (its shorter side may be 0)."""

    box: Box

    @property
    def upright(self) -> bool:
        return self.box[3] - self.box[1] > self.box[2] - self.box[0]

    @property
    def place(self) -> float:
        """Where the line stands: x of an upright line, y of a level one."""
        return (self.box[0] + self.box[2]) / 2 if self.upright else (self.box[1] + self.box[3]) / 2

    @property
    def start(self) -> float:
        return self.box[1] if self.upright else self.box[0]

    @property
    def end(self) -> float:
        return self.box[3] if self.upright else self.box[2]


@dataclass(frozen=True)
class Page:
    """One page as it is seen, `number` from 1, sizes in points.

    `turned`: quarter turns clockwise that were made so that the text runs from left to right; the boxes of words and
    rules are those of the turned page, the boxes given out are turned back.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    turned: int = 0


def around(boxes: list[Box]) -> Box:
    """The smallest box around some boxes."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def holds(box: Box, point: tuple[float, float]) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def clusters(values: list[float], within: float = SAME_LINE) -> list[float]:
    """Numbers that lie near each other as one, in order: the middle of each group no wider than `within`."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= within:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [(group[0] + group[-1]) / 2 for group in groups]


def nearest(places: list[float], value: float) -> int:
    """The number of the place nearest to a value."""
    return min(range(len(places)), key=lambda number: abs(places[number] - value))
