"""Bars by kind, level and region count what the filters count when they are narrowed to the bar; so does a click."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.language import LANGUAGES, say
from lib.loading import load_reports
from lib.store import Filters, Store
from lib.store.grouping import grouped, region_width
from lib.store.reading import yearly
from lib.views.breakdown import BY, counting_note, outcomes_by, results_by
from lib.views.compositions import OUTCOMES
from lib.views.disputes import disputes
from lib.views.model import Composition
from lib.views.numbers import whole
from lib.views.options import Options
from lib.views.picks import facets_of, pick_of
from lib.views.requests import requests
from lib.views.selection import of_year, select
from tests.loading.cases import whole as whole_report
from tests.store.hierarchy import YEARS, agencies, selections, stored

STORES = [stored(seed) for seed in range(3)]
CHOICES = selections(["99", "9901", "990101"], [agency.name for agency in agencies()], [*YEARS])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(STORES), CHOICES, st.sampled_from(YEARS), st.sampled_from(["kind", "level", "region"]))
def test_a_bar_is_what_the_filters_give_when_it_is_picked(store: Store, filters: Filters, year: int, by: str) -> None:
    selection = select(store, filters)
    if year not in selection.years:
        return
    shown = outcomes_by(store, selection, year, Options(by=by))
    for at, category in enumerate(shown.categories):
        facets = facets_of(shown, [category.code, "outcome.granted"])
        if by not in facets:
            continue
        narrowed = of_year(pick_of(facets).narrow(filters), year)
        frame = yearly(store, narrowed, [*OUTCOMES.values(), "num.completed"])
        (row,) = frame.to_dict("records")
        assert shown.reports[at] == row["reports"]
        assert shown.totals[at] == whole(row["num.completed"])
        assert [part.counts[at] for part in shown.parts] == [whole(row[column]) for column in OUTCOMES.values()]


@pytest.mark.parametrize("by", ["kind", "level", "region"])
def test_no_report_that_is_in_no_bar_goes_unsaid(by: str) -> None:
    for store in STORES:
        selection = select(store, Filters())
        for year in YEARS:
            narrowed = of_year(Filters(), year)
            rows = grouped(store, narrowed, by, [], 4)
            unknown = sum(row["reports"] for row in rows if not row["category"])
            said = [message.key for message in counting_note(store, selection, year, Options(by=by))]
            assert ("breakdown.unplaced" in said) is (unknown > 0)


def test_regions_are_told_apart_where_they_first_differ(bundled: Store) -> None:
    assert region_width(bundled, Filters()) == 2
    assert region_width(bundled, Filters(region="32")) == 4
    assert region_width(bundled, Filters(region="3501")) == 6
    shown = requests(bundled, Filters(), Options(by="region", focus=2025)).breakdown
    assert [name.code for name in shown.categories] == ["31", "32", "35"]
    inside = requests(bundled, Filters(region="35"), Options(by="region", focus=2024)).breakdown
    assert [name.code for name in inside.categories] == ["350128"]


def test_the_agencies_of_a_whole_region_stand_apart_and_cannot_be_picked() -> None:
    (store, *_) = STORES
    shown = outcomes_by(store, select(store, Filters()), YEARS[0], Options(by="region"))
    itself = [name for name in shown.categories if not name.code]
    assert len(itself) <= 1
    for name in itself:
        assert "region" not in facets_of(shown, [name.code, "outcome.granted"])
        assert say(name.message, "zh").endswith("本级") if name.message else False


def test_what_is_picked_keeps_the_other_bars_of_its_own_chart(bundled: Store) -> None:
    for by, value in (("kind", "department"), ("level", "county"), ("region", "35")):
        everyone = requests(bundled, Filters(), Options(by=by, focus=2025))
        picked = requests(bundled, Filters(), Options(by=by, focus=2025, pick=pick_of({by: value})))
        assert picked.breakdown == everyone.breakdown
        assert picked.selection.filters == pick_of({by: value}).narrow(Filters())


def test_shares_are_asked_of_every_bar_and_change_no_number(bundled: Store) -> None:
    for by in BY:
        counts, shares = (
            requests(bundled, Filters(), Options(by=by, shares=shares, focus=2024)) for shares in (False, True)
        )
        assert (shares.breakdown.shares, shares.outcomes.shares) == (True, True)
        assert replace(shares.breakdown, shares=False) == counts.breakdown
        pages = [disputes(bundled, Filters(), Options(by=by, shares=one)) for one in (False, True)]
        assert [group.shares for group in pages[1].breakdown] == [True] * 3
        assert [replace(group, shares=False) for group in pages[1].breakdown] == list(pages[0].breakdown)


def test_an_unknown_choice_shows_agencies(bundled: Store) -> None:
    assert requests(bundled, Filters(), Options(by="colour")).by == "agency"


def test_results_by_kind_are_those_of_the_reports_of_that_kind(bundled: Store) -> None:
    shown: Composition = results_by(bundled, select(bundled, Filters()), 2024, Options(by="kind"), "reconsideration")
    at = [name.code for name in shown.categories].index("department")
    rows: list[dict[str, Any]] = bundled.rows(
        """SELECT sum("disputes.reconsideration.total")::INT AS n, count(*) AS reports FROM panel
        WHERE kind = 'department' AND year = 2024"""
    )
    assert (shown.totals[at], shown.reports[at]) == (rows[0]["n"], rows[0]["reports"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_counted_is_said(bundled: Store, lang: str) -> None:
    for by in BY:
        said = requests(bundled, Filters(), Options(by=by)).counted
        assert all(say(message, "zh" if lang == "zh" else "en") for message in said)


def test_an_agency_without_a_kind_is_in_no_bar() -> None:
    store = Store()
    plain = whole_report()
    load_reports(store, [("a", plain.model_copy(update={"agency": plain.agency.model_copy(update={"kind": None})}))])
    shown = requests(store, Filters(), Options(by="kind"))
    assert shown.breakdown.categories == ()
    assert "breakdown.unplaced" in [message.key for message in shown.counted]
