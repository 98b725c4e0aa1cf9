"""The roster as a workbook: machine names in the header, as the reader of rosters wants them, and a sheet that explains them."""

from __future__ import annotations

import io
from collections.abc import Iterable

from lib.exports.workbook import Styles, new_book, write_pairs
from lib.language import LANGUAGES, t
from lib.loading.roster import COLUMNS
from lib.store import RosterEntry

_SEPARATOR = ";"
_WIDTHS = {"name": 34, "parent": 28, "past_names": 28, "note": 28, "uscc": 22, "region_code": 15}


def write_roster_xlsx(entries: Iterable[RosterEntry]) -> bytes:
    """The entries as an XLSX file, one a row, every cell text: codes keep their leading zeros. Unknown is a blank cell."""
    buffer = io.BytesIO()
    book = new_book(buffer)
    styles = Styles(book)
    head = styles.ruled(bold=True, bg_color="#EDEDED", locked=True)
    text = styles.ruled(num_format="@", align="left")
    sheet = book.add_worksheet(t("exports.sheet.roster", "zh"))
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(name, 13), book.add_format({"num_format": "@"}))
        sheet.write_string(0, column, name, head)
    count = 0
    for count, entry in enumerate(entries, start=1):
        for column, cell in enumerate(_cells(entry)):
            sheet.write_string(count, column, cell, text) if cell else sheet.write_blank(count, column, None, text)
    sheet.autofilter(0, 0, max(1, count), len(COLUMNS) - 1)
    pairs = [(name, "\n".join(t(f"exports.roster.{name}", lang) for lang in LANGUAGES)) for name in COLUMNS]
    write_pairs(book.add_worksheet(t("exports.sheet.columns", "zh")), 0, pairs, styles)
    book.close()
    return buffer.getvalue()


def _cells(entry: RosterEntry) -> tuple[str, ...]:
    cells = entry.agency.model_dump() | {
        "expected_from": entry.expected_from,
        "expected_until": entry.expected_until,
        "past_names": _SEPARATOR.join(entry.past_names),
        "note": entry.note,
    }
    return tuple("" if cells[name] is None else str(cells[name]) for name in COLUMNS)
