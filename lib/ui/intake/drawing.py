"""A document as safe HTML: its own tables and paragraphs, every text escaped, nothing of its markup kept.

A cell in which a figure stood carries the name of its place, so that a click on it finds the figure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape
from itertools import pairwise

from lib.documents import Box, Document, Grid
from lib.extraction import Place
from lib.forms import FigureKey
from lib.language import Language, t
from lib.ui.intake.places import cell_place, place_name, text_place

# More than any report has; what is beyond is left out, and that is said.
MOST_ROWS, MOST_COLUMNS, MOST_TEXT = 600, 60, 8000


def document_html(document: Document, places: Collection[str], lang: Language) -> str:
    """The whole document in its own order. `places` are the names of the places where figures stood."""
    parts, grids, rows = [], 0, 0
    for number, block in enumerate(document.blocks, start=1):
        if isinstance(block, Grid):
            grids += 1
        if rows >= MOST_ROWS:
            continue
        if isinstance(block, Grid):
            shown = min(block.height, MOST_ROWS - rows)
            parts.append(grid_html(block, grids, places, lang, most_rows=shown))
            rows += shown
        else:
            parts.append(_paragraph(block.text, number, places))
            rows += 1
    if rows >= MOST_ROWS:
        parts.append(f'<p class="cut">{escape(t("intake.document_cut", lang, rows=MOST_ROWS))}</p>')
    return f'<div class="paper scrolls" lang="zh-CN" tabindex="0">{"".join(parts)}</div>'


def grid_html(grid: Grid, number: int, places: Collection[str], lang: Language, *, most_rows: int = MOST_ROWS) -> str:
    """A table as it was read: merged cells merged, a slot in which nothing stands hatched."""
    width = min(grid.width, MOST_COLUMNS)
    taken: set[tuple[int, int]] = set()
    lines = []
    for row in range(min(grid.height, most_rows)):
        cells = []
        for column in range(width):
            if (row, column) in taken:
                continue
            cell = grid.at(row, column)
            if cell is None:
                cells.append('<td class="none"></td>')
                continue
            down, right = min(cell.rowspan, most_rows - row), min(cell.colspan, width - column)
            taken |= {(r, c) for r in range(row, row + down) for c in range(column, column + right)}
            name = cell_place(number, row + 1, column + 1)
            named = f' data-key="{name}"' if name in places else ""
            cells.append(f"<td{_spans(down, right)}{named}>{_lines(cell.text[:MOST_TEXT])}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    caption = escape(t("intake.table_n", lang, n=number))
    return f'<table class="grid"><caption>{caption}</caption><tbody>{"".join(lines)}</tbody></table>'


def page_overlay(size: tuple[float, float], places: Mapping[FigureKey, Place], page: int) -> str:
    """Frames over the picture of a page, one a place, in the page's own measure."""
    boxes: dict[str, Box] = {
        place_name(place): place.box for place in places.values() if place.page == page and place.box is not None
    }
    frames = "".join(
        f'<rect data-key="{name}" x="{box[0] - 1:.1f}" y="{box[1] - 1:.1f}" width="{_extent(box[0], box[2])}" '
        f'height="{_extent(box[1], box[3])}" rx="1"/>'
        for name, box in boxes.items()
    )
    width, height = size
    return f'<svg class="overlay" viewBox="0 0 {width:.1f} {height:.1f}" preserveAspectRatio="none">{frames}</svg>'


def _extent(start: float, end: float) -> str:
    return f"{max(end - start, 1) + 2:.1f}"


def _spans(down: int, right: int) -> str:
    rows = f' rowspan="{down}"' if down > 1 else ""
    return rows + (f' colspan="{right}"' if right > 1 else "")


def _paragraph(text: str, number: int, places: Collection[str]) -> str:
    """A paragraph; each place in it reaches from its character to the next place."""
    prefix = text_place(number, 0)[:-1]
    starts = sorted(int(name.removeprefix(prefix)) - 1 for name in places if name.startswith(prefix))
    shown = text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}…"
    parts = [_lines(shown[: starts[0]] if starts else shown)]
    for start, end in pairwise([*starts, len(shown)]):
        parts.append(f'<span data-key="{text_place(number, start + 1)}">{_lines(shown[start:end])}</span>')
    return f"<p>{''.join(parts)}</p>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
