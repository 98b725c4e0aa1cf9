"""A report set out on paper: title, date, headings, prose and tables of printed cells, before any format is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from lib.forms import FigureKey, TableKey, load_forms, newest_form
from lib.reports import Report
from lib.views.form_layout import form_layout


@dataclass(frozen=True)
class Slot:
    """A printed cell. `kind`: "title", "head" (corner and header), "label" or "figure"; `column` counts from 0."""

    text: str
    column: int
    rowspan: int = 1
    colspan: int = 1
    kind: str = "figure"
    key: FigureKey | None = None


Rows = tuple[tuple[Slot, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """A printed table."""

    table: TableKey
    width: int
    rows: Rows


@dataclass(frozen=True)
class Heading:
    text: str
    section: str


@dataclass(frozen=True)
class Prose:
    text: str


Item = Heading | Prose | Sheet


@dataclass(frozen=True)
class Paper:
    """A report to be drawn. `agency` and `year` are for site names and menus; they stand in the title too."""

    title: str
    agency: str
    year: int
    published_on: date | None
    items: tuple[Item, ...]


def paper_of(report: Report) -> Paper:
    """The report in the words and the layout of the form."""
    items: list[Item] = []
    for section in load_forms()[report.editions.get("requests", newest_form().edition)].sections:
        items.append(Heading(f"{section.number}、{section.title.zh}", section.number))
        items += [Prose(text) for text in report.text.get(section.number, "").split("\n") if text]
        items += [
            _sheet(report, table)
            for table, edition in sorted(report.editions.items())
            if load_forms()[edition].tables[table].section == section.number
        ]
    title = f"{report.agency.name}{report.year}年政府信息公开工作年度报告"
    return Paper(title, report.agency.name, report.year, report.published_on, tuple(items))


def _sheet(report: Report, table: TableKey) -> Sheet:
    layout = form_layout(load_forms()[report.editions[table]].tables[table], report.editions[table])
    rows = []
    for row in layout.rows:
        slots = []
        for cell in row:
            kind = "figure" if cell.key else "title" if cell.colspan == layout.width else "head"
            if kind == "head" and cell.column < layout.label_columns and any(other.key for other in row):
                kind = "label"
            text = cell.text.zh if cell.text else _text(report, cell.key) if cell.key else ""
            slots.append(Slot(text, cell.column, cell.rowspan, cell.colspan, kind, cell.key))
        rows.append(tuple(slots))
    return _without_absent(Sheet(table, layout.width, _true_kinds(tuple(rows))), report)


def _true_kinds(rows: Rows) -> Rows:
    """A group label that opens on a row of figures is a label; so is every cell left of the figures."""
    return tuple(
        tuple(
            replace(slot, kind="label") if slot.kind == "head" and any(s.kind == "figure" for s in row) else slot
            for slot in row
        )
        for row in rows
    )


def _text(report: Report, key: FigureKey) -> str:
    value = report.figures.get(key)
    return report.raw.get(key, "") if value is None else str(value)


def _without_absent(sheet: Sheet, report: Report) -> Sheet:
    gone = [
        number
        for number, row in enumerate(sheet.rows)
        if (keys := [slot.key for slot in row if slot.key]) and not any(key in report.figures for key in keys)
    ]
    rows = sheet.rows
    for number in reversed(gone):
        rows = without_row(rows, number)
    return replace(sheet, rows=rows)


def without_row(rows: Rows, number: int) -> Rows:
    """The rows without one: cells that reach over it are shorter, cells that begin on it and go on begin a row later."""
    kept = []
    for place, row in enumerate(rows):
        if place == number:
            continue
        slots = [
            replace(slot, rowspan=slot.rowspan - 1) if place < number < place + slot.rowspan else slot for slot in row
        ]
        if place == number + 1:
            slots += [replace(slot, rowspan=slot.rowspan - 1) for slot in rows[number] if slot.rowspan > 1]
        kept.append(tuple(sorted(slots, key=lambda slot: slot.column)))
    return tuple(kept)


def slots_changed(paper: Paper, change: Callable[[Slot], Slot]) -> Paper:
    """The paper with every printed cell changed."""
    return sheets_changed(
        paper, lambda sheet: (replace(sheet, rows=tuple(tuple(change(slot) for slot in row) for row in sheet.rows)),)
    )


def sheets_changed(paper: Paper, change: Callable[[Sheet], tuple[Item, ...]]) -> Paper:
    """The paper with every table made into other items."""
    items: list[Item] = []
    for item in paper.items:
        items += change(item) if isinstance(item, Sheet) else (item,)
    return replace(paper, items=tuple(items))


def words_changed(paper: Paper, change: Callable[[str], str]) -> Paper:
    """The paper with every heading, paragraph and label changed; figures stay."""
    changed = slots_changed(
        paper, lambda slot: slot if slot.kind == "figure" else replace(slot, text=change(slot.text))
    )
    items = tuple(
        replace(item, text=change(item.text)) if isinstance(item, Heading | Prose) else item for item in changed.items
    )
    return replace(changed, title=change(paper.title), items=items)
