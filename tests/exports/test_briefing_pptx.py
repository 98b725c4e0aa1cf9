"""Slides read back: native charts with the view's own figures, gaps where nothing is known, the colours by their code."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from pypdfium2 import PdfDocument

from lib.charts import Look, colour, describe, takeaway
from lib.charts.composition import summed
from lib.charts.trend import all_years, height_of
from lib.charts.words import number
from lib.exports import write_briefing_pptx
from lib.exports.briefing.figures import as_text, figures
from lib.exports.briefing.native_tables import any_view
from lib.exports.briefing.pieces import pieces
from lib.language import LANGUAGES, Language, Message, say, t
from lib.views.model import Composition, Cross, Flow, Funnel, Matrix, Name, Part, Ranking, Rate, Spot, Square, Trend
from lib.views.slides import Briefing, Slide
from tests.charts.samples import EMPTY, VIEWS
from tests.equipment import NO_OFFICE, find_office
from tests.exports.briefings import DAY, TITLE, VERSION, bundled_briefing

LIGHT = Look(dark=False)
NOT_NATIVE = (Matrix, Cross)
REPEATED = "from tests.exports.briefings import *; import sys; from lib.exports import write_briefing_pptx as w; "


def opened(briefing: Briefing, lang: Language = "zh") -> Any:
    return Presentation(io.BytesIO(write_briefing_pptx(briefing, lang)))


def one(view: Any, lang: Language = "zh") -> Any:
    """The slide of one view after the cover."""
    selection = bundled_briefing().slides[0].selection
    return opened(Briefing("题", (Slide(view, selection),), VERSION, DAY), lang).slides[1]


def charts_of(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables_of(slide: Any) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows] for shape in slide.shapes if shape.has_table
    ]


def text_of(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def sheet_behind(chart: Any) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return list(book.worksheets[0].iter_rows(values_only=True))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_slide_says_what_it_shows_of_whom_from_where_and_when(lang: Language) -> None:
    briefing = bundled_briefing()
    slides = list(opened(briefing, lang).slides)
    made = [slide for slide in briefing.slides for _ in pieces(slide.view, 18, 3)]
    assert len(slides) == len(made) + 1
    for shown, slide in zip(slides[1:], made, strict=True):
        text = text_of(shown)
        assert shown.shapes.title.text_frame.text == (slide.heading or takeaway(slide.view, lang))
        for said in (say(slide.view.title, lang), say(slide.selection.sentence, lang), DAY.isoformat(), VERSION):
            assert said in text
        assert t("briefing_files.source", lang) in text
        assert any(shape.has_chart for shape in shown.shapes) is not isinstance(slide.view, NOT_NATIVE)
        assert describe(slide.view, lang) in shown.notes_slide.notes_text_frame.text
    assert "先说口径。\n再说件数。" in slides[2].notes_slide.notes_text_frame.text


def test_the_cover_has_title_selection_and_date() -> None:
    cover = opened(bundled_briefing()).slides[0]
    assert cover.shapes.title.text_frame.text == TITLE.replace("\x07", "")
    assert say(bundled_briefing().slides[0].selection.sentence, "zh") in text_of(cover)
    assert DAY.isoformat() in text_of(cover)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_composition_is_stacked_bars_of_its_own_figures(lang: Language) -> None:
    for slide in bundled_briefing().slides:
        view = slide.view
        if not isinstance(view, Composition):
            continue
        (chart,) = charts_of(one(view, lang))
        kind = XL_CHART_TYPE.BAR_STACKED if view.horizontal else XL_CHART_TYPE.COLUMN_STACKED
        assert chart.chart_type == kind
        assert [tuple(series.values) for series in chart.plots[0].series] == [
            tuple(c if n else None for c, n in zip(part.counts, view.reports, strict=True)) for part in view.parts
        ]
        for place, (series, part) in enumerate(zip(chart.plots[0].series, view.parts, strict=True)):
            assert f"#{series.format.fill.fore_color.rgb}" == colour(part.name.code, LIGHT, place)
        for at, label in enumerate(chart.plots[0].categories):
            total = view.totals[at]
            assert (number(total) if total is not None else t("charts.blank", lang)) in label
            assert (f"≠{number(summed(view, at))}" in label) is (total is not None and total != summed(view, at))


@pytest.mark.parametrize("horizontal", [False, True])
def test_shares_are_bars_of_100_percent_that_still_hold_the_counts(horizontal: bool) -> None:
    (chart,) = charts_of(one(replace(VIEWS["outcomes"], shares=True, horizontal=horizontal)))
    kind = XL_CHART_TYPE.BAR_STACKED_100 if horizontal else XL_CHART_TYPE.COLUMN_STACKED_100
    assert chart.chart_type == kind
    assert chart.value_axis.tick_labels.number_format == "0%"
    assert tuple(chart.plots[0].series[0].values) == (1500, 0, None, 2, 1)


def test_missing_and_blank_are_gaps_and_said() -> None:
    slide = one(VIEWS["outcomes"])
    (chart,) = charts_of(slide)
    assert [tuple(series.values) for series in chart.plots[0].series] == [
        (1500, 0, None, 2, 1),
        (2500, 0, None, 2, None),
    ]
    labels = list(chart.plots[0].categories)
    assert "缺报" in labels[2]
    assert "合计 空" in labels[4]
    assert [row[1] for row in sheet_behind(chart)[1:]] == [1500, 0, None, 2, 1]
    assert "口径变化（2023 → 2024 年）" in text_of(slide)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_trend_is_lines_with_gaps_and_every_figure_in_a_table(lang: Language) -> None:
    for slide in bundled_briefing().slides:
        view = slide.view
        if not isinstance(view, Trend):
            continue
        shown = one(view, lang)
        (chart,), (table,) = charts_of(shown), tables_of(shown)
        assert chart.chart_type == XL_CHART_TYPE.LINE_MARKERS
        assert chart._chartSpace.chart.find(qn("c:dispBlanksAs")).get("val") == "gap"
        for place, (series, line) in enumerate(zip(chart.plots[0].series, view.lines, strict=True)):
            points = {point.year: point for point in line.points}
            values = [height_of(points.get(year), view.is_rate) for year in all_years(view)]
            assert list(series.values) == pytest.approx(values)
            assert [value is None for value in series.values] == [value is None for value in values]
            assert f"#{series.format.line.color.rgb}" == colour(line.name.code, LIGHT, place)
            for text, year in zip(table[place + 1][1:], all_years(view), strict=True):
                rate = points[year].rate
                if view.is_rate and rate is not None:
                    assert f"{rate.numerator:,}/{rate.denominator:,}" in text
        if view.is_rate:
            assert chart.value_axis.tick_labels.number_format == "0%"
            assert t("charts.no_value", lang) in table[1]


def test_a_ranking_has_both_parts_beside_each_name_and_marks_who_is_not_ranked() -> None:
    view = VIEWS["ranking"]
    assert isinstance(view, Ranking)
    (chart,) = charts_of(one(view))
    assert [tuple(series.values) for series in chart.plots[0].series] == [(0.5, 0.2, None), (None, None, 0.25)]
    assert [re.findall(r"\d[\d,]*/\d[\d,]*", label) for label in chart.plots[0].categories] == [
        ["30/60"], ["200/1,000"], ["1/4"]
    ]  # fmt: skip
    assert chart.plots[0].series[1].name == "不足 30 件，不排名"
    bars = chart.plots[0].series[0]._element.find(qn("c:errBars"))
    assert [float(v.text) for v in bars.find(qn("c:plus")).iter(qn("c:v"))] == pytest.approx([0.12, 0.03])


@pytest.mark.parametrize("key", ["ranking", "grounds", "flow", "moved_count"])
def test_no_program_leaves_out_the_name_of_a_row(key: str) -> None:
    (chart,) = charts_of(one(VIEWS[key]))
    skip = chart.category_axis._element.find(qn("c:tickLblSkip"))
    assert skip.get("val") == "1"
    assert (skip.getprevious().tag, skip.getnext().tag) == (qn("c:lblOffset"), qn("c:noMultiLvlLbl"))


def test_a_funnel_is_a_scatter_with_its_limits() -> None:
    view = VIEWS["funnel"]
    assert isinstance(view, Funnel)
    (chart,) = charts_of(one(view))
    assert chart.chart_type in (XL_CHART_TYPE.XY_SCATTER, XL_CHART_TYPE.XY_SCATTER_LINES)
    found = {series.name: list(zip(_xs(series), series.values, strict=True)) for series in chart.plots[0].series}
    assert found["在控制限内"] == [(4, 0.25), (1000, 0.2)]
    assert found["超出控制限"] == [(60, 0.5)]
    assert found["控制上限（99.8%）"] == [(n, high) for n, _, high in view.limits]
    assert found["控制下限（99.8%）"] == [(n, low) for n, low, _ in view.limits]


def _xs(series: Any) -> list[float]:
    return [float(value.text) for value in series._element.find(qn("c:xVal")).iter(qn("c:v"))]


def test_a_flow_is_bars_of_the_outcomes_and_a_table_of_the_grounds() -> None:
    view = next(slide.view for slide in bundled_briefing().slides if isinstance(slide.view, Flow))
    shown = one(view)
    (chart,), (table,) = charts_of(shown), tables_of(shown)
    counts = [link.count for link in view.links if link.source == "flow.workload"]
    assert list(chart.plots[0].series[0].values) == counts
    grounds = [number(link.count) for link in view.links if link.target.startswith("row.")]
    assert [row[2] for row in table[1:]] == grounds[:17]


def test_tables_stand_for_a_matrix_and_a_cross() -> None:
    (table,) = tables_of(one(VIEWS["statuses"]))
    assert table[1:] == [["平潭综合实…自然资源与生态环境局", "✕", "缺"], ["乙局", "0", "✓"]]
    (table,) = tables_of(one(VIEWS["cross"]))
    assert table[2] == ["不予公开", "4", "空", "4"]
    detailed = Matrix(
        Message("terms.dispute.reconsideration"),
        (Name("a", "甲"),),
        (2024, 2025),
        (
            Square("a", 2024, "value", 0.25, Message("views.rate", {"rate": 0.25, "n": 1, "of": 4})),
            Square("a", 2025, "value"),
        ),
        is_rate=True,
    )
    (table,) = tables_of(one(detailed))
    assert table[1] == ["甲", "25.0%（1/4）", "—"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_kind_without_a_chart_of_its_own_is_a_table_of_its_figures(view: Any, lang: Language) -> None:
    slide = opened(Briefing("题", (), VERSION, DAY)).slides[0]
    assert any_view(slide, view, (0.5, 1.5, 12, 4.5), lang)
    (rows,) = tables_of(slide)
    own = figures(view, lang)
    assert rows[0] == [column.head for column in own]
    assert rows[1:] == [[as_text(c.values[at], c.kind) for c in own] for at in range(min(16, len(own[0].values)))]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", EMPTY)
def test_nothing_is_said_to_be_nothing(view: Any, lang: Language) -> None:
    shown = one(view, lang)
    assert charts_of(shown) == []
    assert t("charts.words.nothing", lang) in text_of(shown)


def test_many_agencies_go_over_several_slides_on_one_scale_and_what_is_cut_is_said() -> None:
    spots = tuple(Spot(Name(str(n), f"第{n}局"), Rate(1000 - n, 1000, 0.1, 0.99)) for n in range(100))
    view = Ranking(Message("terms.dispute.reconsideration"), spots[:60], spots[60:], 30)
    slides = list(opened(Briefing("题", (Slide(view, bundled_briefing().slides[0].selection),), VERSION, DAY)).slides)[
        1:
    ]
    assert len(slides) == 3
    assert {charts_of(slide)[0].value_axis.maximum_scale for slide in slides} == {1.0}
    assert "（第 1–18 个，共 100 个）（只列前 54 个，共 100 个）" in text_of(slides[0])
    assert sum(len(charts_of(slide)[0].plots[0].categories) for slide in slides) == 54


def test_a_name_is_never_a_formula_and_never_breaks_the_file() -> None:
    bad = Name("x", '=HYPERLINK("x")<b>&\x08')
    view = Composition(bad_title(), (bad,), (Part(bad, (1,)),), (1,), (1,))
    (chart,) = charts_of(one(view))
    rows = sheet_behind(chart)
    assert rows[0][1] == '=HYPERLINK("x")<b>&'
    with ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def bad_title() -> Message:
    return Message("views.label", {"zh": "=1+1", "en": "=1+1"})


def test_letters_have_a_chinese_face_everywhere() -> None:
    with ZipFile(io.BytesIO(write_briefing_pptx(bundled_briefing(), "zh"))) as deck:
        parts = [name for name in deck.namelist() if re.fullmatch(r"ppt/(slides/slide|charts/chart)\d+\.xml", name)]
        for name in parts:
            text = deck.read(name).decode()
            assert text.count("<a:latin ") == text.count("<a:ea ") > 0, name


def test_the_same_briefing_gives_the_same_bytes_in_another_process_too() -> None:
    content = write_briefing_pptx(bundled_briefing(), "zh")
    again = subprocess.run(
        [sys.executable, "-c", REPEATED + "sys.stdout.buffer.write(w(bundled_briefing(), 'zh'))"],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        check=True,
    )
    assert content == write_briefing_pptx(bundled_briefing(), "zh") == again.stdout


@pytest.mark.parametrize("lang", LANGUAGES)
def test_libreoffice_opens_it_and_every_slide_is_a_page_with_its_title(lang: Language, tmp_path: Path) -> None:
    office = find_office()
    if office is None:
        pytest.fail(NO_OFFICE, pytrace=False)
    briefing = bundled_briefing()
    (tmp_path / "deck.pptx").write_bytes(write_briefing_pptx(briefing, lang))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(office), profile, "--headless", "--convert-to", "pdf", "deck.pptx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    with PdfDocument(tmp_path / "deck.pdf") as pages:
        made = [slide for slide in briefing.slides for _ in pieces(slide.view, 18, 3)]
        assert len(pages) == len(made) + 1
        for place, slide in enumerate(made, start=1):
            page = pages[place]
            text = "".join(page.get_textpage().get_text_range().split())
            assert "".join((slide.heading or takeaway(slide.view, lang)).split()) in text


@pytest.mark.parametrize("key", ["grounds", "moved_count", "moved_rate"])
def test_what_answers_one_question_is_bars_of_its_own_figures(key: str) -> None:
    view: Any = VIEWS[key]
    (chart,) = charts_of(one(view))
    (series,) = chart.plots[0].series
    if key == "grounds":
        assert list(series.values) == [bar.count for bar in view.bars]
        return
    amounts = [step.amount for step in view.steps] + ([view.rest] if view.rest_agencies and view.rest else [])
    assert [round(value * (100 if view.is_rate else 1)) for value in series.values] == amounts
    assert chart.value_axis.minimum_scale < 0 < chart.value_axis.maximum_scale
