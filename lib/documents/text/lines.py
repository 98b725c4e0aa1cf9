"""Tables saved as one cell a line: a run of short lines with numbers among them becomes a grid of one column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lib.documents.model import Grid, grid_of

_LONGEST_CELL = 60
_FEWEST_NUMBERS = 3
_SENTENCE = re.compile(r"[。；！？]|[〔\[](?!\d)")
_NUMERIC = re.compile(r"[^\d、第年月日:]{0,2}\d[\d,.]*[^\d、第年月日:]{0,3}(\([^()]{0,20}\))?|[-/—–]{1,2}")
# Prose rarely has a number alone on its line; a table has one on every few lines.
_NUMBER_SHARE = 0.15


def cell_lines(lines: list[str]) -> Iterator[str | Grid]:
    """Paragraphs, and grids of one column where the lines are the cells of a table."""
    run: list[str] = []
    for element in _elements(lines):
        if len(element) <= _LONGEST_CELL and not _SENTENCE.search(element):
            run.append(element)
            continue
        yield from _table_or_prose(run)
        run = []
        yield element
    yield from _table_or_prose(run)


def _elements(lines: list[str]) -> list[str]:
    """The lines; where blank lines part most of them, the groups between blank lines (a cell may be broken)."""
    filled = [line for line in lines if line.strip()]
    groups = re.split(r"\n\s*\n", "\n".join(lines))
    spaced = sum(bool(group.strip()) for group in groups) > len(filled) * 0.7
    parts = groups if spaced else filled
    return ["\n".join(line.strip() for line in part.strip().split("\n")) for part in parts if part.strip()]


def _table_or_prose(run: list[str]) -> Iterator[str | Grid]:
    numbers = sum(is_numeric(element) for element in run)
    if numbers >= _FEWEST_NUMBERS and numbers >= len(run) * _NUMBER_SHARE:
        yield grid_of([[element] for element in run], "lines")
    else:
        yield from run


def is_numeric(text: str) -> bool:
    """Whether a line can be a cell with a number: a number with at most a sign, a unit and a remark around it."""
    return bool(_NUMERIC.fullmatch("".join(unicodedata.normalize("NFKC", text).split())))
