"""The numbers of list items, counted as the document goes on."""

from __future__ import annotations

from lib.documents.office.markup import Element, number, value
from lib.documents.office.numerals import printed
from lib.documents.office.opendocument.styles import ListLevel, Styles

_ON = "true"


class Lists:
    """Counts; a list may go on where another with the same style, or the one it names, left off."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._by_id: dict[str, dict[int, int]] = {}
        self._by_style: dict[str, dict[int, int]] = {}

    def begin(self, element: Element, style: str) -> dict[int, int]:
        """The counts a list of the first level begins with."""
        counts: dict[int, int] = {}
        if named := value(element, "continue-list"):
            counts = self._by_id.get(named, {})
        elif value(element, "continue-numbering") == _ON:
            counts = self._by_style.get(style, {})
        self._by_style[style] = counts
        self._by_id[value(element, "id")] = counts
        return counts

    def label(self, style: str, counts: dict[int, int], depth: int, start: str) -> str:
        """The number of the next item at `depth` (from 1), as printed before it. `start` is a value of its own."""
        levels = self._styles.lists.get(style, {})
        level = levels.get(depth)
        if level is None:
            return ""
        first = number(start, level.start) if start else level.start
        counts[depth] = first if start or depth not in counts else counts[depth] + 1
        for deeper in [place for place in counts if place > depth]:
            del counts[deeper]
        if not level.form:
            return ""
        shown = range(max(1, depth - level.shown_levels + 1), depth + 1)
        numbers = [_number(levels, counts, place) for place in shown]
        return level.before + ".".join(text for text in numbers if text) + level.after


def _number(levels: dict[int, ListLevel], counts: dict[int, int], place: int) -> str:
    level = levels.get(place)
    return printed(counts.get(place, level.start), level.form) if level and level.form else ""
