"""What is drawn on a sheet: its straight rules, and the ink that is no rule."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from lib.documents.recognition.engine import Picture, Span

Mask = npt.NDArray[np.uint8]
"""255 where something is, 0 elsewhere."""

# In shares of the sheet's longer side. A rule is at least this long: longer than a stroke of a heading.
_RULE, _ALONE = 1 / 60, 1 / 20
# A rule broken by noise for no longer than this goes on.
_GAP = 1 / 200
# How wide the neighbourhood is that tells ink from paper, and by how much ink is darker.
_AROUND, _DARKER = 1 / 45, 14
# A mark smaller than this either way is dust; a decimal point may be as small as that.
DUST, POINT = 1 / 500, 1 / 900


@dataclass(frozen=True)
class Ink:
    """The rules as thin spans and, in masks, dot by dot; `rest` is all other ink."""

    levels: tuple[Span, ...]
    uprights: tuple[Span, ...]
    level: Mask
    upright: Mask
    rest: Mask

    @property
    def bent(self) -> float:
        """How far the worst of the rules strays from a straight level or upright line, in shares of the longer side."""
        thick = [span[3] - span[1] for span in self.levels] + [span[2] - span[0] for span in self.uprights]
        return float(max(thick, default=0) / max(self.rest.shape))


def ink_of(grey: Picture) -> Ink:
    """Rules and other ink of an upright sheet."""
    longest = max(grey.shape)
    dark = _dark(grey, longest)
    length, gap = max(9, round(longest * _RULE)), max(3, round(longest * _GAP))
    level, upright = _runs(dark, length, gap, across=True), _runs(dark, length, gap, across=False)
    level, upright = _of_tables(level, upright, longest)
    rules = cv2.bitwise_or(level, upright)
    rest = cv2.bitwise_and(dark, cv2.bitwise_not(cv2.dilate(rules, np.ones((5, 5), np.uint8))))
    return Ink(_spans(level), _spans(upright), level, upright, np.asarray(rest, dtype=np.uint8))


def marks(ink: Ink, least: float = DUST) -> list[Span]:
    """The connected marks of ink that are no rules and no dust."""
    smallest = max(3.0, max(ink.rest.shape) * least)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink.rest, connectivity=8)
    found = []
    for number in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[number])
        # A stroke one dot thin counts when it is long.
        if max(width, height) >= smallest * (1 if min(width, height) > 1 else 2) and area >= smallest * 1.5:
            found.append((left, top, left + width, top + height))
    return found


def _dark(grey: Picture, longest: int) -> Mask:
    around = round(longest * _AROUND) | 1
    # Not the median: it takes away strokes two dots thin, and a dash is often no thicker.
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    dark = cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, _DARKER)
    return np.asarray(dark, dtype=np.uint8)


def _runs(dark: Mask, length: int, gap: int, *, across: bool) -> Mask:
    """Ink in straight runs of at least `length`, small gaps bridged."""

    def bar(size: int) -> Mask:
        return np.ones((1, size) if across else (size, 1), np.uint8)

    # A line that is not quite straight steps from one row of dots to the next: it is thickened first.
    thick = cv2.dilate(dark, np.ones((3, 1) if across else (1, 3), np.uint8))
    found = cv2.morphologyEx(thick, cv2.MORPH_OPEN, bar(length))
    found = cv2.morphologyEx(found, cv2.MORPH_CLOSE, bar(gap * 2 + 1))
    return np.asarray(cv2.erode(found, np.ones((3, 1) if across else (1, 3), np.uint8)), dtype=np.uint8)


def _of_tables(level: Mask, upright: Mask, longest: int) -> tuple[Mask, Mask]:
    """Without the strokes of large letters: a rule meets another, or is long."""
    both = cv2.bitwise_or(level, upright)
    joined = cv2.dilate(both, np.ones((7, 7), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    keep = np.zeros(count, dtype=np.uint8)
    for number in range(1, count):
        size = max(int(stats[number, cv2.CC_STAT_WIDTH]), int(stats[number, cv2.CC_STAT_HEIGHT]))
        keep[number] = 255 if size >= longest * _ALONE else 0
    kept = keep[labels]
    return np.asarray(level & kept, dtype=np.uint8), np.asarray(upright & kept, dtype=np.uint8)


def _spans(mask: Mask) -> tuple[Span, ...]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    spans = []
    for number in range(1, count):
        left, top, width, height, _ = (int(value) for value in stats[number])
        spans.append((left, top, left + width, top + height))
    return tuple(spans)
