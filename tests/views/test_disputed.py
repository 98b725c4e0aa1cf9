"""Bounds the pending cases leave open, disputes counted once, the change of law, and from a loss to the requests."""

from __future__ import annotations

import pytest

from lib.language import say
from lib.loading import load_reports
from lib.store import Filters, Store
from lib.views.disputes import disputes
from lib.views.losses import MOST_LISTED
from lib.views.options import Options
from tests.loading.cases import whole
from tests.views.plain_sums import GROUPS, OUTCOMES, YEARS, counted, everything, total

DECIDED = ("upheld", "corrected", "other")


@pytest.mark.parametrize(("line", "groups"), [(0, GROUPS[:1]), (1, GROUPS[1:])])
def test_the_bounds_are_the_rates_with_every_pending_case_decided_one_way(
    bundled: Store, line: int, groups: tuple[str, ...]
) -> None:
    shown = disputes(bundled, Filters()).correction.lines[line]
    for year, point in zip(YEARS, shown.points, strict=True):
        keys = [f"disputes.{group}.{name}" for group in groups for name in (*DECIDED, "pending")]
        full = [item["figures"] for item in counted(year) if None not in [item["figures"].get(key) for key in keys]]
        pending = sum(figures[f"disputes.{group}.pending"] for figures in full for group in groups)
        if point.bounds is None:
            continue
        low, high = point.bounds
        corrected = sum(figures[f"disputes.{group}.corrected"] for figures in full for group in groups)
        decided = sum(figures[f"disputes.{group}.{name}"] for figures in full for group in groups for name in DECIDED)
        assert pending > 0
        assert (low.numerator, low.denominator) == (corrected, decided + pending)
        assert (high.numerator, high.denominator) == (corrected + pending, decided + pending)
        assert point.rate is not None
        assert (low.value or 0) <= (point.rate.value or 0) <= (high.value or 0)
    assert any(point.bounds for point in shown.points)


def test_bounds_over_other_reports_are_not_drawn() -> None:
    cases = {"upheld": 3, "corrected": 2, "other": 0}
    stated = {f"disputes.reconsideration.{name}": n for name, n in cases.items()}
    store = Store()
    both = [
        ("a", whole("甲局", figures={**stated, "disputes.reconsideration.pending": 4})),
        ("b", whole("乙局", figures={**stated, "disputes.reconsideration.pending": None})),
    ]
    load_reports(store, both)
    (line, _) = disputes(store, Filters()).correction.lines
    assert line.points[0].rate is not None
    assert (line.points[0].rate.denominator, line.points[0].bounds) == (10, None)
    (alone, _) = disputes(store, Filters(agency="甲局")).correction.lines
    assert alone.points[0].bounds is not None
    assert [(rate.numerator, rate.denominator) for rate in alone.points[0].bounds] == [(2, 9), (6, 9)]
    store.close()


def test_a_dispute_is_counted_once_whatever_stages_it_goes_through(bundled: Store) -> None:
    (line,) = disputes(bundled, Filters()).rate.lines
    for year, point in zip(YEARS, line.points, strict=True):
        keys = ["disputes.reconsideration.total", "disputes.direct_action.total", "requests.result_total.total"]
        full = [item["figures"] for item in counted(year) if None not in [item["figures"].get(key) for key in keys]]
        assert point.rate is not None
        assert point.rate.numerator == sum(figures[key] for figures in full for key in keys[:2])
        assert point.rate.denominator == sum(figures[keys[2]] for figures in full)


def test_the_change_of_law_is_told_with_the_cases_of_both_sides(bundled: Store) -> None:
    _, sides = disputes(bundled, Filters()).change_of_law
    said = say(sides, "zh")
    for group in GROUPS:
        before, after = total(2023, f"disputes.{group}.total"), total(2024, f"disputes.{group}.total")
        assert f"{before:,} → {after:,} 件" in said
    assert disputes(bundled, Filters(first_year=2024)).change_of_law == ()
    assert disputes(bundled, Filters(last_year=2023)).change_of_law == ()


@pytest.mark.parametrize("year", YEARS)
def test_who_was_corrected_and_what_they_did_not_grant(bundled: Store, year: int) -> None:
    shown = disputes(bundled, Filters(), Options(focus=year)).losses
    expected = {}
    for item in everything():
        corrected = tuple(item["figures"].get(f"disputes.{group}.corrected") for group in GROUPS)
        if item["year"] == year and any((n or 0) > 0 for n in corrected):
            expected[item["agency"]["name"]] = (corrected, item["figures"])
    assert {row.agency.code: row.corrected for row in shown.rows} == {name: c for name, (c, _) in expected.items()}
    for row in shown.rows:
        figures = expected[row.agency.code][1]
        done = figures.get("requests.result_total.total")
        for name, count in zip(("refused", "unable", "not_processed"), row.not_granted, strict=True):
            parts = [figures.get(f"requests.{key}.total") for key in OUTCOMES[name]]
            if count is not None:
                assert count == sum(parts)
            else:
                assert None in (*parts, done)
        if row.rate is not None:
            assert (row.rate.numerator, row.rate.denominator) == (sum(n or 0 for n in row.not_granted), done)
    order = [sum(n or 0 for n in row.corrected) for row in shown.rows]
    assert order == sorted(order, reverse=True)
    assert shown.sentence.key == ("disputed.said_lost" if expected else "disputed.nobody_lost")


def test_every_challenged_agency_stands_on_one_page_and_those_with_most_cases_first() -> None:
    cases = {f"第{n}局": n % 130 for n in range(160)}
    store = Store()
    reports = [whole(name, figures={"disputes.direct_action.total": n}) for name, n in cases.items()]
    load_reports(store, [(report.agency.name, report) for report in reports])
    tables = [disputes(store, Filters(), Options(page=page)).table for page in range(4)]
    challenged = {name: n for name, n in cases.items() if n}
    assert [table.agencies for table in tables] == [len(challenged)] * 4
    assert [(table.page, table.pages) for table in tables] == [(0, 4), (1, 4), (2, 4), (3, 4)]
    listed = [(str(row.agency.text), row.totals[1]) for table in tables for row in table.rows]
    assert dict(listed) == challenged
    assert len(listed) == len(challenged)
    assert [n for _, n in listed] == sorted(challenged.values(), reverse=True)
    # Beyond the last page stands the first.
    assert disputes(store, Filters(), Options(page=9)).table == tables[0]


def test_of_very_many_losers_the_first_are_listed_and_all_are_counted() -> None:
    store = Store()
    figures = [
        {"disputes.reconsideration.corrected": 1 + n % 3, "disputes.direct_action.corrected": n % 2} for n in range(70)
    ]
    load_reports(store, [(f"{n}", whole(f"第{n}局", figures=one)) for n, one in enumerate(figures)])
    shown = disputes(store, Filters()).losses
    assert (shown.agencies, len(shown.rows)) == (70, MOST_LISTED)
    assert shown.sentence.values["agencies"] == 70
    assert shown.sentence.values["courts"] == 35
    assert [sum(n or 0 for n in row.corrected) for row in shown.rows][:3] == [4, 4, 4]
