"""Funnel and ranking: every rate with its n, the few cases apart, nobody without cases placed."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from lib.charts import figure
from lib.charts.tabulation import View
from lib.views.model import Name, Spot
from tests.charts.samples import COUNT_RANKING, FUNNEL, LIGHT, LONG_NAME, RANKING, rate


def roles(view: View) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for trace in figure(view, "zh", LIGHT)["data"]:
        found.setdefault(trace["meta"], []).append(trace)
    return found


def test_spots_lie_at_n_and_rate_and_only_the_outside_are_named() -> None:
    found = roles(FUNNEL)
    (inside,), (outside,) = found["inside"], found["outside"]
    assert (inside["x"], inside["y"]) == ([4, 1_000], [0.25, 0.2])
    assert inside["text"] == []
    assert outside["customdata"] == [["a"]]
    assert outside["text"][0].endswith("环境局")
    assert f"<b>{LONG_NAME}</b><br>50.0%（30/60），95% 区间 38–62%" in outside["hovertemplate"][0]


def test_all_spots_have_the_same_size() -> None:
    assert all(isinstance(trace["marker"]["size"], int) for trace in roles(FUNNEL)["inside"])


def test_limits_and_centre_are_drawn() -> None:
    upper, lower = roles(FUNNEL)["limit"]
    assert upper["y"] == [0.85, 0.38, 0.26]
    assert lower["y"] == [0.0, 0.05, 0.18]
    layout = figure(FUNNEL, "zh", LIGHT)["layout"]
    assert layout["shapes"][0]["y0"] == pytest.approx(231 / 1_064)
    assert layout["annotations"][0]["text"] == "总体 21.7%（231/1,064）"


def test_a_wide_range_of_n_is_drawn_on_a_log_axis() -> None:
    assert figure(FUNNEL, "zh", LIGHT)["layout"]["xaxis"]["type"] == "log"
    near = dataclasses.replace(FUNNEL, spots=FUNNEL.spots[:1])
    assert "type" not in figure(near, "zh", LIGHT)["layout"]["xaxis"]


def test_of_many_outside_only_some_are_named() -> None:
    spots = tuple(Spot(Name(str(index), f"局{index}"), rate(50 + index, 100), True) for index in range(20))
    (outside,) = roles(dataclasses.replace(FUNNEL, spots=spots))["outside"]
    named = [index for index, text in enumerate(outside["text"]) if text]
    assert len(named) <= 8
    assert 19 in named, "the furthest outside is always named"


def test_no_name_is_written_over_another() -> None:
    together = tuple(Spot(Name(str(n), f"某县第{n}人民政府办公室"), rate(90, 100), True) for n in range(6))
    apart = Spot(Name("far", "远处的局"), rate(1, 4_000), True)
    (outside,) = roles(dataclasses.replace(FUNNEL, spots=(*together, apart)))["outside"]
    # One reads to the upper side of its mark, one to the lower.
    assert sum(1 for text in outside["text"][:-1] if text) <= 2
    assert outside["text"][-1] == "远处的局"


def test_a_ranking_prints_every_rate_with_its_n() -> None:
    layout = figure(RANKING, "zh", LIGHT)["layout"]
    assert [note["text"] for note in layout["annotations"]] == [
        "50.0%（30/60）",
        "20.0%（200/1,000）",
        "25.0%（1/4）",
    ]
    assert [note["y"] for note in layout["annotations"]] == [0, 1, 2]


def test_intervals_reach_from_low_to_high() -> None:
    ranked, outside = roles(RANKING)["ranked"]
    assert outside["name"] == "超出控制限"
    assert outside["error_x"]["array"] == [pytest.approx(0.12)]
    assert ranked["error_x"]["arrayminus"] == [pytest.approx(0.02)]


def test_the_unranked_stand_apart_and_hollow() -> None:
    (unranked,) = roles(RANKING)["unranked"]
    assert unranked["name"] == "不足 30 件，不排名"
    assert unranked["marker"]["symbol"] == "circle-open"
    assert figure(RANKING, "zh", LIGHT)["layout"]["shapes"][0]["y0"] == 1.5


def test_an_order_by_counts_is_drawn_as_bars_from_zero() -> None:
    (bars,) = figure(COUNT_RANKING, "zh", LIGHT)["data"]
    assert (bars["type"], bars["x"], bars["text"]) == ("bar", [1_200, 0], ["1,200", "0"])
    assert figure(COUNT_RANKING, "zh", LIGHT)["layout"]["xaxis"]["range"][0] == 0
