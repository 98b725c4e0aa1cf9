"""What a page carries for the sake of the page: its number, and the head or foot that every page repeats."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from lib.documents.layout.model import Page
from lib.documents.layout.writing import Written

# Share of the height of a page, at its head and foot, where such lines stand.
_HEAD, _FOOT = 0.11, 0.88
# A line is a running head when this many pages carry it.
_REPEATED = 3
_DASH = r"[-‐‑–—―－_~·•|\s]*"
_NUMBER = re.compile(
    rf"{_DASH}(第\s*)?\d{{1,3}}\s*(页|頁)?{_DASH}((/|,|，|of|共)\s*(共\s*)?\d{{1,3}}\s*(页|頁)?{_DASH})?"
    rf"|{_DASH}第\s*[一二三四五六七八九十]{{1,3}}\s*页{_DASH}|page\s*\d{{1,3}}(\s*(/|of)\s*\d{{1,3}})?",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[Page], lines: Sequence[Sequence[Written]]) -> list[list[Written]]:
    """The lines of each page that stand outside its tables, without page numbers and running heads."""
    heads: Counter[str] = Counter()
    for page, own in zip(pages, lines, strict=True):
        heads.update({_shape(line) for line in own if _at_edge(page, line)})
    several = {shape for shape, count in heads.items() if count >= _REPEATED}
    return [
        [line for line in own if not _is_furniture(page, line, several)] for page, own in zip(pages, lines, strict=True)
    ]


def _is_furniture(page: Page, line: Written, several: set[str]) -> bool:
    if not _at_edge(page, line):
        return False
    return bool(_NUMBER.fullmatch(unicodedata.normalize("NFKC", line.text).strip())) or _shape(line) in several


def _at_edge(page: Page, line: Written) -> bool:
    middle = (line.box[1] + line.box[3]) / 2
    return middle < _HEAD * page.height or middle > _FOOT * page.height


def _shape(line: Written) -> str:
    """The text with its numbers left out and its place, by which the same line is known on another page."""
    return f"{round(line.box[1] / 4)} {re.sub(r'[0-9０-９]+', '#', line.text)}"
