"""The cells of a printed table: the official layout with a report's figures in it, without the rows it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from lib.forms import UNITS, FigureKey, TableKey, load_forms
from lib.language import Language
from lib.reports import Report, State, read_number
from lib.reports.numbers import NO_CELL
from lib.views.form_layout import LayoutCell, form_layout

CellKind = Literal["title", "head", "label", "figure"]
# Text that was not read and would be taken for a number if it stood alone in a cell is printed behind this mark.
UNREAD_MARK = "?"


@dataclass(frozen=True)
class PrintedCell:
    """A cell as printed; `column` from 0. `value` is set where the cell is to be a number, else `text` stands there."""

    text: str
    column: int
    kind: CellKind
    rowspan: int = 1
    colspan: int = 1
    value: int | Decimal | None = None
    key: FigureKey | None = None


Row = tuple[PrintedCell, ...]


@dataclass(frozen=True)
class PrintedTable:
    """A table as printed: `width` columns, of which `label_columns` on the left hold row labels."""

    table: TableKey
    width: int
    label_columns: int
    rows: tuple[Row, ...]


def printed_table(report: Report, table: TableKey, lang: Language) -> PrintedTable:
    """The table of a report in its own edition; rows of which the report has no cell are left out."""
    edition = report.editions[table]
    layout = form_layout(load_forms()[edition].tables[table], edition)
    rows = [tuple(_cell(report, cell, row, layout.width, lang) for cell in row) for row in layout.rows]
    for number in reversed(range(len(rows))):
        keys = [cell.key for cell in rows[number] if cell.key]
        if keys and not any(key in report.figures for key in keys):
            rows = _without(rows, number)
    rows = _without_empty_blocks(rows)
    return PrintedTable(table, layout.width, layout.label_columns, tuple(_joined(report, row) for row in rows))


def _cell(report: Report, cell: LayoutCell, row: Sequence[LayoutCell], width: int, lang: Language) -> PrintedCell:
    if cell.key is None:
        beside = any(other.key for other in row)
        kind: CellKind = "title" if cell.colspan == width else "label" if beside else "head"
        return PrintedCell(cell.text.get(lang) if cell.text else "", cell.column, kind, cell.rowspan, cell.colspan)
    text, value = _content(report, cell.key)
    return PrintedCell(text, cell.column, "figure", cell.rowspan, cell.colspan, value, cell.key)


def _content(report: Report, key: FigureKey) -> tuple[str, int | Decimal | None]:
    """What stands in the cell of a figure: its number, and the text printed for it."""
    state, raw = report.state(key), report.raw.get(key, "")
    if state is State.ABSENT:
        return NO_CELL, None
    if state is State.UNREAD:
        return (UNREAD_MARK + raw if _misleads(key, raw) else raw), None
    value = report.figures[key]
    if value is None or _says_more(key, raw, value):
        return raw, None
    return str(value), value


def _misleads(key: FigureKey, raw: str) -> bool:
    number = read_number(raw)
    return number.state is State.STATED and not (number.unit == "元" and UNITS[key] == "amount")


def _says_more(key: FigureKey, raw: str, value: int | Decimal) -> bool:
    """Whether the published text holds more than its number: a remark, or the unit where the form prints none."""
    number = read_number(raw)
    return number.value == value and (
        "(" in raw or "（" in raw or (UNITS[key] == "unstated_amount" and bool(number.unit))
    )


def _joined(report: Report, row: Row) -> Row:
    """Digits that run together over several cells stand in one cell over their columns, as they were found."""
    cells: list[PrintedCell] = []
    for cell in row:
        before = cells[-1] if cells else None
        if before and before.key and cell.key and _run_on(report, before.key, cell.key):
            text = report.raw[cell.key]
            cells[-1] = replace(before, text=text, colspan=before.colspan + cell.colspan, key=cell.key)
        else:
            cells.append(cell)
    return tuple(cells)


def _run_on(report: Report, first: FigureKey, second: FigureKey) -> bool:
    if report.raw.get(first) != report.raw.get(second) or first.split(".")[:2] != second.split(".")[:2]:
        return False
    return all(report.state(key) is State.UNREAD and _misleads(key, report.raw[key]) for key in (first, second))


def _without_empty_blocks(rows: list[Row]) -> list[Row]:
    """The rows without the title and the header of a block of which no row is left."""
    kept: list[Row] = []
    block: list[Row] = []
    for row in rows:
        if any(cell.kind == "title" for cell in row):
            kept += block if _figured(block) else []
            block = []
        block.append(row)
    return [*kept, *(block if _figured(block) else [])]


def _figured(rows: Sequence[Row]) -> bool:
    return any(cell.key for row in rows for cell in row)


def _without(rows: Sequence[Row], number: int) -> list[Row]:
    """The rows without one. A cell over several rows loses one row; if it begins on the row, it begins on the next."""
    kept = []
    for place, row in enumerate(rows):
        if place == number:
            continue
        cells = [replace(c, rowspan=c.rowspan - 1) if place < number < place + c.rowspan else c for c in row]
        if place == number + 1:
            cells += [replace(cell, rowspan=cell.rowspan - 1) for cell in rows[number] if cell.rowspan > 1]
        kept.append(tuple(sorted(cells, key=lambda cell: cell.column)))
    return kept
