"""The figures behind the charts as workbooks: of a briefing, with a list of what is in it, and of one chart."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from lib.charts import notes, takeaway
from lib.exports.briefing.book_charts import add_chart
from lib.exports.briefing.figures import Figures, Value, figures
from lib.exports.briefing.foot import foot
from lib.exports.printed import clean
from lib.exports.workbook import exact, new_book, paper
from lib.language import Language, say, t
from lib.views.slides import Briefing, Slide

_FORMS = {"text": "@", "year": "0", "count": "#,##0", "rate": "0.0%", "number": "#,##0.####"}
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\'\x00-\x1f\x7f]")
_LONGEST_SHEET = 31
_MOST_ROWS = 1_000_000


class _Styles:
    def __init__(self, book: Any) -> None:
        base = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
        ruled = {**base, "border": 1, "border_color": "#B9C1CB"}
        self.title = book.add_format({**base, "font_size": 14, "bold": True})
        self.name = book.add_format({**base, "font_color": "#55606E"})
        self.text = book.add_format(base)
        self.link = book.add_format({**base, "font_color": "#1F4E8C", "underline": 1})
        self.head = book.add_format({**ruled, "bold": True, "bg_color": "#E1E6EC", "text_wrap": True})
        self.cells = {kind: book.add_format({**ruled, "num_format": form}) for kind, form in _FORMS.items()}


def write_briefing_xlsx(briefing: Briefing, lang: Language = "zh") -> bytes:
    """A sheet of contents, then a sheet a slide. A blank is an empty cell, never 0; no text is a formula."""
    buffer = io.BytesIO()
    book, styles = _book(buffer, briefing.title, briefing.day)
    contents = book.add_worksheet(t("briefing_files.contents", lang))
    names = _sheet_names([say(slide.view.title, lang) for slide in briefing.slides])
    for slide, name in zip(briefing.slides, names, strict=True):
        _sheet(book, name, slide, briefing.version, briefing.day, styles, lang)
    _contents(contents, briefing, names, styles, lang)
    book.close()
    return buffer.getvalue()


def write_view_xlsx(slide: Slide, version: str, day: date, lang: Language = "zh") -> bytes:
    """The figures of one chart, with what was selected, the source, how many reports, date and version of the data."""
    title = say(slide.view.title, lang)
    buffer = io.BytesIO()
    book, styles = _book(buffer, title, day)
    _sheet(book, _sheet_names([title])[0], slide, version, day, styles, lang)
    book.close()
    return buffer.getvalue()


def _book(buffer: io.BytesIO, title: str, day: date) -> tuple[Any, _Styles]:
    book = new_book(buffer)
    book.set_properties({"title": clean(title)[:255], "created": datetime(day.year, day.month, day.day)})
    return book, _Styles(book)


def _sheet_names(titles: Sequence[str]) -> list[str]:
    """A number and as much of each title as a tab holds."""
    names = [f"{n} {_NOT_IN_SHEETS.sub(' ', clean(title))}" for n, title in enumerate(titles, start=1)]
    return [name[:_LONGEST_SHEET].strip() for name in names]


def _contents(sheet: Any, briefing: Briefing, names: Sequence[str], styles: _Styles, lang: Language) -> None:
    paper(sheet)
    for column, wide in enumerate((8, 34, 90)):
        sheet.set_column(column, column, wide)
    sheet.write_string(0, 0, clean(briefing.title), styles.title)
    said = t("briefing_files.dated", lang, day=briefing.day.isoformat(), version=briefing.version)
    sheet.write_string(1, 0, clean(said), styles.name)
    for column, key in enumerate(("number", "name_topic", "name_title")):
        sheet.write_string(3, column, t(f"briefing_files.{key}", lang), styles.head)
    for at, (slide, name) in enumerate(zip(briefing.slides, names, strict=True)):
        sheet.write_number(4 + at, 0, at + 1, styles.cells["year"])
        sheet.write_url(4 + at, 1, f"internal:'{name}'!A1", styles.link, clean(say(slide.view.title, lang)))
        sheet.write_string(4 + at, 2, clean(slide.heading or takeaway(slide.view, lang)), styles.text)


def _sheet(book: Any, name: str, slide: Slide, version: str, day: date, styles: _Styles, lang: Language) -> None:
    sheet = book.add_worksheet(name)
    paper(sheet)
    sheet.write_string(0, 0, clean(slide.heading or takeaway(slide.view, lang)), styles.title)
    pairs = [(t("briefing_files.name_topic", lang), say(slide.view.title, lang))]
    pairs += foot(slide, version, day, lang).pairs
    pairs += [(t("briefing_files.note", lang), text) for text in [*notes(slide.view, lang), *slide.note.splitlines()]]
    for row, (label, text) in enumerate(pairs, start=1):
        sheet.write_string(row, 0, label, styles.name)
        sheet.write_string(row, 1, clean(text), styles.text)
    top = len(pairs) + 2
    columns = figures(slide.view, lang)
    for place, column in enumerate(columns):
        _column(sheet, top, place, column, styles)
    if columns:
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        add_chart(book, sheet, slide.view, name, top, columns)


def _column(sheet: Any, top: int, place: int, column: Figures, styles: _Styles) -> None:
    longest = max([len(str(value)) for value in column.values if isinstance(value, str)], default=0)
    sheet.set_column(place, place, min(46, max(12, 2 * len(column.head), 2 * longest)))
    sheet.write_string(top, place, column.head, styles.head)
    for row, value in enumerate(column.values[:_MOST_ROWS], start=top + 1):
        _cell(sheet, row, place, value, styles.cells[column.kind])


def _cell(sheet: Any, row: int, place: int, value: Value, style: Any) -> None:
    if value is None:
        sheet.write_blank(row, place, None, style)
    elif isinstance(value, float) or (isinstance(value, int) and exact(value)):
        sheet.write_number(row, place, value, style)
    else:
        sheet.write_string(row, place, str(value), style)
