"""An agency among its peers, small multiples, two sides: what is drawn is what the view says, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from lib.charts import describe, figure, notes, table
from lib.charts.tabulation import View
from tests.charts.samples import BUNCHED, CUT, DUMBBELL, LIGHT, MULTIPLES, STANDING


def roles(view: View) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for trace in figure(view, "zh", LIGHT)["data"]:
        found.setdefault(trace["meta"], []).append(trace)
    return found


def words(view: View) -> list[str]:
    return [note["text"] for note in figure(view, "zh", LIGHT)["layout"]["annotations"]]


def test_a_standing_draws_each_indicator_on_an_axis_of_its_own() -> None:
    found = roles(STANDING)
    assert [(trace["xaxis"], trace["x"]) for trace in found["own"]] == [("x", [0.5]), ("x2", [0.25]), ("x4", [60.0])]
    assert [(trace["xaxis"], trace["x"]) for trace in found["peers"]] == [
        ("x", [0.2, 0.4, 0.5, 0.9]),
        ("x3", [0.1]),
        ("x4", [12.0]),
    ]
    assert found["own"][1]["marker"]["symbol"] == "diamond-open"
    assert found["peers"][0]["customdata"][0] == ["b", "indicator.disclosure_rate"]


def test_a_standing_says_the_place_or_why_there_is_none() -> None:
    assert words(STANDING) == [
        "公开率<br>50.0%（30/60） · 高于 2/4 家 · 62 百分位",
        "不予公开占比<br>25.0%（1/4） · 件数太少，不排位",
        "争议率<br>无数值",
        "新收<br>60 · 高于 1/1 家",
    ]


def test_the_spread_of_the_peers_is_a_band_and_a_line() -> None:
    shapes = figure(STANDING, "zh", LIGHT)["layout"]["shapes"]
    assert [(shape["type"], shape["x0"], shape["x1"]) for shape in shapes] == [
        ("rect", 0.35, 0.6),
        ("line", 0.45, 0.45),
        ("line", 0.1, 0.1),
        ("line", 12.0, 12.0),
    ]


def test_multiples_share_one_scale_and_tell_missing_from_blank_from_few() -> None:
    layout = figure(MULTIPLES, "zh", LIGHT)["layout"]
    assert layout["yaxis"]["range"] == layout["yaxis2"]["range"]
    found = roles(MULTIPLES)
    assert [trace["x"] for trace in found["missing"]] == [["2023"], ["2023", "2024"]]
    assert [trace["x"] for trace in found["undefined"]] == [["2024"], ["2025"]]
    assert found["line"][0]["y"] == [None, None, 0.25]
    assert found["line"][0]["marker"]["color"][2] != found["line"][0]["marker"]["color"][0]
    assert found["line"][0]["customdata"] == [["a", "2023"], ["a", "2024"], ["a", "2025"]]
    assert len(layout["shapes"]) == 2
    assert notes(MULTIPLES, "zh")[0].startswith("口径变化（2023 → 2024 年）")
    assert words(MULTIPLES) == ["平潭…生态环境局<br>2025：25.0%<br>1/4", "&lt;b&gt;乙&lt;/b&gt;局<br>无数值"]


def test_a_dumbbell_draws_the_sides_that_are_known_with_their_intervals() -> None:
    found = roles(DUMBBELL)
    assert [(trace["xaxis"], trace["x"]) for trace in found["side-0"]] == [("x", [0.5]), ("x3", [60.0])]
    assert [(trace["xaxis"], trace["x"]) for trace in found["side-1"]] == [
        ("x", [0.2]),
        ("x2", [0.25]),
        ("x3", [1000.0]),
    ]
    assert found["side-0"][0]["error_x"]["array"] == [pytest.approx(0.12)]
    assert sum(trace["showlegend"] for traces in found.values() for trace in traces) == 2
    assert words(DUMBBELL) == ["公开率<br>+30.0 个百分点 · 超出偶然", "争议率<br>无数值", "新收<br>−940 件"]


def test_a_crowd_is_drawn_as_squares_that_are_nobody_and_counted_in_words() -> None:
    (crowd,) = roles(BUNCHED)["crowd"]
    assert crowd["customdata"] == [[], []]
    assert crowd["hovertemplate"][0].startswith("<b>40 个机关，件数 1–3，比率 0%–10.0%</b>")
    assert "1,241 个机关" in describe(BUNCHED, "zh")
    assert "超出控制限的 8 个" in describe(BUNCHED, "zh")
    assert notes(BUNCHED, "zh") == ["机关很多：控制限外离得最远的 1 个逐个画出，其余 1,240 个按疏密画成方块。"]
    assert list(table(BUNCHED, "zh")["机关"])[1] == "40 个机关，件数 1–3，比率 0%–10.0%"


def test_a_cut_ranking_says_how_many_are_not_drawn() -> None:
    assert "中间还有 2,960 个未画出" in words(CUT)
    assert notes(CUT, "zh") == ["共 2,962 个机关参加排序，只画最高和最低各 1 个。", "不足 30 件的还有 12 个未画出。"]
    assert "另有 13 个不足 30 件" in describe(CUT, "zh")


def test_no_rate_stands_in_a_table_without_its_parts() -> None:
    standing = table(STANDING, "zh")
    assert standing["本机关的值 分子"].tolist()[:2] == [30, 1]
    assert standing["本机关的值 分母"].tolist()[:2] == [60, 4]
    assert table(DUMBBELL, "zh")["差额"].isna().tolist() == [False, True, False]
    multiples = table(MULTIPLES, "zh")
    assert multiples["分母"].isna().tolist() == [True, True, False, True, True, True]
