"""One HTML table as a grid: rowspan and colspan laid out as a browser lays them out, with limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from lib.documents.model import Cell, Grid
from lib.language import Message

Markup = Any
SKIPPED = frozenset({"head", "script", "style", "noscript", "template", "select", "svg", "object", "iframe"})

# A page may claim any span; these are far above what a form has and keep one cell from filling the memory.
ROWSPAN, COLSPAN, WIDTH, SLOTS = 200, 50, 400, 40_000
_PROSE = 400
_BREAKS = frozenset({"br", "p", "div", "li", "tr"})
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class SourceCell:
    """A <td> or <th> before its place is known."""

    text: str
    rowspan: int
    colspan: int
    layout: bool


def tag_of(element: Markup) -> str:
    """The tag in lower case without its namespace; "" for what is not an element."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""


def cells_of(table: Markup) -> list[list[SourceCell]]:
    """The rows of a table's own cells, up to one more than the limit; cells of tables inside it are not its own."""
    rows: list[list[SourceCell]] = []
    count = 0
    walk = etree.iterwalk(table, events=("start",), tag=("table", "tr", "td", "th"))
    for _, element in walk:
        tag = tag_of(element)
        if tag == "table" and element is not table:
            walk.skip_subtree()
        elif tag == "tr":
            rows.append([])
        elif tag in {"td", "th"}:
            if not rows:
                rows.append([])
            rows[-1].append(_source_cell(element))
            walk.skip_subtree()
            count += 1
            if count > SLOTS:
                break
    return rows


def holds_data(rows: list[list[SourceCell]]) -> bool:
    """Whether a table holds data and is not there to lay out a page."""
    if any(cell.layout for row in rows for cell in row):
        return False
    widest = max((len(row) for row in rows), default=0)
    filled = [row for row in rows if row]
    return widest >= 3 or (widest == 2 and len(filled) >= 2)


def grid_from(rows: list[list[SourceCell]], warnings: list[Message]) -> Grid:
    """The cells at their slots. A table above the limits is cut and a warning is added."""
    taken: dict[int, int] = {}
    cells: list[Cell] = []
    slots = 0
    for number, row in enumerate(rows):
        column = 0
        for source in row:
            while taken.get(column, 0) > number:
                column += 1
            rowspan = min(source.rowspan, len(rows) - number)
            slots += rowspan * source.colspan
            if column + source.colspan > WIDTH or slots > SLOTS:
                warnings.append(Message("documents.table_too_large", {"cells": SLOTS}))
                return _grid(cells, number + 1)
            cells.append(Cell(source.text, number, column, rowspan, source.colspan))
            for slot in range(column, column + source.colspan):
                taken[slot] = number + rowspan
            column += source.colspan
    return _grid(cells, len(rows))


def _grid(cells: list[Cell], height: int) -> Grid:
    return Grid(tuple(cells), height, max((cell.end for cell in cells), default=0), "html-table")


def _source_cell(element: Markup) -> SourceCell:
    text = _text_of(element)
    # Rows below a cell belong to tables inside it.
    nested = any(sum(tag_of(part) in {"td", "th"} for part in row) > 1 for row in element.iter("tr"))
    layout = nested or (len(text) > _PROSE and "。" in text)
    return SourceCell(text, _span(element, "rowspan", ROWSPAN), _span(element, "colspan", COLSPAN), layout)


def _span(element: Markup, name: str, limit: int) -> int:
    match = re.match(r"\s*(\d{1,6})", element.get(name) or "")
    if match is None:
        return 1
    span = int(match[1])
    # rowspan="0" means: down to the end of the table.
    return min(span, limit) if span else (limit if name == "rowspan" else 1)


def _text_of(element: Markup) -> str:
    words: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        if tag_of(part) in _BREAKS:
            words.append("\n")
        if event == "end":
            words.append(_SPACES.sub(" ", part.tail or "") if part is not element else "")
        elif tag_of(part) in SKIPPED:
            walk.skip_subtree()
        else:
            words.append(_SPACES.sub(" ", part.text or ""))
    lines = [_SPACES.sub(" ", line).strip() for line in "".join(words).split("\n")]
    return "\n".join(line for line in lines if line)
