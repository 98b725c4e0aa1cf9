"""Tables whose columns are lined up with spaces: a column ends where every line of the table is blank."""

from __future__ import annotations

import re
import unicodedata

from lib.documents.model import Grid, grid_of
from lib.documents.text.lines import is_numeric

_GAP = re.compile(r" {2,}|\u3000+ *| +\u3000+")


def fields_of(line: str) -> list[str]:
    """The texts of a line that two or more spaces (or a full-width one) hold apart."""
    return [part for part in _GAP.split(line.strip()) if part.strip()]


def aligned_grid(lines: list[str], start: int, end: int) -> tuple[int, Grid | None]:
    """The table that begins at `start`, if lines with numbers in columns follow before `end`; else None."""
    while end > start and len(fields_of(lines[end - 1])) < 2:
        end -= 1
    table = lines[start:end]
    columned = [line for line in table if len(fields_of(line)) > 1]
    numbers = sum(any(is_numeric(field) for field in fields_of(line)[1:]) for line in columned)
    if len(columned) < 2 or numbers < 2 or len(columned) * 2 < len(table):
        return start, None
    edges = _edges(columned)
    rows = [_cells(line, edges) for line in table]
    # Lines that are parted by spaces and not lined up: their cells would stand in columns of other lines, or together.
    if any(
        [cell.strip() for cell in row if cell.strip()] != fields_of(line)
        for row, line in zip(rows, table, strict=True)
        if len(row) > 1
    ):
        return start, None
    return end, grid_of(rows, "aligned")


def _edges(lines: list[str]) -> list[int]:
    """The places on the page where a new column begins."""
    width = max(_width(line) for line in lines)
    inked = [False] * (width + 1)
    for line in lines:
        place = 0
        for character in line:
            size = _size(character)
            if not character.isspace():
                inked[place : place + size] = [True] * size
            place += size
    return [place for place in range(width) if inked[place] and (place == 0 or not inked[place - 1])]


def _cells(line: str, edges: list[int]) -> list[str]:
    if len(fields_of(line)) < 2:
        return [line]
    cells = [""] * len(edges)
    place, column = 0, 0
    for character in line:
        while column + 1 < len(edges) and place >= edges[column + 1]:
            column += 1
        cells[column] += character
        place += _size(character)
    return cells


def _width(line: str) -> int:
    return sum(_size(character) for character in line)


def _size(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
