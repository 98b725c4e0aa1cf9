"""The summary of a region: a sheet of a workbook, and a page of Word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from lib.checks import load_catalogue
from lib.exports.cells import PrintedCell
from lib.exports.printed import clean
from lib.exports.word_page import append_table, new_document, saved, write_line
from lib.exports.word_table import SANS, TEXT_WIDTH, ruled_table, table_cell, table_row
from lib.exports.workbook import Styles, paper
from lib.language import Language, say, t
from lib.views.summary import Summary

# So many agencies are listed on the page; the workbook lists all.
MOST_AGENCIES = 20
Block = tuple[str, tuple[str, ...], list[tuple[str | int, ...]]]
# The widths of a block's columns, in parts of the page.
_SHARES = {
    "statuses": (0.6, 0.4),
    "checks": (0.44, 0.12, 0.11, 0.11, 0.11, 0.11),
    "causes": (0.6, 0.4),
    "agencies": (0.48, 0.13, 0.13, 0.13, 0.13),
}


def write_summary_docx(summary: Summary, day: date, lang: Language = "zh") -> bytes:
    """The summary as a DOCX file; the same summary and day give the same bytes."""
    title = t("letters.summary_title", lang)
    document = new_document(title)
    write_line(document, title, SANS, 18, bold=True, center=True)
    write_line(document, _subtitle(summary, day, lang), size=10, center=True)
    for name, heads, rows in summary_blocks(summary, lang):
        shown = rows[:MOST_AGENCIES] if name == "agencies" else rows
        if not shown:
            continue
        write_line(document, t(f"letters.summary_{name}", lang), SANS, 12).paragraph_format.keep_with_next = True
        append_table(document, _word_table(name, heads, shown))
        if len(shown) < len(rows):
            write_line(document, t("letters.summary_more", lang, shown=len(shown), all=len(rows)), size=9)
    return saved(document)


def write_summary_sheet(sheet: Any, summary: Summary, styles: Styles, lang: Language) -> None:
    """The summary as a sheet: every block one under the other."""
    paper(sheet)
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 6, 13)
    sheet.write_string(0, 0, say(summary.sentence, lang), styles.heading)
    head, text = styles.ruled(bold=True, bg_color="#EDEDED"), styles.ruled(align="left")
    number = styles.ruled(align="right", num_format="#,##0")
    top = 2
    for name, heads, rows in summary_blocks(summary, lang):
        sheet.write_string(top, 0, t(f"letters.summary_{name}", lang), styles.heading)
        for column, label in enumerate(heads):
            sheet.write_string(top + 1, column, label, head)
        for place, row in enumerate(rows, start=top + 2):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(place, column, cell, text)
                else:
                    sheet.write_number(place, column, cell, number)
        top += len(rows) + 3


def summary_blocks(summary: Summary, lang: Language) -> list[Block]:
    """The tables of the summary: name, headings, rows."""

    def heads(*names: str) -> tuple[str, ...]:
        return tuple(t(f"letters.summary_head_{name}", lang) for name in names)

    statuses: list[tuple[str | int, ...]] = [(t("letters.summary_reports", lang), summary.reports)]
    statuses += [(t(f"terms.status.{name}", lang), count) for name, count in summary.statuses]
    checks: list[tuple[str | int, ...]] = [
        (
            f"{load_catalogue()[line.check].title.get(lang)} · {line.check}",
            t(f"terms.severity.{line.severity}", lang),
            line.findings,
            line.agencies,
            line.confirmed,
            line.dismissed,
        )
        for line in summary.checks
    ]
    causes: list[tuple[str | int, ...]] = [(t(f"letters.kind_{kind}", lang), count) for kind, count in summary.causes]
    agencies: list[tuple[str | int, ...]] = [
        (line.agency, line.error, line.warning, line.information, line.impact) for line in summary.agencies
    ]
    return [
        ("statuses", heads("status", "reports"), statuses),
        ("checks", heads("check", "severity", "findings", "agencies", "confirmed", "dismissed"), checks),
        ("causes", heads("cause", "findings"), causes),
        ("agencies", heads("agency", "error", "warning", "information", "impact"), agencies),
    ]


def _subtitle(summary: Summary, day: date, lang: Language) -> str:
    said = t("letters.date", lang, year=day.year, month=day.month, day=day.day)
    return f"{say(summary.sentence, lang)}　{said}"


def _word_table(name: str, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> str:
    widths = [int(share * TEXT_WIDTH) for share in _SHARES[name]]
    head = [table_cell(PrintedCell(label, place, "title"), widths) for place, label in enumerate(heads)]
    lines = [table_row(head, repeated=True)]
    for row in rows:
        cells = [
            PrintedCell(clean(cell) if isinstance(cell, str) else f"{cell:,}", place, "figure" if place else "label")
            for place, cell in enumerate(row)
        ]
        lines.append(table_row([table_cell(cell, widths) for cell in cells]))
    return ruled_table(widths, lines)
