"""The worklist of findings as a workbook and as CSV: every finding, every cell of it with its values, and what follows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.checks import Thresholds, declared_thresholds, load_catalogue, say_finding
from lib.exports.summary import write_summary_sheet
from lib.exports.workbook import Styles, new_book, write_pairs
from lib.forms import find_cell, table_of
from lib.language import Language, say, t
from lib.reports import safe_text
from lib.views.summary import Summary
from lib.views.worklist import CellRow, Row

# Each column with its width.
_FINDING_COLUMNS = {
    "severity": 9, "agency": 26, "region": 12, "year": 7, "check": 20, "title": 26, "said": 60, "cause": 12,
    "change": 40, "impact": 9, "repeats": 9, "review": 10, "who": 10, "note": 24, "decided_at": 16, "fingerprint": 14,
}  # fmt: skip
_CELL_COLUMNS = {
    "fingerprint": 14, "agency": 26, "year": 7, "check": 20, "table": 18, "row": 30, "column": 16, "key": 28,
    "state": 10, "reported": 12, "expected": 12, "suggested": 12,
}  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """What a worklist holds: its rows, and what is said of all of them."""

    rows: Sequence[Row]
    summary: Summary
    thresholds: Thresholds
    day: date


def write_worklist_xlsx(listed: Listed, lang: Language = "zh") -> bytes:
    """Sheets of findings, of their cells, of sums, and of what the columns mean. A blank is an empty cell, never 0."""
    buffer = io.BytesIO()
    book = new_book(buffer)
    book.set_properties({"title": t("letters.list_title", lang)})
    styles = Styles(book)
    sheet = book.add_worksheet(t("letters.sheet_findings", lang))
    _write_table(sheet, _FINDING_COLUMNS, (finding_texts(row, lang) for row in listed.rows), styles, lang)
    cells = (cell_texts(row, cell, lang) for row in listed.rows for cell in row.cells)
    _write_table(book.add_worksheet(t("letters.sheet_cells", lang)), _CELL_COLUMNS, cells, styles, lang)
    write_summary_sheet(book.add_worksheet(t("letters.sheet_summary", lang)), listed.summary, styles, lang)
    write_pairs(book.add_worksheet(t("letters.sheet_notes", lang)), 0, list(_notes(listed, lang)), styles)
    book.close()
    return buffer.getvalue()


def write_worklist_csv(listed: Listed, lang: Language = "zh") -> bytes:
    """One finding a line, in UTF-8 with a mark that Excel knows; no text begins a formula."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow([_heading(name, lang) for name in _FINDING_COLUMNS])
    for row in listed.rows:
        lines.writerow([safe_text(cell) if isinstance(cell, str) else cell for cell in finding_texts(row, lang)])
    return written.getvalue().encode("utf-8-sig")


def finding_texts(row: Row, lang: Language) -> tuple[str | int | None, ...]:
    """One finding in the columns of the list; None where there is nothing to say."""
    finding = row.finding
    change = ("；" if lang == "zh" else "; ").join(
        f"{_place(cell, lang)} {t('letters.blank', lang) if cell.blank else cell.text} → {cell.suggested:,}"
        for cell in row.cells
        if cell.suggested is not None
    )
    return (
        t(f"terms.severity.{finding.severity}", lang),
        row.agency,
        row.region or None,
        finding.year,
        finding.check,
        load_catalogue()[finding.check].title.get(lang),
        say_finding(finding, lang),
        t(f"letters.kind_{finding.cause.kind}", lang) if finding.cause else None,
        change or None,
        finding.impact or None,
        row.repeats,
        t(f"letters.review_{row.review}", lang),
        row.who or None,
        row.note or None,
        f"{row.decided_at:%Y-%m-%d %H:%M}" if row.decided_at else None,
        finding.fingerprint,
    )


def cell_texts(row: Row, cell: CellRow, lang: Language) -> tuple[str | int | None, ...]:
    """One cell of a finding in the columns of the list of cells."""
    form_row, column = find_cell(cell.key)
    return (
        row.finding.fingerprint,
        row.agency,
        cell.year,
        row.finding.check,
        t(f"checks.table.{table_of(cell.key)}", lang),
        form_row.short.get(lang),
        column.label.get(lang),
        cell.key,
        t(
            "letters.state_blank"
            if cell.blank
            else "letters.state_text"
            if cell.value is None
            else "letters.state_number",
            lang,
        ),
        None if cell.blank else cell.value if cell.value is not None else cell.text,
        cell.expected,
        cell.suggested,
    )


def _heading(name: str, lang: Language) -> str:
    return t("letters.list_title_of" if name == "title" else f"letters.list_{name}", lang)


def _place(cell: CellRow, lang: Language) -> str:
    row, column = find_cell(cell.key)
    return f"{row.short.get(lang)}·{column.label.get(lang)}"


def _write_table(
    sheet: Any, columns: dict[str, int], rows: Iterable[Sequence[str | int | None]], styles: Styles, lang: Language
) -> None:
    head, text = styles.ruled(bold=True, bg_color="#EDEDED"), styles.ruled(align="left", valign="top")
    number = styles.ruled(align="right", valign="top", num_format="#,##0")
    year = styles.ruled(valign="top", num_format="0")
    code = styles.ruled(align="left", valign="top", text_wrap=False)
    for place, (name, width) in enumerate(columns.items()):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, _heading(name, lang), head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, (name, cell) in enumerate(zip(columns, row, strict=True)):
            if isinstance(cell, str):
                sheet.write_string(last, place, cell, code if name in ("fingerprint", "key") else text)
            elif cell is not None:
                sheet.write_number(last, place, cell, year if name == "year" else number)
            else:
                sheet.write_blank(last, place, None, text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, last), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _notes(listed: Listed, lang: Language) -> Iterator[tuple[str, str]]:
    """What was listed, when, by which thresholds, and what the columns mean."""
    yield t("letters.note_filter", lang), say(listed.summary.sentence, lang)
    yield t("letters.note_day", lang), listed.day.isoformat()
    yield t("letters.note_version", lang), listed.summary.version
    yield t("letters.note_caution", lang), t("letters.caution", lang)
    for (check, name), threshold in declared_thresholds().items():
        label = f"{check} · {threshold.title.get(lang)}"
        yield (
            t("letters.note_threshold", lang),
            f"{label}{'：' if lang == 'zh' else ': '}{listed.thresholds.of(check, name)}",
        )
    for name in dict.fromkeys((*_FINDING_COLUMNS, *_CELL_COLUMNS)):
        yield _heading(name, lang), t(f"letters.column_says_{name}", lang)
