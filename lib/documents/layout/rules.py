"""Lines as they are drawn to lines as they are seen: pieces on one straight line become one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from lib.documents.layout.model import Rule
from lib.documents.model import Box

# A line thicker than this is a bar or a shaded cell.
THICKEST = 3.6
# Pieces this near on one line touch: corners of cells are left out or drawn as small squares.
_TOUCHING = 3.0
# Pieces on lines this near are pieces of one line.
_STRAIGHT = 0.8
# Shorter marks are dots and dashes; a row of them at gaps no longer than this is a line.
_DOT, _DOT_GAP, _DOTTED = 6.0, 4.5, 12.0


def as_rule(box: Box) -> Rule | None:
    """The rule that a drawn box is, or None for a box that is a surface."""
    return Rule(box) if min(box[2] - box[0], box[3] - box[1]) <= THICKEST else None


def edges_of(box: Box) -> tuple[Rule, ...]:
    """The four sides of a surface."""
    left, top, right, bottom = box
    return (
        Rule((left, top, right, top)),
        Rule((left, bottom, right, bottom)),
        Rule((left, top, left, bottom)),
        Rule((right, top, right, bottom)),
    )


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """The lines seen: collinear pieces joined, rows of dots and dashes made lines, single dots dropped."""
    long: list[Rule] = []
    dots: list[Rule] = []
    for rule in rules:
        (long if rule.end - rule.start >= _DOT else dots).append(rule)
    found = []
    for upright in (False, True):
        pieces = [_span(rule, upright) for rule in long if rule.upright is upright]
        # A dot has no direction of its own: it may be part of a level and of an upright line.
        marks = [_span(rule, upright) for rule in dots]
        pieces += [mark for mark in _chains(marks, _DOT_GAP) if mark[2] - mark[1] >= _DOTTED]
        found += [_rule(piece, upright) for piece in _chains(pieces, _TOUCHING)]
    return found


_Span = tuple[float, float, float]


def _span(rule: Rule, upright: bool) -> _Span:
    left, top, right, bottom = rule.box
    return ((left + right) / 2, top, bottom) if upright else ((top + bottom) / 2, left, right)


def _rule(span: _Span, upright: bool) -> Rule:
    place, start, end = span
    return Rule((place, start, place, end)) if upright else Rule((start, place, end, place))


def _chains(spans: list[_Span], gap: float) -> list[_Span]:
    """Spans on one line whose gaps are no longer than `gap`, as one each."""
    lines: dict[int, list[_Span]] = defaultdict(list)
    last: float | None = None
    number = -1
    for span in sorted(spans):
        if last is None or span[0] - last > _STRAIGHT:
            number, last = number + 1, span[0]
        lines[number].append(span)
    found = []
    for line in lines.values():
        line.sort(key=lambda span: span[1])
        place, start, end = line[0]
        for other in line[1:]:
            if other[1] <= end + gap:
                end = max(end, other[2])
            else:
                found.append((place, start, end))
                place, start, end = other
        found.append((place, start, end))
    return found
