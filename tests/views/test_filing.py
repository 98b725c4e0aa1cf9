"""Late, missing, better and worse: the page of coverage against the plainest count, and a page of it at a time."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.checks.deadlines import is_due, last_day
from lib.loading import load_reports
from lib.reports import Report
from lib.store import Filters, Store
from lib.store.filing import STATES, filed_by
from lib.store.paging import agency_page
from lib.views.coverage import STATUSES, coverage
from lib.views.options import Options
from lib.views.picks import facets_of
from tests.loading.cases import whole
from tests.store.hierarchy import YEARS, agencies, selections, stored
from tests.views.shown import OPTIONS, TODAY

CHOICES = selections(["99", "9901"], [agency.name for agency in agencies()], [*YEARS])


def dated(name: str, kind: str, day: date | None, year: int = 2023) -> Report:
    return whole(name, year=year, agency={"name": name, "kind": kind}, published_on=day)


def test_lateness_is_shown_beside_the_state_and_only_where_the_day_is_known() -> None:
    store = Store()
    made = {
        "甲局": dated("甲局", "department", date(2024, 2, 1)),
        "乙局": dated("乙局", "department", date(2024, 1, 31)),
        "丙局": dated("丙局", "department", None),
        "丁府": dated("丁府", "government", date(2024, 3, 31)),
        "戊镇": dated("戊镇", "township", date(2024, 12, 1)),
    }
    load_reports(store, list(made.items()))
    shown = coverage(store, Filters(), OPTIONS)
    assert {square.agency for square in shown.matrix.squares if square.late} == {"甲局"}
    # Article 49 names no day for a township.
    assert last_day("township", "own_office", 2023) is None
    (year,) = shown.years
    assert (year.dated, year.late) == (3, 1)
    assert sum(year.statuses.values()) == 5
    late = next(square for square in shown.matrix.squares if square.late)
    assert late.status in STATES
    store.close()


def test_the_years_are_the_squares_counted(bundled: Store) -> None:
    shown = coverage(bundled, Filters(), OPTIONS)
    assert shown.agencies == len(shown.matrix.agencies)
    for year in shown.years:
        found = Counter(square.status for square in shown.matrix.squares if square.year == year.year)
        assert {status: found[status] for status in STATUSES} == year.statuses
        assert year.late == sum(square.late for square in shown.matrix.squares if square.year == year.year)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2), CHOICES, st.sampled_from(YEARS))
def test_every_page_is_a_page_of_the_same_matrix(seed: int, filters: Filters, focus: int) -> None:
    store = stored(seed)
    shown = coverage(store, filters, Options(today=TODAY, focus=focus))
    for year in shown.years:
        found = Counter(square.status for square in shown.matrix.squares if square.year == year.year)
        assert {status: found[status] for status in STATUSES} == year.statuses
    by_region = Counter[str]()
    for part in shown.regions.parts:
        by_region[part.name.code.removeprefix("status.")] += sum(count or 0 for count in part.counts)
    year_of = {year.year: year for year in shown.years}
    if shown.year in year_of and not filters.agency:
        # An agency whose region nobody states is in no region's bar.
        assert all(by_region[status] <= count for status, count in year_of[shown.year].statuses.items())


def test_a_long_matrix_comes_a_page_at_a_time_with_the_problems_first(bundled: Store) -> None:
    filters = Filters(first_year=2019, last_year=2025)
    everyone = agency_page(bundled, filters, size=60, due=(2019, 2025))
    assert (everyone.total, everyone.page) == (21, 0)
    pages = [agency_page(bundled, filters, size=5, page=n, due=(2019, 2025)) for n in range(6)]
    assert pages[5] == pages[4]
    codes = [row["code"] for page in pages[:5] for row in page.rows]
    assert sorted(codes) == sorted(row["code"] for row in everyone.rows)
    squares = coverage(bundled, Filters(), OPTIONS).matrix.squares
    counts = Counter((square.agency, square.status) for square in squares)
    problems = [(counts[code, "missing"], counts[code, "error"], counts[code, "zero"]) for code in codes]
    assert problems == sorted(problems, reverse=True)
    assert problems[0][0] > 0


def test_an_agency_without_a_report_is_on_the_page_only_where_one_is_expected(bundled: Store) -> None:
    narrow = Filters(region="350128", first_year=2020, last_year=2020)
    assert agency_page(bundled, narrow, size=60, due=(2020, 2020)).total == 15
    assert agency_page(bundled, narrow, size=60).total == 14


def test_a_region_says_what_its_agencies_do(bundled: Store) -> None:
    shown = coverage(bundled, Filters(), Options(today=TODAY, focus=2025))
    names = [name.code for name in shown.regions.categories]
    assert names == ["31", "32", "35"]
    here = Counter(square.status for square in shown.matrix.squares if square.year == 2025 and "平潭" in square.agency)
    at = names.index("35")
    found = {part.name.code.removeprefix("status."): part.counts[at] for part in shown.regions.parts}
    assert {status: count for status, count in found.items() if count} == dict(here)
    assert shown.regions.totals[at] == 15
    assert facets_of(shown.regions, ["35", "status.error"]) == {"year": "2025", "region": "35"}


def test_who_got_better_and_who_got_worse(bundled: Store) -> None:
    shown = coverage(bundled, Filters(), Options(today=TODAY, focus=2025))
    states = {(square.agency, square.year): square.status for square in shown.matrix.squares}
    pairs = {
        code.code: (states[code.code, 2024], states[code.code, 2025])
        for code in shown.matrix.agencies
        if {(code.code, 2024), (code.code, 2025)} <= states.keys()
    }
    assert sum(shown.turned.counts) == len(pairs)
    for turn in (*shown.turned.better, *shown.turned.worse):
        assert (turn.before, turn.after) == pairs[turn.agency.code]
    assert {turn.agency.code for turn in shown.turned.better} >= {
        code for code, (before, after) in pairs.items() if STATES.index(after) > STATES.index(before)
    }
    assert {turn.agency.code for turn in shown.turned.worse} >= {
        code for code, (before, after) in pairs.items() if STATES.index(after) < STATES.index(before)
    }
    crossed = shown.turned.states
    assert sum(count or 0 for counts in crossed.counts for count in counts) == len(pairs)
    assert facets_of(crossed, ["status.error", "status.fine"]) == {"year": "2025"}


@pytest.mark.parametrize("year", [2022, 2024, 2025])
def test_a_state_counts_before_errors_and_errors_before_warnings(bundled: Store, year: int) -> None:
    """Beside a slow look at each agency's two years."""
    shown = coverage(bundled, Filters(), Options(today=TODAY, focus=year))
    codes = [agency.code for agency in shown.matrix.agencies]
    status = {(square.agency, square.year): square.status for square in shown.matrix.squares}
    open_ones = {
        (r["agency_code"], r["year"]): (r["errors"], r["warnings"]) for r in filed_by(bundled, Filters(), codes)
    }
    moved = {}
    for code in codes:
        before, after = ((status.get((code, y)), open_ones.get((code, y))) for y in (year - 1, year))
        if {before[0], after[0]} <= set(STATES):
            there = before[1] is not None and after[1] is not None
            fewer = [x - y for x, y in zip(before[1], after[1], strict=True)] if there else [0, 0]
            moved[code] = (STATES.index(after[0]) - STATES.index(before[0]), *fewer)
    none = (0, 0, 0)
    better = [code for code in sorted(moved, key=lambda c: moved[c], reverse=True) if moved[code] > none]
    worse = [code for code in sorted(moved, key=lambda c: moved[c]) if moved[code] < none]
    assert [turn.agency.code for turn in shown.turned.better] == better[:15]
    assert [turn.agency.code for turn in shown.turned.worse] == worse[:15]
    assert shown.turned.counts == (len(better), len(worse), len(moved) - len(better) - len(worse))


def test_the_first_year_has_no_year_before(bundled: Store) -> None:
    shown = coverage(bundled, Filters(), Options(today=TODAY, focus=2019))
    assert shown.turned.counts == (0, 0, 0)
    assert shown.turned.sentence.key == "filing.nobody_twice"


def test_missing_is_said_only_when_it_is_due(bundled: Store) -> None:
    early = coverage(bundled, Filters(first_year=2024), Options(today=date(2026, 1, 31)))
    assert not is_due("department", 2025, date(2026, 1, 31))
    assert all(turn.after != "missing" for turn in early.turned.worse)
