"""Lines of running text to paragraphs."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from lib.documents.layout.model import Page
from lib.documents.layout.writing import Written

# By the height of a line: an indent opens a paragraph, a gap or another size of letters ends one, and a line that stops
# this far before the right margin was the last of its own.
_INDENT, _GAP, _SHORT = 1.2, 1.6, 2.2
_SIZE = 0.18
# A line longer than this share of the page is running text.
_LONG = 0.5
_HEADING = re.compile(r"\s*(第?[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])")
# A heading stands alone on its line.
_TITLE, _ENDS = 34, re.compile(r"[。；，,;]")
_LETTERS = re.compile(r"[A-Za-z0-9]")


def margins(lines: Sequence[tuple[Page, Written]]) -> tuple[float, float]:
    """Where the running text of a document begins and ends across the page, told from its long lines.

    Without long lines no line is full: the right margin is then out of reach.
    """
    long = [line.box for page, line in lines if line.box[2] - line.box[0] > _LONG * page.width]
    if not long:
        return 0.0, math.inf
    lefts, rights = sorted(box[0] for box in long), sorted(box[2] for box in long)
    return lefts[len(lefts) // 10], rights[len(rights) // 2]


def paragraphs(lines: Sequence[tuple[Page, Written]], left: float, right: float) -> list[tuple[int, str]]:
    """The paragraphs that following lines make between these margins, each with the page where it begins."""
    found: list[tuple[int, str]] = []
    last: tuple[Page, Written] | None = None
    for page, line in lines:
        if last is not None and _goes_on(last, (page, line), left, right):
            number, text = found[-1]
            found[-1] = (number, _sewn(text, line.text))
        else:
            found.append((page.number, line.text))
        last = (page, line)
    return found


def _goes_on(last: tuple[Page, Written], this: tuple[Page, Written], left: float, right: float) -> bool:
    (last_page, before), (page, line) = last, this
    height = max(before.height, 1.0)
    if before.box[2] < right - _SHORT * height or line.box[0] > left + _INDENT * height:
        return False
    if abs(line.height - before.height) > _SIZE * height or _HEADING.match(line.text):
        return False
    if _HEADING.match(before.text) and len(before.text) < _TITLE and not _ENDS.search(before.text):
        return False
    return page is not last_page or line.box[1] - before.box[3] < _GAP * height


def _sewn(text: str, more: str) -> str:
    return f"{text} {more}" if _LETTERS.match(text[-1:]) and _LETTERS.match(more[:1]) else text + more
