"""Where a line of text begins and ends: cut at the rules between cells, put together, drawn close to its ink."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lib.documents.recognition.engine import Span
from lib.documents.recognition.ink import Ink, Mask

# A rule that runs along this much of a line of text divides it; one nearer to its end than this only touches it.
_DIVIDES, _TOUCHES = 0.6, 2
# Parts of one figure stand no further apart than this, in shares of their height; lines overlap by this much.
_GAP, _SAME_LINE = 0.9, 0.6
# Ink beside a text by less than this (shares of the ink's height) is a part of it that the recogniser has seen.
_BESIDE = 0.5
# A mark whose width lies in a span to this part is held by it.
_NEARLY_ALL = 0.7
# Marks this much lower than the others are dust or dots.
_LEAST_GLYPH = 0.35
# Ink in a table as large as this beside a line of text is a hyphen or more; the grain of the paper is smaller.
_LEAST_INK = 0.2


def cut_at_rules(span: Span, ink: Ink, drawn: Sequence[Span]) -> list[Span]:
    """A span cut where rules run through it; parts without ink are left out."""
    left, top, right, bottom = span
    xs = [local for rule in ink.uprights if (local := _within(rule, span, ink.upright, 0)) is not None]
    ys = [local for rule in ink.levels if (local := _within(rule, span, ink.level, 1)) is not None]
    if not xs and not ys:
        return [span]
    parts = [(a, c, b, d) for a, b in _between(left, right, xs) for c, d in _between(top, bottom, ys)]
    return [part for part in parts if inside(drawn, part)]


def _within(rule: Span, span: Span, mask: Mask, axis: int) -> tuple[int, int] | None:
    """From where to where a rule runs through a span (across for axis 0); None where it does not divide it."""
    if rule[axis + 2] <= span[axis] + _TOUCHES or rule[axis] >= span[axis + 2] - _TOUCHES:
        return None
    if _shared((rule[1 - axis], rule[3 - axis]), (span[1 - axis], span[3 - axis])) < _DIVIDES:
        return None
    # A rule that is not quite straight is a wide box; what counts is where it is beside this text.
    left, top = max(rule[0], span[0]), max(rule[1], span[1])
    part = mask[top : min(rule[3], span[3]), left : min(rule[2], span[2])]
    there = np.flatnonzero(part.any(axis=axis))
    if not len(there):
        return None
    start = (left, top)[axis]
    return start + int(there[0]), start + int(there[-1]) + 1


def severed(spans: Sequence[Span], drawn: Sequence[Span]) -> set[int]:
    """The numbers of spans that do not hold all of the ink they touch: a mark reaches out of them, or stands right beside
    them and in none of the others."""
    homeless = [mark for mark in drawn if not any(_holds(span, mark) for span in spans)]
    return {
        number
        for number, span in enumerate(spans)
        if any(_touches(mark, span) and _of_size(mark, span) for mark in homeless)
    }


def _holds(span: Span, mark: Span) -> bool:
    """Whether nearly all of a mark, left to right, and its middle, are in a span."""
    return _shared(span[0::2], mark[0::2]) >= _NEARLY_ALL and span[1] <= (mark[1] + mark[3]) / 2 < span[3]


def _of_size(mark: Span, span: Span) -> bool:
    return mark[3] - mark[1] >= _LEAST_GLYPH * (span[3] - span[1])


def inside(drawn: Sequence[Span], span: Span) -> list[Span]:
    """The marks whose middle lies in a span."""
    return [
        mark
        for mark in drawn
        if span[0] <= (mark[0] + mark[2]) / 2 < span[2] and span[1] <= (mark[1] + mark[3]) / 2 < span[3]
    ]


def tight(drawn: Sequence[Span], span: Span) -> Span:
    """The span drawn close around its ink; itself where it has none."""
    found = inside(drawn, span)
    if not found:
        return span
    lefts, tops, rights, bottoms = zip(*found, strict=True)
    return max(min(lefts) - 1, 0), max(min(tops) - 1, 0), max(rights) + 1, max(bottoms) + 1


def glued(spans: Sequence[Span], ink: Ink) -> list[list[int]]:
    """The numbers of spans that stand side by side on a line with no rule and little room between them, in groups."""
    groups: list[list[int]] = []
    for number in sorted(range(len(spans)), key=lambda number: spans[number][0]):
        span = spans[number]
        group = next((group for group in groups if _follows(spans[group[-1]], span, ink)), None)
        if group is None:
            groups.append([number])
        else:
            group.append(number)
    return groups


def leftovers(ink: Ink, drawn: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """Ink inside tables that none of the spans takes in, mark by mark put together to lines."""
    lower = sorted(span[3] - span[1] for span in taken)
    usual = lower[len(lower) // 2] if lower else 0
    free = [
        mark
        for mark in drawn
        if max(mark[2] - mark[0], mark[3] - mark[1]) >= usual * _LEAST_INK
        and not any(_touches(mark, span) for span in taken)
        and _in_table(mark, ink)
    ]
    return [
        (min(free[n][0] for n in group), min(free[n][1] for n in group), *_ends([free[n] for n in group]))
        for group in glued(free, ink)
    ]


def _ends(spans: list[Span]) -> tuple[int, int]:
    return max(span[2] for span in spans), max(span[3] for span in spans)


def _follows(before: Span, after: Span, ink: Ink) -> bool:
    high = min(before[3] - before[1], after[3] - after[1])
    gap = after[0] - before[2]
    if gap > max(high, 1) * _GAP or _shared(before[1::2], after[1::2]) < _SAME_LINE:
        return False
    middle = (before[0] + before[2]) / 2, (after[0] + after[2]) / 2
    return not any(
        middle[0] < (rule[0] + rule[2]) / 2 < middle[1] and _shared(rule[1::2], (after[1], after[3])) >= _DIVIDES
        for rule in ink.uprights
    )


def _touches(mark: Span, span: Span) -> bool:
    room = (mark[3] - mark[1]) * _BESIDE
    return mark[0] < span[2] + room and mark[2] > span[0] - room and _shared(span[1::2], mark[1::2]) > 0


def _in_table(mark: Span, ink: Ink) -> bool:
    """Whether rules stand on both sides and over and under a mark."""
    x, y = (mark[0] + mark[2]) / 2, (mark[1] + mark[3]) / 2
    beside = [rule for rule in ink.uprights if rule[1] <= y <= rule[3]]
    along = [rule for rule in ink.levels if rule[0] <= x <= rule[2]]
    return (
        any(rule[2] <= x for rule in beside)
        and any(rule[0] >= x for rule in beside)
        and any(rule[3] <= y for rule in along)
        and any(rule[1] >= y for rule in along)
    )


def _shared(one: Sequence[int], other: Sequence[int]) -> float:
    """How much of the second stretch the first covers."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) / max(1, other[1] - other[0])


def _between(start: int, end: int, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    parts = []
    for first, last in sorted(cuts):
        if first > start:
            parts.append((start, first))
        start = max(start, last)
    if end > start:
        parts.append((start, end))
    return parts
