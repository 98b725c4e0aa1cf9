"""What a mark of a chart stands for, what a pick narrows, and the reports behind it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.charts import Look, emphasised, figure
from lib.store import Filters, Store
from lib.views.behind import behind
from lib.views.compare import compare
from lib.views.contribution import REMAINDER, REST
from lib.views.coverage import coverage
from lib.views.disputes import disputes
from lib.views.meaning import facet_words, is_known, meaning
from lib.views.model import Rate
from lib.views.options import Options
from lib.views.overview import overview
from lib.views.picks import FACETS, FIGURES, PLACES, Pick, facets_of, pick_of
from lib.views.requests import requests

VALUES = {
    "year": st.sampled_from(["2023", "2024"]),
    "region": st.sampled_from(["32", "350128"]),
    "level": st.sampled_from(["county", "province"]),
    "kind": st.sampled_from(["department", "township"]),
    "agency": st.sampled_from(["a", "b.c"]),
    "outcome": st.sampled_from(["granted", "refused"]),
    "row": st.sampled_from(["new", "una_not_held"]),
    "requester": st.sampled_from(["natural", "legal"]),
    "dispute": st.sampled_from(["reconsideration", "direct_action"]),
    "result": st.sampled_from(["upheld", "corrected"]),
    "indicator": st.sampled_from(["disclosure_rate", "received"]),
}
MARKS = st.fixed_dictionaries({}, optional=VALUES)


def test_every_facet_has_examples() -> None:
    assert set(VALUES) == set(FACETS)


@given(MARKS, MARKS)
def test_a_mark_can_be_added_and_pressed_again_to_take_it_out(first: dict[str, str], mark: dict[str, str]) -> None:
    before = pick_of(first)
    after = before.with_mark(mark)
    if mark and any(before.get(facet) != value for facet, value in mark.items()):
        assert all(after.get(facet) == value for facet, value in mark.items())
        assert not any(after.with_mark(mark).get(facet) for facet in mark)


@given(MARKS)
def test_only_places_narrow_the_filters(mark: dict[str, str]) -> None:
    figures = {facet: value for facet, value in mark.items() if facet not in PLACES}
    assert pick_of(figures).narrow(Filters()) == Filters()
    assert pick_of(mark).narrow(Filters(), but=PLACES) == Filters()


def test_a_region_outside_the_filter_does_not_widen_it() -> None:
    assert pick_of({"region": "32"}).narrow(Filters(region="350128")).region == "350128"


@given(MARKS)
def test_a_pick_means_figures_and_says_so(mark: dict[str, str]) -> None:
    meant = meaning(pick_of(mark))
    assert meant.columns
    assert all(is_known(facet, value) for facet, value in mark.items())
    for facet, value in mark.items():
        assert facet_words(facet, value).key


def test_words_that_fit_nothing_are_known_to_fit_nothing() -> None:
    assert not any(is_known(facet, "nothing_of_the_kind") for facet in FIGURES)


@pytest.fixture(scope="module")
def page(bundled: Store) -> Any:
    return requests(bundled, Filters(), Options(focus=2024))


def test_what_marks_stand_for(page: Any, bundled: Store) -> None:
    assert facets_of(page.outcomes, ["2024", "outcome.refused"]) == {"year": "2024", "outcome": "refused"}
    assert facets_of(page.outcomes, ["2024", "total"]) == {"year": "2024"}
    assert facets_of(page.breakdown, ["x", "outcome.unable"]) == {"year": "2024", "agency": "x", "outcome": "unable"}
    assert facets_of(page.flow, ["outcome.unable", "row.una_not_held"]) == {"year": "2024", "row": "una_not_held"}
    assert facets_of(page.flow, ["flow.new", "flow.workload"]) == {"year": "2024", "row": "new"}
    assert facets_of(page.flow, ["outcome.refused", "", "不予公开"]) == {"year": "2024", "outcome": "refused"}
    assert facets_of(page.flow, ["flow.workload", "", "受理总量"]) == {"year": "2024"}
    assert facets_of(page.applicants, ["flow.new", "natural"]) == {"year": "2024", "row": "new", "requester": "natural"}
    assert facets_of(page.backlog, ["2024", "row.carry_in"]) == {"year": "2024", "row": "carry_in"}
    group = disputes(bundled, Filters()).groups[0]
    found = {"year": "2024", "dispute": "reconsideration", "result": "corrected"}
    assert facets_of(group, ["2024", "result.corrected"]) == found
    compared = compare(bundled, Filters(), Options(focus=2024))
    assert facets_of(compared.matrix, ["x", "2023", "value"]) == {
        "year": "2023",
        "agency": "x",
        "indicator": "disclosure_rate",
    }
    assert facets_of(compared.ranking, ["x"])["year"] == "2024"
    assert facets_of(page.outcomes, []) == {}


@pytest.mark.parametrize("outcome", ["granted", "refused", "unable", "not_processed", "other"])
def test_the_reports_behind_a_bar_add_up_to_it(page: Any, bundled: Store, outcome: str) -> None:
    at = [name.code for name in page.outcomes.categories].index("2024")
    part = next(part for part in page.outcomes.parts if part.name.code == f"outcome.{outcome}")
    pick = pick_of({"year": "2024", "outcome": outcome})
    found = behind(bundled, Filters(), Options(pick=pick))
    assert found.summed == part.counts[at]
    assert found.reports == page.outcomes.reports[at]
    assert found.summed == sum(row.value for row in found.rows if isinstance(row.value, int))


def test_the_reports_behind_a_rate_each_have_both_its_parts(bundled: Store) -> None:
    pick = pick_of({"year": "2025", "indicator": "reconsideration_correction_rate"})
    found = behind(bundled, Filters(), Options(pick=pick))
    rates = [row.value for row in found.rows if isinstance(row.value, Rate)]
    assert (sum(rate.numerator for rate in rates), sum(rate.denominator for rate in rates)) == (13, 132)
    assert found.summed is None
    assert "disputes.reconsideration.corrected" in found.cells


def test_what_states_nothing_comes_last_and_is_no_zero(bundled: Store) -> None:
    found = behind(bundled, Filters(), Options(pick=pick_of({"year": "2019", "outcome": "refused"})))
    values = [row.value for row in found.rows]
    assert None in values
    assert values == sorted(values, key=lambda value: (value is None, -(value or 0)))


def test_an_agency_that_is_picked_narrows_all_but_the_chart_of_agencies(bundled: Store) -> None:
    everyone = requests(bundled, Filters(), Options(focus=2024))
    code = everyone.breakdown.categories[-1].code
    shown = requests(bundled, Filters(), Options(focus=2024, pick=pick_of({"agency": code})))
    assert shown.breakdown == everyone.breakdown
    assert shown.selection.filters.agency == code
    assert shown.outcomes != everyone.outcomes


def test_what_is_picked_stands_out_and_nothing_changes_where_it_is_not_shown(page: Any) -> None:
    drawn = figure(page.outcomes, "zh", Look(dark=False))
    assert emphasised(drawn, page.outcomes, Pick()) is drawn
    assert emphasised(drawn, page.outcomes, pick_of({"year": "1999"})) is drawn
    found = emphasised(drawn, page.outcomes, pick_of({"year": "2024", "outcome": "unable"}))
    parts = {trace["customdata"][0][1]: trace for trace in found["data"] if trace["meta"] == "part"}
    place = [codes[0] for codes in parts["outcome.unable"]["customdata"]].index("2024")
    assert parts["outcome.unable"]["marker"]["opacity"][place] == 1
    assert parts["outcome.unable"]["marker"]["opacity"][place - 1] < 1
    assert max(parts["outcome.granted"]["marker"]["opacity"]) < 1
    # A number on a faint bar is written in the ink of the page.
    assert set(parts["outcome.granted"]["insidetextfont"]["color"]) == {drawn["layout"]["font"]["color"]}


def test_a_mark_of_what_moved_is_its_agency_and_many_agencies_are_none(bundled: Store) -> None:
    shown = overview(bundled, Filters()).contribution
    assert shown is not None
    code = next(step.name.code for step in shown.steps if step.name.code != REMAINDER)
    assert facets_of(shown, [code]) == {"year": "2025", "agency": code, "indicator": "received"}
    assert facets_of(shown, [REST]) == facets_of(shown, [REMAINDER]) == {}


def test_a_mark_of_the_chain_is_the_row_and_the_year_it_stands_in(bundled: Store) -> None:
    chained = requests(bundled, Filters()).handover
    drawn = figure(chained, "zh", Look(dark=False))["data"]
    marks = {tuple(facets_of(chained, codes).items()) for trace in drawn for codes in trace["customdata"]}
    assert (("year", "2023"), ("row", "carry_out")) in marks
    assert (("year", "2024"), ("row", "carry_in")) in marks


def test_a_state_is_no_requester(bundled: Store) -> None:
    states = coverage(bundled, Filters(), Options(focus=2025)).turned.states
    assert facets_of(states, ["status.error", "status.fine"]) == {"year": "2025"}
