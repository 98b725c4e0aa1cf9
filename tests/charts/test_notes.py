"""What stands in words under a chart: every sign on it that needs a reason, and nothing else."""

from __future__ import annotations

import dataclasses

from lib.charts import figure, notes
from lib.language import LANGUAGES, Message
from lib.views.model import Name
from tests.charts.samples import (
    AGENCIES,
    CROSS,
    FLOW,
    FUNNEL,
    LIGHT,
    OUTCOMES,
    RANKING,
    RATES,
    STATUSES,
    VALUES,
)


def test_a_break_is_told_with_its_reason() -> None:
    assert notes(OUTCOMES, "zh")[0] == "口径变化（2023 → 2024 年）：口径不明。"


def test_totals_that_differ_are_told_by_one_of_them() -> None:
    assert [said for said in notes(OUTCOMES, "zh") if said.startswith("“≠”")]
    agreeing = dataclasses.replace(
        AGENCIES, totals=tuple(sum(p.counts[n] or 0 for p in AGENCIES.parts) for n in range(len(AGENCIES.totals)))
    )
    assert notes(agreeing, "zh") == []


def test_reports_with_blanks_are_told() -> None:
    group = Message("views.n_reports_partial", {"n": 2, "partial": 1})
    names = tuple(dataclasses.replace(name, group=group) for name in OUTCOMES.categories)
    view = dataclasses.replace(OUTCOMES, categories=names)
    assert [said for said in notes(view, "zh") if said.startswith("“有空”")]
    labels = figure(view, "zh", LIGHT)["layout"]["xaxis"]["ticktext"]
    assert labels[0].split("<br>")[1:] == ["2 份", '<span style="font-size:10px">1 份有空</span>']


def test_a_year_with_reports_and_no_value_is_a_dash_and_told() -> None:
    line = RATES.lines[0]
    alone = dataclasses.replace(RATES, lines=(line,))
    gaps = [point.year for point in line.points if point.reports and (point.rate is None or point.rate.value is None)]
    assert gaps
    assert any("不是 0" in said for said in notes(alone, "zh"))
    dashes = [mark for mark in figure(alone, "zh", LIGHT)["layout"]["annotations"] if mark["text"] == "—"]
    assert len(dashes) == len(gaps)


def test_a_matrix_of_values_tells_its_dashes_and_its_empty_places() -> None:
    assert len(notes(VALUES, "zh")) == 1
    assert notes(STATUSES, "zh") == []


def test_nothing_is_said_of_what_has_no_sign() -> None:
    for lang in LANGUAGES:
        assert [notes(view, lang) for view in (FLOW, FUNNEL, RANKING, CROSS)] == [[]] * 4


def test_a_group_stands_on_a_line_of_its_own() -> None:
    group = Message("terms.scope.government_aggregate")
    view = dataclasses.replace(AGENCIES, categories=(Name("a", text="甲<局", group=group), *AGENCIES.categories[1:]))
    assert figure(view, "zh", LIGHT)["layout"]["yaxis"]["ticktext"][0] == "甲&lt;局<br><i>本级政府汇总</i>"
