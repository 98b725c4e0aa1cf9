"""Matrix and cross table: colour and sign, missing and zero apart, every square with its codes."""

from __future__ import annotations

import dataclasses
from typing import Any

from lib.charts import Look, figure
from lib.charts.theme import palette, tile
from lib.views.model import Matrix, Name, Square
from tests.charts.samples import CROSS, LIGHT, LONG_NAME, STATUSES, TITLE, VALUES


def by_name(view: Matrix, lang: str = "zh") -> dict[str, dict[str, Any]]:
    return {trace["name"]: trace for trace in figure(view, lang, LIGHT)["data"]}


def test_every_status_has_its_sign_and_its_name() -> None:
    assert list(by_name(STATUSES)) == ["✓ 无疑点", "✕ 有错误", "0 零报告", "缺报"]
    assert list(by_name(STATUSES, "en")) == ["✓ Nothing found", "✕ Has errors", "0 Zero report", "– Missing"]
    assert {text for trace in by_name(STATUSES).values() for text in trace["text"]} == {"✓", "✕", "0", "缺"}


def test_a_click_hands_back_agency_year_and_status() -> None:
    assert by_name(STATUSES)["✕ 有错误"]["customdata"] == [["a", "2023", "error"]]


def test_missing_is_hatched_and_zero_is_not() -> None:
    found = by_name(STATUSES)
    assert found["缺报"]["marker"]["pattern"]["shape"] == "/"
    assert "pattern" not in found["0 零报告"]["marker"]
    assert found["缺报"]["marker"]["color"] == [palette(LIGHT).background]


def test_hover_has_the_full_name_and_the_detail() -> None:
    text = by_name(STATUSES)["✕ 有错误"]["hovertemplate"][0]
    assert LONG_NAME in text
    assert "有错误<br>口径不明" in text


def test_the_squares_cover_their_rows() -> None:
    trace = by_name(STATUSES)["0 零报告"]
    assert trace["base"][0] < 1 < trace["base"][0] + trace["y"][0]


def test_values_are_printed_and_a_blank_is_not_a_zero() -> None:
    values = by_name(VALUES)["有数据"]
    assert values["text"] == ["21%", "—", "0%"]
    assert values["marker"]["color"][1] == palette(LIGHT).background
    assert values["marker"]["color"][1] != values["marker"]["color"][2]
    assert "21.0%<br>无疑点" in values["hovertemplate"][0]
    assert "空白，不是 0" in values["hovertemplate"][1]


def test_sixty_agencies_fit_and_the_figure_grows() -> None:
    names = tuple(Name(str(index), f"机关{index}") for index in range(60))
    squares = tuple(Square(agency.code, 2024, "fine") for agency in names)
    tall = figure(Matrix(TITLE, names, (2024,), squares), "zh", LIGHT)["layout"]
    assert tall["height"] > 60 * 24
    assert len(tall["yaxis"]["ticktext"]) == 60


def test_equal_short_names_keep_their_words() -> None:
    names = (
        Name("1", "平潭综合实验区自然资源与生态环境一局甲处室"),
        Name("2", "平潭综合实验区农业农村与生态环境一局甲处室"),
    )
    view = dataclasses.replace(STATUSES, agencies=names, squares=())
    assert figure(view, "zh", LIGHT)["layout"]["yaxis"]["ticktext"] == [name.text for name in names]


def test_a_cross_prints_every_count_and_shades_no_total() -> None:
    (trace,) = figure(CROSS, "zh", LIGHT)["data"]
    assert trace["text"] == ["10", "0", "<b>10</b>", "4", "空", "<b>4</b>", "<b>14</b>", "<b>0</b>", "<b>14</b>"]
    assert trace["marker"]["color"][8] == palette(LIGHT).background
    assert trace["customdata"][4] == ["outcome.refused", "other"]
    assert "71.4%（10/14）" in trace["hovertemplate"][0]
    assert "空白，不是 0" in trace["hovertemplate"][4]


def test_dark_shades_are_not_the_light_ones() -> None:
    assert figure(CROSS, "zh", Look(True))["data"][0]["marker"] != figure(CROSS, "zh", LIGHT)["data"][0]["marker"]


def test_a_zero_is_grey_and_not_a_small_value() -> None:
    grey = tile("zero", LIGHT).fill
    assert by_name(VALUES)["有数据"]["marker"]["color"][2] == grey
    assert figure(CROSS, "zh", LIGHT)["data"][0]["marker"]["color"][1] == grey
