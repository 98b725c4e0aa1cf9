"""Lines: gaps where nothing is known, rates with both parts and an interval, breaks between the years."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lib.charts import Look, figure
from lib.charts.trend import all_years
from lib.views.model import Line, Name, Point, Trend
from tests.charts.samples import COUNTS, LIGHT, RATES, TITLE, rate


def lines(view: Trend) -> list[dict[str, object]]:
    return [trace for trace in figure(view, "zh", LIGHT)["data"] if trace["meta"] == "line"]


def test_a_year_not_known_is_a_gap() -> None:
    received, carried = lines(COUNTS)
    assert received["x"] == ["2020", "2021", "2022", "2023"]
    assert received["y"] == [15_569, None, None, 0]
    assert carried["y"] == [40, None, None, 41]
    assert received["connectgaps"] is False


def test_a_year_without_any_report_is_marked_missing_once() -> None:
    (missing,) = [trace for trace in figure(COUNTS, "zh", LIGHT)["data"] if trace["meta"] == "missing"]
    assert missing["x"] == ["2021"]
    assert all_years(COUNTS) == [2020, 2021, 2022, 2023]


def test_a_value_from_no_reports_is_not_drawn() -> None:
    view = Trend(TITLE, (Line(Name("a", "a"), (Point(2020, 0, reports=0), Point(2021, 3, reports=1))),), False)
    assert lines(view)[0]["y"] == [None, 3]


def test_hover_counts_exactly_and_tells_blank_from_missing() -> None:
    texts = lines(COUNTS)[0]["hovertemplate"]
    assert "新收：15,569<br>3 份报告" in texts[0]
    assert "缺报" in texts[1]
    assert "空白，不是 0" in texts[2]
    assert "新收：0" in texts[3]


def test_a_rate_shows_its_parts_and_its_interval() -> None:
    (line,) = lines(RATES)
    assert line["y"] == [8 / 38, None, 1 / 3]
    assert "21.1%（8/38），95% 区间 11–36%" in line["hovertemplate"][0]
    assert "—（分母为 0）" in line["hovertemplate"][1]


def test_intervals_are_drawn_where_n_is_small() -> None:
    error = lines(RATES)[0]["error_y"]
    assert error["array"] == [pytest.approx(0.36 - 8 / 38), None, None]
    assert error["arrayminus"] == [pytest.approx(8 / 38 - 0.11), None, None]


def test_a_rate_axis_begins_at_zero_in_per_cent() -> None:
    axis = figure(RATES, "zh", LIGHT)["layout"]["yaxis"]
    assert (axis["range"][0], axis["tickformat"]) == (0, ".0%")
    assert axis["range"][1] > 0.36


def test_the_line_ends_in_its_last_value_with_its_parts() -> None:
    labels = figure(RATES, "zh", LIGHT)["layout"]["annotations"]
    assert labels[-1]["text"] == "<b>33.3%</b><br>300/900"
    assert labels[-1]["x"] == 2


def test_end_labels_keep_apart() -> None:
    points = tuple((Point(2024, rate=rate(2, 10, 0.1, 0.5), reports=1),) for _ in range(3))
    view = Trend(TITLE, tuple(Line(Name(str(index), str(index)), point) for index, point in enumerate(points)), True)
    shifts = [label["yshift"] for label in figure(view, "zh", LIGHT)["layout"]["annotations"]]
    assert shifts == sorted(shifts)
    assert min(higher - lower for lower, higher in pairwise(shifts)) >= 25


def test_lines_differ_by_more_than_colour() -> None:
    one, other = lines(COUNTS)
    assert one["line"]["dash"] != other["line"]["dash"]
    assert one["marker"]["symbol"] != other["marker"]["symbol"]


def test_a_break_lies_between_its_years() -> None:
    (shape,) = figure(COUNTS, "zh", Look(True))["layout"]["shapes"]
    assert shape["x0"] == 0.5
    assert figure(RATES, "en", LIGHT)["layout"]["annotations"][0]["text"] == "not comparable"
