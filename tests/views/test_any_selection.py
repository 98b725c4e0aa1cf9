"""No selection and no report, however odd, breaks a view or a sentence; what is not known is not said to be zero."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.charts import notes
from lib.indicators import indicators
from lib.language import Message, say
from lib.loading import load_reports, prepare
from lib.reports import Report
from lib.store import Filters, Store
from lib.store.reading import agencies
from lib.views.compare import comparable, compare
from lib.views.coverage import coverage
from lib.views.disputes import disputes
from lib.views.findings import Worklist, findings
from lib.views.method import method
from lib.views.options import Options
from lib.views.overview import overview
from lib.views.report import report
from lib.views.requests import requests
from lib.views.selection import region_name, select
from tests.loading.cases import NEW, whole
from tests.reports.strategies import reports as any_report
from tests.store.hierarchy import selections
from tests.views.shown import OPTIONS, VIEWS, sentences

STORE = Store()
prepare(STORE)
LISTED = agencies(STORE, Filters())
REGIONS = sorted({row["region"][:n] for row in LISTED for n in (2, 4, 6, 9)} - {""})
CHOICES = selections([*REGIONS, "99"], [row["code"] for row in LISTED], [2008, *range(2018, 2027), 2070])


def filled(*reports: Report) -> Store:
    store = Store()
    load_reports(store, [(f"{n}", one) for n, one in enumerate(reports)])
    return store


def said(messages: tuple[Message, ...]) -> str:
    return " ".join(say(message, "zh") for message in messages)


@pytest.mark.parametrize("name", VIEWS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=CHOICES)
def test_no_selection_breaks_a_view(name: str, filters: Filters) -> None:
    shown: Any = VIEWS[name](STORE, filters)
    for sentence in sentences(shown):
        assert "None" not in sentence["zh"] + sentence["en"]
        assert "nan" not in sentence["zh"]
    for sentence in sentences([shown.selection, shown.headline]):
        assert "9999" not in sentence["zh"] + sentence["en"]


@settings(max_examples=60)
@given(CHOICES, st.sampled_from(comparable()), st.none() | st.integers(2015, 2027))
def test_no_indicator_and_year_breaks_the_comparison(filters: Filters, indicator: str, year: int | None) -> None:
    shown = compare(STORE, filters, Options(indicator=indicator, focus=year))
    assert shown.indicator.key == indicator
    assert len(sentences(shown)) > 0
    for spot in (*shown.ranking.spots, *shown.ranking.unranked):
        assert spot.rate.denominator > 0


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_report(st.integers(2021, 2023)), min_size=1, max_size=6), st.sampled_from(comparable()))
def test_no_report_breaks_a_view(odd: list[Report], indicator: str) -> None:
    named = [
        one.model_copy(update={"agency": one.agency.model_copy(update={"name": f"第{n % 4}局"})})
        for n, one in enumerate(odd)
    ]
    store = filled(*named)
    for make in VIEWS.values():
        sentences(make(store, Filters()))
    for year in (2021, 2022):
        sentences(compare(store, Filters(), Options(indicator=indicator, focus=year)))
        sentences(disputes(store, Filters(), Options(focus=year)))
        sentences(requests(store, Filters(), Options(focus=year)))
    for row in agencies(store, Filters()):
        for year in (2021, 2022, 2023):
            sentences(report(store, row["code"], year))
    store.close()


def test_a_store_without_reports_can_be_looked_at() -> None:
    store = filled()
    for make in VIEWS.values():
        shown: Any = make(store, Filters())
        assert (shown.selection.listed, shown.selection.years) == (0, ())
        assert say(shown.selection.sentence, "zh") == "全部地区，汇总不重复计"
        assert say(shown.selection.note, "zh") == "所选范围内没有报告。"
        sentences(shown)
    assert overview(store, Filters()).headline == ()
    assert disputes(store, Filters()).headline == ()
    assert requests(store, Filters()).headline == ()
    assert report(store, "某市财政局", 2023) is None


def test_one_report_is_enough() -> None:
    store = filled(whole())
    shown = overview(store, Filters())
    assert shown.kpis[0].value == 5
    assert (shown.change, shown.contribution, shown.moved) == (None, None, ())
    assert [len(kpi.points) for kpi in shown.kpis] == [1] * 6
    assert compare(store, Filters()).funnel is None
    assert coverage(store, Filters(), OPTIONS).years[0].coverage is None


def test_an_agency_with_gaps_has_no_zeros_in_them() -> None:
    store = filled(
        whole(year=2020, editions=dict.fromkeys(("proactive", "requests", "disputes"), "2021")), whole(year=2023)
    )
    shown = overview(store, Filters())
    assert shown.selection.years == (2020, 2021, 2022, 2023)
    assert [(point.value, point.reports) for point in shown.kpis[0].points] == [(5, 1), (None, 0), (None, 0), (5, 1)]
    assert shown.outcomes.totals == (5, None, None, 5)
    assert shown.outcomes.reports == (1, 0, 0, 1)
    assert {part.counts[1] for part in shown.outcomes.parts} == {None}
    assert requests(store, Filters(), Options(focus=2021)).headline == ()
    assert disputes(store, Filters(), Options(focus=2021)).headline == ()
    assert [point.value for point in requests(store, Filters()).backlog.lines[0].points] == [0, None, None, 0]
    assert (shown.change, shown.contribution, shown.moved) == (None, None, ())


def test_a_blank_is_told_as_not_stated() -> None:
    totals = dict.fromkeys(("disputes.reconsideration.total", "disputes.direct_action.total"))
    store = filled(whole(figures={NEW: None, **totals}))
    assert said(overview(store, Filters()).headline).startswith("2023 年的 1 份报告未写明新收申请数")
    assert overview(store, Filters()).kpis[0].left_out == 1
    assert "行政复议 未写明" in said(disputes(store, Filters()).headline).replace("复议未", "复议 未")
    assert "复议后起诉 0 件" in said(disputes(store, Filters()).headline)


def test_a_table_that_is_missing_is_not_told_as_none_refused() -> None:
    report_ = whole()
    figures = {key: value for key, value in report_.figures.items() if not key.startswith("requests.")}
    store = filled(report_.model_copy(update={"editions": {"disputes": "2021"}, "figures": figures}))
    assert requests(store, Filters()).headline == ()
    blank = dict.fromkeys([f"requests.ref_{row}.total" for row in ("state_secret", "query")])
    assert requests(filled(whole(figures=blank)), Filters()).headline == ()
    assert said(requests(filled(whole()), Filters()).headline) == "2023 年没有不予公开的申请。"


def test_a_share_above_all_or_below_nothing_is_named_and_measures_nobody() -> None:
    """More completed than came in, and less than nothing granted: a figure is wrong, whichever it is."""
    odd = [{"requests.result_total.total": 90, NEW: 40}, {"requests.result_total.total": -90, NEW: 40}]
    fine = [{"requests.result_total.total": 30 + n, NEW: 40} for n in range(4)]
    store = filled(*(whole(f"第{n}局", figures=one) for n, one in enumerate([*odd, *fine])))
    shown = compare(store, Filters(), Options(indicator="completion_rate"))
    assert [(spot.name.text, spot.rate.numerator) for spot in shown.ranking.contradicting] == [
        ("第0局", 90),
        ("第1局", -90),
    ]
    assert [spot.rate.numerator for spot in shown.ranking.spots] == [33, 32, 31, 30]
    assert shown.funnel is not None
    assert shown.funnel.centre.value == (30 + 31 + 32 + 33) / 160
    assert "最高的是第5局" in said(shown.headline)
    assert "有 2 家的办结率不在 0–100% 之间" in said(shown.headline)
    (note,) = notes(shown.ranking, "zh")
    assert "第0局（90/40）、第1局（-90/40）" in note
    assert [square.value for square in shown.matrix.squares][:2] == [90 / 40, -90 / 40]
    only = compare(
        filled(*(whole(f"第{n}局", figures=odd[0]) for n in range(4))), Filters(), Options(indicator="completion_rate")
    )
    assert (only.ranking.spots, only.funnel) == ((), None)
    assert said(only.headline).startswith("有 4 家")


def test_what_is_no_part_of_its_denominator_may_be_more_than_it() -> None:
    cases = {"disputes.reconsideration.total": 90, "requests.result_total.total": 40}
    shown = compare(filled(whole(figures=cases)), Filters(), Options(indicator="reconsideration_rate"))
    assert shown.ranking.contradicting == ()
    assert [spot.rate.value for spot in shown.ranking.spots] == [90 / 40]


def test_a_negative_number_of_pending_cases_leaves_no_bounds() -> None:
    cases = {"upheld": 3, "corrected": 2, "other": 0, "pending": -5, "total": 1}
    store = filled(whole(figures={f"disputes.reconsideration.{name}": n for name, n in cases.items()}))
    (row,) = disputes(store, Filters()).table.rows
    assert (row.lowest, row.highest) == (None, None)


def test_an_indicator_nobody_knows_gives_way_to_the_disclosure_rate() -> None:
    assert compare(STORE, Filters(), Options(indicator="merit")).indicator.key == "disclosure_rate"
    assert compare(STORE, Filters(), Options(indicator="coverage")).indicator.key == "disclosure_rate"
    assert "coverage" not in comparable()
    assert set(comparable()) < set(indicators())


@pytest.mark.parametrize(
    ("filters", "zh", "en"),
    [
        (Filters(), "全部地区，2019–2025 年，汇总不重复计", "All regions · 2019–2025 · aggregates counted once"),
        (
            Filters(region="35", kinds=("department",), levels=("county",), first_year=2021, last_year=2021),
            "福建省，县级，工作部门，2021 年，汇总不重复计",
            "福建省 · County · Department · 2021 · aggregates counted once",
        ),
        (
            Filters(region="3213", counting="government_aggregate", first_year=2023),
            "宿迁市，2023–2025 年，只计政府汇总报告",
            "宿迁市 · 2023–2025 · government aggregates only",
        ),
        (
            Filters(agency="平潭综合实验区公安局", counting="own_office", without_doubtful=True, last_year=2020),
            "平潭综合实验区公安局，2019–2020 年，只计本机关报告，已剔除有错误的报告",
            "平潭综合实验区公安局 · 2019–2020 · own-office reports only · reports with errors left out",
        ),
        (
            Filters(first_year=2030, last_year=2031),
            "全部地区，2030–2031 年，汇总不重复计",
            "All regions · 2030–2031 · aggregates counted once",
        ),
        (Filters(first_year=2030), "全部地区，2030 年，汇总不重复计", "All regions · 2030 · aggregates counted once"),
    ],
)
def test_the_filters_say_themselves(filters: Filters, zh: str, en: str) -> None:
    sentence = select(STORE, filters).sentence
    assert (say(sentence, "zh"), say(sentence, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("filters", "note"),
    [
        (Filters(region="99"), "所选范围内没有报告。"),
        (Filters(region="3213", levels=("prefecture",)), "计入 2 份报告。"),
        (Filters(region="320", first_year=2030), "所选范围内没有报告。"),
        (
            Filters(region="350128", first_year=2019, last_year=2019),
            "共 15 份报告，计入 1 份：其余 14 份已包含在同年所属政府的汇总报告内，不重复相加。",
        ),
        (
            Filters(region="3213", last_year=2024, counting="own_office"),
            "共 3 份报告，计入 1 份：其余 2 份口径不同，不相加。",
        ),
    ],
)
def test_what_is_counted_is_said_beside_the_filters(filters: Filters, note: str) -> None:
    assert say(select(STORE, filters).note, "zh") == note


@pytest.mark.parametrize(
    ("code", "name"),
    [("35", "福建省"), ("3213", "宿迁市"), ("350128", "平潭县"), ("411621101", "扶沟县 411621101"), ("9901", "9901")],
)
def test_a_region_is_called_by_its_name(code: str, name: str) -> None:
    assert region_name(code) == name


def test_breaks_are_drawn_only_inside_the_years_shown() -> None:
    assert [b.before for b in overview(STORE, Filters()).outcomes.breaks] == [2020]
    assert overview(STORE, Filters(first_year=2021)).outcomes.breaks == ()
    assert overview(STORE, Filters(last_year=2020)).outcomes.breaks == ()
    assert [b.after for b in disputes(STORE, Filters(first_year=2023)).correction.breaks] == [2024]
    assert disputes(STORE, Filters(last_year=2023)).correction.breaks == ()


def test_the_method_page_shows_every_declaration() -> None:
    shown = method()
    assert {form.edition for form in shown.forms} == {"2019", "2021"}
    assert [one.key for one in shown.indicators] == list(indicators())
    judged = {row["check"] for row in STORE.rows('SELECT DISTINCT "check" FROM finding')}
    assert judged <= {check.id for check in shown.checks}


def test_a_report_is_shown_as_it_was_before_it_was_revised() -> None:
    store = filled(whole(figures={NEW: 6}))
    load_reports(store, [("again", whole())])
    now, before = report(store, "某市财政局", 2023), report(store, "某市财政局", 2023, revision=1)
    assert now is not None
    assert before is not None
    assert (now.tables[1].values[NEW], before.tables[1].values[NEW]) == ("5", "6")
    assert [finding.check for finding in now.findings] == ["REVISED"]
    assert (before.headline, before.findings, before.verdicts) == ((), (), {})
    assert [row["revision"] for row in before.revisions] == [2, 1]


def test_what_stood_in_a_cell_that_is_no_number_is_shown() -> None:
    store = filled(whole(figures={NEW: None, "requests.ref_query.total": None}, raw={NEW: "八"}))
    shown = report(store, "某市财政局", 2023)
    assert shown is not None
    values, states = shown.tables[1].values, shown.tables[1].states
    assert (values[NEW], states[NEW]) == ("八", "unread")
    assert (values["requests.ref_query.total"], states["requests.ref_query.total"]) == ("", "blank")
    assert findings(store, Filters(), Worklist(checks=("NUM",))).total == 1
