"""The page of comparison against the bundled file read in the plainest way, and on crowds made for it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from lib.language import say
from lib.loading import load_reports
from lib.reports import Agency
from lib.store import Filters, Store
from lib.store.agency_search import agencies_named
from lib.views.compare import ENDS, PAGE, comparable, compare
from lib.views.comparisons import Contrast
from lib.views.funnels import MOST_OUTSIDE, MOST_SPOTS
from lib.views.main_indicators import GROUPS, MAIN
from lib.views.model import Name, Rate
from lib.views.multiples import small_multiples
from lib.views.options import Options
from lib.views.peers import peers
from lib.views.picks import facets_of, pick_of
from lib.views.versus import versus
from tests.loading.cases import NEW, whole
from tests.views.plain_sums import everything

DECIDED = tuple(f"disputes.reconsideration.{name}" for name in ("upheld", "corrected", "other"))
CROWD = 700
SHUYANG, PINGTAN = "沭阳县人民政府", "平潭综合实验区管理委员会"


def corrected(item: dict[str, Any]) -> tuple[int, int] | None:
    """复议纠错率 of a report of the file: both parts; None where a cell is blank or nothing was decided."""
    values = [item["figures"].get(key) for key in DECIDED]
    return None if None in values or not sum(values) else (values[1], sum(values))


def of_year(year: int) -> list[dict[str, Any]]:
    return [item for item in everything() if item["year"] == year]


def test_every_comparable_indicator_is_in_one_group() -> None:
    assert Counter(key for keys in GROUPS.values() for key in keys) == Counter(comparable())
    assert set(MAIN) <= set(comparable())


def test_those_above_their_peers_are_those_of_the_file(bundled: Store) -> None:
    """哪些单位的复议纠错率高于同级，样本够吗？"""
    expected = {}
    for item in of_year(2025):
        own, agency = corrected(item), item["agency"]
        alike = [
            corrected(other)
            for other in of_year(2025)
            if other is not item
            and (other["agency"]["kind"], other["agency"]["level"]) == (agency["kind"], agency["level"])
            and (other["scope"] == "government_aggregate") == (item["scope"] == "government_aggregate")
        ]
        known = [parts for parts in alike if parts]
        if own and known and own[0] / own[1] > sum(n for n, _ in known) / sum(d for _, d in known):
            expected[agency["name"]] = (own, (sum(n for n, _ in known), sum(d for _, d in known)), len(known))
    shown = compare(bundled, Filters(), Options(indicator="reconsideration_correction_rate", focus=2025)).standouts
    assert shown is not None
    found = {
        row.agency.text: (
            (row.own.numerator, row.own.denominator),
            (row.peers.numerator, row.peers.denominator),
            row.others,
        )
        for row in shown.rows
    }
    assert found == expected
    assert found[SHUYANG] == ((10, 46), (3, 36), 1)
    assert {row.agency.text: row.verdict for row in shown.rows}[SHUYANG] == "within"
    assert all((row.verdict == "few") == (row.own.denominator < 30) for row in shown.rows)


def test_an_agency_stands_where_the_file_puts_it(bundled: Store) -> None:
    name = "平潭综合实验区交通与建设局"
    shown = peers(bundled, Filters(agency=name), Options(focus=2025))
    assert shown.standing is not None
    strips = {strip.name.code.removeprefix("indicator."): strip for strip in shown.standing.strips}
    new = {
        item["agency"]["name"]: item["figures"].get(NEW)
        for item in of_year(2025)
        if (item["agency"]["kind"], item["agency"]["level"]) == ("department", "county")
    }
    own = new.pop(name)
    known = [value for value in new.values() if value is not None]
    received = strips["received"]
    assert (received.own, received.of) == (own, len(known))
    assert (received.lower, received.same) == (sum(v < own for v in known), sum(v == own for v in known))
    assert received.percentile == pytest.approx(100 * (received.lower + received.same / 2) / len(known))
    rate = strips["disclosure_rate"]
    assert isinstance(rate.own, Rate)
    assert rate.own.denominator < 30
    assert (rate.too_few, rate.share_below) == (True, None)


def test_two_agencies_are_set_side_by_side_with_both_parts(bundled: Store) -> None:
    shown = versus(bundled, Filters(), Options(focus=2025, versus=(SHUYANG, PINGTAN)))
    assert (shown.mode, shown.reports) == ("agencies", (1, 1))
    row = next(row for row in shown.dumbbell.rows if row.name.code == "indicator.reconsideration_correction_rate")
    items = {item["agency"]["name"]: item for item in of_year(2025)}
    for side, name in ((row.left, SHUYANG), (row.right, PINGTAN)):
        assert isinstance(side, Rate)
        assert (side.numerator, side.denominator) == corrected(items[name])
    assert row.difference == pytest.approx(10 / 46 - 3 / 36)
    assert row.may_be_chance is True


def test_two_years_are_the_sums_of_each(bundled: Store) -> None:
    shown = versus(bundled, Filters(agency=PINGTAN), Options(focus=2025, against=2023))
    received = next(row for row in shown.dumbbell.rows if row.name.code == "indicator.received")
    own = {item["year"]: item["figures"][NEW] for item in everything() if item["agency"]["name"] == PINGTAN}
    assert (received.left, received.right, received.difference) == (own[2025], own[2023], own[2025] - own[2023])
    assert [mark.before for mark in shown.breaks] == [2023]
    assert say(shown.dumbbell.title, "zh") == f"{PINGTAN}：2025 年与 2023 年对照"


def test_a_side_without_a_report_is_said_and_not_zero(bundled: Store) -> None:
    shown = versus(bundled, Filters(), Options(focus=2024, versus=(SHUYANG, PINGTAN)))
    assert shown.reports == (0, 1)
    assert {row.left for row in shown.dumbbell.rows} == {None}
    assert {row.difference for row in shown.dumbbell.rows} == {None}
    assert "沭阳县人民政府没有报告" in say(shown.headline[0], "zh")


def test_small_multiples_leave_no_year_out_and_fill_none_in(bundled: Store) -> None:
    shown = small_multiples(bundled, Filters(), Options(indicator="received"))
    stated = {(item["agency"]["name"], item["year"]): item["figures"].get(NEW) for item in everything()}
    assert shown.multiples.of == len({name for name, _ in stated})
    for panel in shown.multiples.panels:
        assert [point.year for point in panel.points] == list(shown.selection.years)
        for point in panel.points:
            here = (panel.name.text, point.year)
            assert (point.reports, point.value) == (int(here in stated), stated.get(here))  # type: ignore[comparison-overlap]


def test_the_set_of_agencies_narrows_what_is_listed_and_not_the_crowd(bundled: Store) -> None:
    options = Options(indicator="received", focus=2025, versus=(SHUYANG, PINGTAN))
    shown = compare(bundled, Filters(), options)
    assert {name.text for name in shown.matrix.agencies} == {SHUYANG, PINGTAN}
    assert [spot.name.text for spot in shown.ranking.spots] == [SHUYANG, PINGTAN]
    assert small_multiples(bundled, Filters(), options).multiples.of == 2
    rates = Options(indicator="disclosure_rate", focus=2025)
    alone = Options(indicator="disclosure_rate", focus=2025, versus=(SHUYANG,))
    assert compare(bundled, Filters(), rates).funnel == compare(bundled, Filters(), alone).funnel


@pytest.fixture(scope="module")
def crowd() -> Store:
    """Departments enough that no chart can draw them one by one; every tenth refuses nearly all."""
    store = Store()
    load_reports(store, [(str(n), _one(n)) for n in range(CROWD)])
    return store


def _one(n: int) -> Any:
    total = 20 + n % 90
    granted = total // 10 if n % 10 == 0 else total // 2
    figures = {"requests.result_total.total": total, "requests.granted.total": granted, "requests.partial.total": 0}
    agency = Agency(
        name=f"第{n:03d}县财政局", region_code=f"99{n // 50:02d}{n % 50 + 1:02d}", level="county", kind="department"
    )
    return whole(figures={**figures, NEW: total}).model_copy(update={"agency": agency})


def test_of_a_crowd_a_page_is_shown_and_all_are_counted(crowd: Store) -> None:
    shown = compare(crowd, Filters(), Options())
    assert (len(shown.matrix.agencies), shown.agencies, shown.pages) == (PAGE, CROWD, -(-CROWD // PAGE))
    second = compare(crowd, Filters(), Options(page=1))
    assert not {name.code for name in shown.matrix.agencies} & {name.code for name in second.matrix.agencies}
    assert compare(crowd, Filters(), Options(page=10_000)).page == 0


def test_of_a_crowd_the_ranking_keeps_both_ends(crowd: Store) -> None:
    ranking = compare(crowd, Filters(), Options()).ranking
    enough = sum(20 + n % 90 >= 30 for n in range(CROWD))
    assert len(ranking.spots) == 2 * ENDS
    assert len(ranking.spots) + ranking.left_out == enough
    assert len(ranking.unranked) + ranking.unranked_left_out == CROWD - enough
    values = [spot.rate.value or 0 for spot in ranking.spots]
    assert values == sorted(values, reverse=True)


def test_of_a_crowd_the_funnel_counts_everyone_once(crowd: Store) -> None:
    funnel = compare(crowd, Filters(), Options()).funnel
    assert funnel is not None
    assert CROWD > MOST_SPOTS
    assert 0 < len(funnel.spots) <= MOST_OUTSIDE
    assert all(spot.outside for spot in funnel.spots)
    assert len(funnel.spots) + sum(bunch.agencies for bunch in funnel.crowd) == CROWD
    assert funnel.beyond <= sum(bunch.agencies for bunch in funnel.crowd)
    assert all(low <= high for bunch in funnel.crowd for low, high in (bunch.cases, bunch.rates))


def test_an_agency_of_a_crowd_is_found_by_a_part_of_its_name(crowd: Store) -> None:
    rows, total = agencies_named(crowd, "123")
    assert (rows, total) == ([("第123县财政局", "第123县财政局")], 1)
    rows, total = agencies_named(crowd, "财政", most=50)
    assert (len(rows), total) == (50, CROWD)
    assert agencies_named(crowd, "财政 123 无") == ([], 0)
    assert agencies_named(crowd, "", "9901")[1] == 50
    assert agencies_named(crowd, "'; DROP TABLE agency; --%_") == ([], 0)


def test_the_marks_of_the_new_charts_stand_for_agencies_years_and_indicators(bundled: Store) -> None:
    standing = peers(bundled, Filters(agency=SHUYANG), Options(focus=2025)).standing
    assert facets_of(standing, ["x", "indicator.received"]) == {"year": "2025", "agency": "x", "indicator": "received"}
    multiples = small_multiples(bundled, Filters(), Options(indicator="received")).multiples
    assert facets_of(multiples, ["x", "2024"]) == {"agency": "x", "year": "2024", "indicator": "received"}
    agencies = versus(bundled, Filters(), Options(focus=2025, versus=(SHUYANG, PINGTAN))).dumbbell
    assert facets_of(agencies, ["x", "indicator.received"])["agency"] == "x"
    years = versus(bundled, Filters(agency=PINGTAN), Options(focus=2025)).dumbbell
    assert facets_of(years, ["2024", "indicator.received"]) == {
        "agency": PINGTAN,
        "year": "2024",
        "indicator": "received",
    }


def test_a_picked_agency_is_the_one_that_is_looked_at(bundled: Store) -> None:
    shown = peers(bundled, Filters(), Options(focus=2025, pick=pick_of({"agency": PINGTAN})))
    assert shown.agency is not None
    assert shown.agency.code == PINGTAN


def test_chance_cannot_be_told_of_counts() -> None:
    assert Contrast(Name("indicator.received", "新收"), False, 1, 2, -1).may_be_chance is None
