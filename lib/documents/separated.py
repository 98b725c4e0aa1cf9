"""CSV: a sheet saved as text. Its rows are a grid as they stand; which cells were merged is lost."""

from __future__ import annotations

import csv
import io
import re

from lib.documents.decoding import decode
from lib.documents.errors import refuse
from lib.documents.model import Cell, Content, Grid

# A report has some hundreds of lines.
MOST_LINES = 20_000
_MOST_COLUMNS, _MOST_CELLS = 200, 400_000
_SEPARATORS = ",;\t|"
# How a program keeps a spreadsheet from taking a text for a number: ="007".
_AS_TEXT = re.compile(r'=\s*"([^"]*)"')
# Lines of a plain text that are rows of a table, each of so many cells.
_FEWEST_ROWS, _FEWEST_CELLS = 20, 7
_PARTED = re.compile(r"\d\s+\d|[\t|]")


def read_separated(content: bytes, name: str) -> Content:
    """One grid of the rows of a CSV file, whatever separates its cells. Raises DocumentError where it is none, or where
    it is far too long or too wide for a report."""
    text, warnings = decode(content, name)
    separator = max(_SEPARATORS, key=text[:65_536].count)
    cells: list[Cell] = []
    height = width = 0
    try:
        for row, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
            height, width = row + 1, max(width, len(line))
            if height > MOST_LINES or width > _MOST_COLUMNS or len(cells) > _MOST_CELLS:
                raise refuse("too_long", name=name)
            cells += [Cell(_AS_TEXT.sub(r"\1", part.strip()), row, column) for column, part in enumerate(line)]
    except csv.Error as error:
        raise refuse("damaged", name=name) from error
    if not any(cell.text for cell in cells):
        raise refuse("empty", name=name)
    return Content((Grid(tuple(cells), height, width, "sheet"),), warnings=warnings)


def is_separated(text: str) -> bool:
    """Whether a plain text is a sheet saved as text under another ending: row after row of cells between commas. Commas
    inside of numbers that spaces, tabs or bars part are none."""
    rows = [line for line in text.split("\n") if line.count(",") + 1 >= _FEWEST_CELLS]
    return len(rows) >= _FEWEST_ROWS and not any(_PARTED.search(row) for row in rows)
