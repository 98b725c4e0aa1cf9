"""The workbook, the figures of one chart and the report as text: what is written is what the view has."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html import unescape
from typing import Any
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest

from lib.charts import table, takeaway
from lib.exports import write_briefing_html, write_briefing_xlsx, write_view_csv, write_view_xlsx
from lib.language import LANGUAGES, Language, say, t
from lib.views.model import Composition, Name, Part
from lib.views.slides import Briefing, Slide
from tests.charts.samples import EMPTY, VIEWS
from tests.exports.briefings import DAY, VERSION, bundled_briefing


def slide_of(view: Any) -> Slide:
    return Slide(view, bundled_briefing().slides[0].selection)


def rows_of(sheet: Any, heads: list[str]) -> list[list[Any]]:
    """The rows below the heads, as far as there are any."""
    rows = [list(row[: len(heads)]) for row in sheet.iter_rows(values_only=True)]
    return rows[rows.index(heads) + 1 :]


def wanted(view: Any, lang: Language) -> list[list[Any]]:
    frame = table(view, lang)
    return [[None if pd.isna(cell) else cell for cell in row] for row in frame.itertuples(index=False)]


def alike(found: list[list[Any]], figures: list[list[Any]]) -> bool:
    return len(found) == len(figures) and all(
        one == pytest.approx(other) if isinstance(other, float) else one == other
        for row, own in zip(found, figures, strict=True)
        for one, other in zip(row, own, strict=True)
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sheet_a_slide_with_its_figures_and_where_they_are_from(lang: Language) -> None:
    briefing = bundled_briefing()
    book = openpyxl.load_workbook(io.BytesIO(write_briefing_xlsx(briefing, lang)))
    assert book.sheetnames[0] == t("briefing_files.contents", lang)
    listed = [row[2] for row in book.worksheets[0].iter_rows(min_row=5, values_only=True)]
    assert listed == [slide.heading or takeaway(slide.view, lang) for slide in briefing.slides]
    for sheet, slide in zip(book.worksheets[1:], briefing.slides, strict=True):
        assert sheet["A1"].value == (slide.heading or takeaway(slide.view, lang))
        about = {row[0]: row[1] for row in sheet.iter_rows(max_row=8, values_only=True)}
        assert about[t("briefing_files.name_selection", lang)] == say(slide.selection.sentence, lang)
        assert about[t("briefing_files.name_day", lang)] == DAY.isoformat()
        assert about[t("briefing_files.name_version", lang)] == VERSION
        assert alike(rows_of(sheet, list(table(slide.view, lang).columns)), wanted(slide.view, lang))


def test_a_blank_stays_empty_and_a_zero_a_zero() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_view_xlsx(slide_of(VIEWS["outcomes"]), VERSION, DAY))).worksheets[0]
    rows = rows_of(sheet, ["年度", "予以公开", "不予公开", "合计（所报）", "报告份数"])
    assert [row[1] for row in rows] == [1500, 0, None, 2, 1]
    assert [row[3] for row in rows] == [4000, 0, None, 5, None]


def test_charts_are_native_where_the_table_has_the_shape_of_one() -> None:
    with ZipFile(io.BytesIO(write_briefing_xlsx(bundled_briefing(), "zh"))) as book:
        charts = [name for name in book.namelist() if name.startswith("xl/charts/chart")]
        # Compositions, trends and rankings.
        assert len(charts) == 1 + 1 + 1 + 1 + 3 + 3 + 2
        stacked = book.read("xl/charts/chart1.xml").decode()
    assert 'grouping val="stacked"' in stacked
    assert "005F9E" in stacked


@pytest.mark.parametrize("write", [write_view_xlsx, write_view_csv])
def test_one_chart_is_written_alike_twice(write: Any) -> None:
    assert write(slide_of(VIEWS["rates"]), VERSION, DAY, "zh") == write(slide_of(VIEWS["rates"]), VERSION, DAY, "zh")
    assert write_briefing_xlsx(bundled_briefing(), "zh") == write_briefing_xlsx(bundled_briefing(), "zh")


def test_no_text_is_a_formula() -> None:
    bad = Name("x", "=cmd|'/c calc'!A1")
    slide = slide_of(Composition(VIEWS["outcomes"].title, (bad,), (Part(bad, (1,)),), (1,), (1,)))
    briefing = Briefing("=1+1", (replace(slide, heading="=2+2", note="=3+3"),), "=4", DAY)
    for content in (write_briefing_xlsx(briefing), write_view_xlsx(slide, "=4", DAY)):
        with ZipFile(io.BytesIO(content)) as book:
            sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in sheet for sheet in sheets)
    for row in csv.reader(io.StringIO(write_view_csv(slide, "=4", DAY).decode("utf-8-sig"))):
        assert not any(cell.startswith("=") for cell in row)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", [*VIEWS.values(), *EMPTY])
def test_pandas_reads_the_csv_with_the_figures_first_and_what_they_are_last(view: Any, lang: Language) -> None:
    content = write_view_csv(slide_of(view), VERSION, DAY, lang)
    assert content.startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")
    own = table(view, lang)
    assert list(frame.columns[: len(own.columns)]) == list(own.columns)
    assert len(frame) == len(own)
    assert frame.columns.is_unique
    for head in own.columns[1:]:
        assert frame[head].isna().tolist() == own[head].isna().tolist()
    if len(frame):
        assert set(frame[t("briefing_files.name_day", lang)]) == {DAY.isoformat()}
        assert say(bundled_briefing().slides[0].selection.sentence, lang) in set(
            frame[t("briefing_files.name_selection", lang)]
        )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_has_every_figure_of_every_chart_as_text(lang: Language) -> None:
    briefing = bundled_briefing()
    page = write_briefing_html(briefing, lang).decode()
    bodies = re.findall(r"<tbody>\n(.*?)</tbody>", page, re.S)
    assert len(bodies) == len(briefing.slides)
    for body, slide in zip(bodies, briefing.slides, strict=True):
        rows = [[unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in body.splitlines()]
        figures = wanted(slide.view, lang)
        assert len(rows) == len(figures)
        for row, own in zip(rows, figures, strict=True):
            assert [text == "—" for text in row] == [value is None for value in own]
            counts = [(text, value) for text, value in zip(row, own, strict=True) if isinstance(value, int)]
            assert all(text.replace(",", "") == str(value) for text, value in counts)
    assert page.count(t("briefing_files.no_script", lang)) >= len(briefing.slides)
    assert page.count("<h2>") >= len(briefing.slides)


def test_markup_in_a_name_stays_text() -> None:
    bad = Name("x", "</script><script>alert(1)</script>")
    view = Composition(VIEWS["outcomes"].title, (bad,), (Part(bad, (1,)),), (1,), (1,))
    page = write_briefing_html(Briefing("<img src=x>", (slide_of(view),), VERSION, DAY)).decode()
    assert "<script>alert" not in page
    assert "<img" not in page.split("<script")[0]
