"""What a document lacks: tables, rows and cells of its edition, and sections out of their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.extraction.gathering import Gathering
from lib.extraction.sections import TABLE_OF_SECTION, Part
from lib.forms import TABLES, FigureKey, Label, TableKey, load_forms, newest_form
from lib.language import Message

_NUMBERS = "一二三四五六七八九"


def ask_missing(editions: Mapping[TableKey, str], gathering: Gathering) -> None:
    """One question a table: the whole table, or the rows and cells of its edition that are not in the document."""
    for table in TABLES:
        title = _title_of(table)
        if table not in editions:
            gathering.ask(Message("extraction.table_missing", {"table": title}))
            continue
        form = load_forms()[editions[table]].tables[table]
        missing = [key for key in form.keys if key not in gathering.figures]
        rows = {row.key: row.label for row in form.rows}
        present = {key.split(".")[1] for key in form.keys if key in gathering.figures}
        gone = [row for row in rows if row not in present]
        for row in gone:
            gathering.note("missing_row", f"{table}.{row}")
        if missing:
            gathering.ask(_message(title, [rows[row] for row in gone], missing), tuple(missing))


def note_sections(parts: Sequence[Part], gathering: Gathering, excerpt: bool) -> None:
    """Note sections that are missing (an excerpt cannot be missed in), out of order, or under another number."""
    headings = [part.heading for part in parts if part.heading]
    for section in newest_form().sections:
        if not excerpt and section.number not in {heading.section for heading in headings}:
            gathering.note("section_missing", section.number)
    order = [_NUMBERS.index(heading.section) for heading in headings]
    for heading, before in zip(headings[1:], order, strict=False):
        if _NUMBERS.index(heading.section) < before:
            gathering.note("section_order", heading.text)
    for heading in headings:
        if heading.printed and heading.printed != heading.section:
            gathering.note("section_order", heading.text)


def _message(title: Label, rows: Sequence[Label], missing: Sequence[FigureKey]) -> Message:
    if not rows:
        return Message("extraction.cells_missing", {"table": title, "count": len(missing)})
    values = {"table": title, "count": len(rows), "first": rows[0]}
    return Message("extraction.rows_missing", values)


def _title_of(table: TableKey) -> Label:
    number = next(number for number, name in TABLE_OF_SECTION.items() if name == table)
    return next(section.title for section in newest_form().sections if section.number == number)
