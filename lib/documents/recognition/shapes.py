"""What the shape of the ink says of a figure that was read: a dash, a stroke for "none", a point that was not read.

A recogniser takes "—" and "/" for 1 and passes over a decimal point, twice in the same way. The ink does not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lib.documents.recognition.engine import Span
from lib.documents.recognition.ink import Ink

# A mark this much lower than wide, and than a line of text, is a level stroke.
_FLAT, _STROKE = 0.5, 0.25
# A level stroke this short, or this long, beside the height of a line of text is a dash and not the figure 一.
_HYPHEN, _LONG_DASH = 0.5, 1.2
# How far a stroke leans (run to rise): an upright 1, also in italics, less; a slash more. Its ink keeps to its line.
_UPRIGHT, _SLASH, _THIN = 0.13, 0.25, 0.1
# A point is this small beside the figures and stands this low.
_POINT, _LOW = 0.4, 0.55


@dataclass(frozen=True)
class Verdict:
    """`text` is what the ink is for certain, None where it does not say; `denies`: it cannot be what was read."""

    text: str | None = None
    denies: bool = False


def judge(text: str, found: Sequence[Span], specks: Sequence[Span], ink: Ink, line: float) -> Verdict:
    """The verdict of the ink on a text.

    `found`: the marks of the text; `specks`: the same and smaller ones; `line`: the usual height of a line, in dots.
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    glyphs = sorted(mark for mark in found if mark[2] - mark[0] > 1)
    if not glyphs:
        return Verdict(denies=True)
    if len(glyphs) == 1 and _is_flat(glyphs[0], line):
        wide = glyphs[0][2] - glyphs[0][0]
        return Verdict("-") if wide < line * _HYPHEN or wide > line * _LONG_DASH else Verdict(denies=True)
    if len(glyphs) == 1 and _is_slash(glyphs[0], ink):
        return Verdict("/")
    if len(glyphs) == len(plain):
        for mark, char in zip(glyphs, plain, strict=True):
            if char.isdigit() and (_is_flat(mark, line) or (char == "1" and _lean(mark, ink)[0] > _UPRIGHT)):
                return Verdict(denies=True)
    return Verdict(denies=_has_point(specks) and not set(plain) & set(".,"))


def _is_flat(mark: Span, line: float) -> bool:
    # Figures that run into each other are one mark, wide but as high as any.
    return mark[3] - mark[1] <= min(_FLAT * (mark[2] - mark[0]), _STROKE * line)


def _is_slash(mark: Span, ink: Ink) -> bool:
    lean, spread = _lean(mark, ink)
    return lean >= _SLASH and spread <= _THIN


def _lean(mark: Span, ink: Ink) -> tuple[float, float]:
    """How far the ink of a mark leans to the right, and how far it strays from that line in shares of its height."""
    down, across = np.nonzero(ink.rest[mark[1] : mark[3], mark[0] : mark[2]])
    if len(down) < 3 or down.min() == down.max():
        return 0.0, 1.0
    slope, start = np.polyfit(down, across, 1)
    strays = np.abs(across - (slope * down + start)).mean() / (mark[3] - mark[1])
    return float(-slope), float(strays)


def _has_point(specks: Sequence[Span]) -> bool:
    """Whether a small mark stands low between two figures."""
    if len(specks) < 3:
        return False
    top, bottom = min(mark[1] for mark in specks), max(mark[3] for mark in specks)
    high = bottom - top
    first, last = min(mark[0] for mark in specks), max(mark[2] for mark in specks)
    return any(
        max(mark[2] - mark[0], mark[3] - mark[1]) <= _POINT * high
        and mark[1] >= top + _LOW * high
        and first < mark[0]
        and mark[2] < last
        for mark in specks
    )
