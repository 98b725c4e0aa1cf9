"""The main numbers of the views, added up once more from data/reports.jsonl in the plainest way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from lib.store import Filters, Store
from lib.store.reading import reports
from lib.views.compare import compare
from lib.views.contribution import REMAINDER
from lib.views.coverage import coverage
from lib.views.disputes import disputes
from lib.views.finding_groups import PAGE_SIZE
from lib.views.findings import Worklist, findings
from lib.views.model import Rate
from lib.views.options import Options
from lib.views.overview import overview
from lib.views.report import report
from lib.views.requests import requests
from tests.views.plain_sums import GROUPS, OUTCOMES, YEARS, counted, counts, everything, outcome, total
from tests.views.shown import OPTIONS, TODAY


def test_the_file_is_the_one_these_sums_are_about() -> None:
    assert len(everything()) > 100
    assert {item["year"] for item in everything()} == set(YEARS)
    assert [len(counted(year)) for year in YEARS] == [2, 2, 1, 1, 3, 2, 3]


def test_what_is_counted_and_what_is_listed(bundled: Store) -> None:
    selection = overview(bundled, Filters()).selection
    assert (selection.counted, selection.listed) == (sum(len(counted(year)) for year in YEARS), len(everything()))
    assert selection.years == YEARS


def test_requests_received_and_completed(bundled: Store) -> None:
    kpis = {kpi.key: kpi for kpi in overview(bundled, Filters()).kpis}
    for key, figure in (("received", "new"), ("completed", "result_total")):
        expected = [total(year, f"requests.{figure}.total") for year in YEARS]
        assert [point.value for point in kpis[key].points] == expected
        assert kpis[key].value == expected[-1]
        assert [point.reports for point in kpis[key].points] == [len(counted(year)) for year in YEARS]


def test_the_rates_of_the_cards(bundled: Store) -> None:
    kpis = {kpi.key: kpi for kpi in overview(bundled, Filters()).kpis}
    for year, point in zip(YEARS, kpis["disclosure_rate"].points, strict=True):
        full = [
            item["figures"]
            for item in counted(year)
            if None
            not in [item["figures"].get(f"requests.{row}.total") for row in ("granted", "partial", "result_total")]
        ]
        assert point.rate is not None
        assert point.rate.numerator == sum(f["requests.granted.total"] + f["requests.partial.total"] for f in full)
        assert point.rate.denominator == sum(f["requests.result_total.total"] for f in full)
    decided = [f"disputes.reconsideration.{name}" for name in ("upheld", "corrected", "other")]
    for year, point in zip(YEARS, kpis["reconsideration_correction_rate"].points, strict=True):
        cases = total(year, *decided)
        if not cases:
            assert point.rate is None
            continue
        assert point.rate is not None
        assert (point.rate.numerator, point.rate.denominator) == (
            total(year, "disputes.reconsideration.corrected"),
            cases,
        )


def test_what_changed_is_told_of_agencies_that_reported_in_both_years(bundled: Store) -> None:
    shown = overview(bundled, Filters())
    this, last = (
        {item["agency"]["name"]: item["figures"]["requests.new.total"] for item in counted(y)} for y in (2025, 2024)
    )
    both = this.keys() & last.keys()
    assert shown.change is not None
    assert (shown.change.agencies, shown.change.before, shown.change.after) == (
        len(both),
        sum(last[name] for name in both),
        sum(this[name] for name in both),
    )
    own = {
        (item["agency"]["name"], item["year"]): item["figures"]["requests.new.total"]
        for item in everything()
        if item["scope"] != "government_aggregate"
    }
    moved = {name: own[name, 2025] - own[name, 2024] for name, year in own if year == 2025 and (name, 2024) in own}
    parts = shown.contribution
    assert parts is not None
    assert (parts.before, parts.after) == (shown.change.before, shown.change.after)
    expected = {**moved, REMAINDER: parts.amount - sum(moved.values())}
    for step in parts.steps:
        assert step.amount == expected[step.name.code] == step.after - step.before
        if step.name.code != REMAINDER:
            assert (own[step.name.code, 2024], own[step.name.code, 2025]) == (step.before, step.after)
    order = sorted((abs(n) for n in expected.values() if n), reverse=True)
    assert [abs(step.amount) for step in parts.steps] == order[: len(parts.steps)]
    assert parts.rest == parts.amount - sum(step.amount for step in parts.steps)


def test_the_outcomes_by_year(bundled: Store) -> None:
    shown = overview(bundled, Filters()).outcomes
    expected = {f"outcome.{name}": tuple(outcome(year, name) for year in YEARS) for name in (*OUTCOMES, "other")}
    assert counts(shown) == expected
    assert shown.totals == tuple(total(year, "requests.result_total.total") for year in YEARS)
    assert requests(bundled, Filters()).outcomes == shown


@pytest.mark.parametrize("year", YEARS)
def test_where_the_requests_of_a_year_went(bundled: Store, year: int) -> None:
    flow = requests(bundled, Filters(), Options(focus=year)).flow
    found = {(link.source, link.target): link.count for link in flow.links}
    rows = {f"row.{row}": (total(year, f"requests.{row}.total") or 0) for rows in OUTCOMES.values() for row in rows}
    for name, members in OUTCOMES.items():
        assert found.get(("flow.workload", f"outcome.{name}"), 0) == sum(rows[f"row.{row}"] for row in members)
        if len(members) > 1:
            assert all(found.get((f"outcome.{name}", f"row.{row}"), 0) == rows[f"row.{row}"] for row in members)
    assert found.get(("flow.new", "flow.workload"), 0) == total(year, "requests.new.total")
    assert found.get(("flow.carry_in", "flow.workload"), 0) == (total(year, "requests.carry_in.total") or 0)
    out = sum(link.count for link in flow.links if link.source == "flow.workload")
    came = sum(link.count for link in flow.links if link.target == "flow.workload")
    assert (flow.unmatched or 0) == came - out


def test_the_grounds_for_not_granting(bundled: Store) -> None:
    for ground in requests(bundled, Filters()).grounds:
        row = ground.name.code.removeprefix("row.")
        assert ground.counts == tuple(total(year, f"requests.{row}.total") for year in YEARS)
        assert ground.basis.startswith("条例") or row in ("np_confirm", "oth_other", "oth_single")


def test_who_asked_and_what_became_of_it(bundled: Store) -> None:
    cross = requests(bundled, Filters(), Options(focus=2023)).applicants
    who = [name.code for name in cross.columns]
    assert who == ["natural", "commercial", "research", "welfare", "legal", "other", "total"]
    assert cross.counts[0] == tuple(total(2023, f"requests.new.{name}") for name in who)
    refused = cross.counts[[name.code for name in cross.rows].index("outcome.refused")]
    assert refused == tuple(
        sum(total(2023, f"requests.{row}.{name}") or 0 for row in OUTCOMES["refused"]) for name in who
    )


def test_what_was_carried_over(bundled: Store) -> None:
    trend = requests(bundled, Filters()).backlog
    for line in trend.lines:
        assert [point.value for point in line.points] == [
            total(year, f"requests.{line.name.code.removeprefix('row.')}.total") for year in YEARS
        ]


def test_disputes_by_group_result_and_year(bundled: Store) -> None:
    for group, view in zip(GROUPS, disputes(bundled, Filters()).groups, strict=True):
        assert counts(view) == {
            f"result.{name}": tuple(total(year, f"disputes.{group}.{name}") for year in YEARS)
            for name in ("upheld", "corrected", "other", "pending")
        }
        assert view.totals == tuple(total(year, f"disputes.{group}.total") for year in YEARS)


def test_an_agencys_correction_rate_and_what_the_pending_cases_leave_open(bundled: Store) -> None:
    shown = disputes(bundled, Filters(), Options(focus=2024))
    row = next(row for row in shown.table.rows if row.agency.code == "宿迁市人民政府")
    figures = next(
        item["figures"] for item in everything() if (item["agency"]["name"], item["year"]) == ("宿迁市人民政府", 2024)
    )
    upheld, corrected, other, pending, whole = (
        figures[f"disputes.reconsideration.{name}"] for name in ("upheld", "corrected", "other", "pending", "total")
    )
    assert row.corrected is not None
    assert (row.corrected.numerator, row.corrected.denominator) == (corrected, upheld + corrected + other)
    assert (row.lowest, row.highest) == (corrected / whole, (corrected + pending) / whole)
    assert row.totals == tuple(figures[f"disputes.{group}.total"] for group in GROUPS)
    assert [sum(n or 0 for n in row.totals) for row in shown.table.rows] == sorted(
        (sum(n or 0 for n in row.totals) for row in shown.table.rows), reverse=True
    )


def test_every_agency_is_ranked_by_its_own_report_and_few_cases_are_not(bundled: Store) -> None:
    shown = compare(bundled, Filters(), Options(focus=2024))
    expected = {}
    for item in everything():
        granted, partial, done = (
            item["figures"].get(f"requests.{row}.total") for row in ("granted", "partial", "result_total")
        )
        if item["year"] == 2024 and done and None not in (granted, partial):
            expected[item["agency"]["name"]] = (granted + partial, done)
    found = {
        s.name.code: (s.rate.numerator, s.rate.denominator) for s in (*shown.ranking.spots, *shown.ranking.unranked)
    }
    assert found == expected
    assert {spot.name.code for spot in shown.ranking.unranked} == {name for name, (_, n) in expected.items() if n < 30}
    values = [spot.rate.value or 0 for spot in shown.ranking.spots]
    assert values == sorted(values, reverse=True)
    aggregates = {"宿迁市人民政府", "平潭综合实验区管理委员会"}
    peers = [pair for name, pair in expected.items() if name not in aggregates]
    assert shown.funnel is not None
    assert (shown.funnel.centre.numerator, shown.funnel.centre.denominator) == tuple(map(sum, zip(*peers, strict=True)))


def test_a_count_is_compared_whatever_its_size(bundled: Store) -> None:
    shown = compare(bundled, Filters(), Options(focus=2024, indicator="received"))
    assert shown.funnel is None
    assert shown.ranking.unranked == ()
    assert {spot.name.code: spot.rate.numerator for spot in shown.ranking.spots} == {
        item["agency"]["name"]: item["figures"]["requests.new.total"] for item in everything() if item["year"] == 2024
    }


def test_who_reported_and_who_did_not(bundled: Store) -> None:
    shown = coverage(bundled, Filters(), OPTIONS)
    filed = {(item["agency"]["name"], item["year"]) for item in everything()}
    squares = {(square.agency, square.year): square.status for square in shown.matrix.squares}
    assert {place for place, status in squares.items() if status not in ("missing", "not_due")} == filed
    area = {item["agency"]["name"] for item in everything() if "平潭" in item["agency"]["name"]}
    assert len(area) == 15
    missing = {(name, year) for name in area for year in YEARS} - filed
    assert {place for place, status in squares.items() if status == "missing"} == missing
    for year in shown.years:
        assert year.coverage is not None
        here = sum(name in area for name, filed_year in filed if filed_year == year.year)
        assert (year.coverage.numerator, year.coverage.denominator) == (here, 15)


def test_a_report_is_not_missing_before_it_is_due(bundled: Store) -> None:
    only = Filters(first_year=2025, last_year=2025)
    # The one that is missing is a department's: due on 31 January.
    early = coverage(bundled, only, Options(today=TODAY.replace(month=1, day=31))).years[0].statuses
    late = coverage(bundled, only, Options(today=TODAY.replace(month=2, day=1))).years[0].statuses
    assert (early["missing"], early["not_due"]) == (0, late["missing"])
    assert (late["not_due"], late["missing"] > 0) == (0, True)


def test_a_doubtful_report_is_on_file_whatever_is_left_out_of_the_sums(bundled: Store) -> None:
    everyone = coverage(bundled, Filters(), OPTIONS)
    assert coverage(bundled, Filters(without_doubtful=True), OPTIONS) == everyone
    assert sum(year.statuses["error"] for year in everyone.years) > 0


def test_the_worklist_turns_page_by_page_through_every_finding_once(bundled: Store) -> None:
    rows = bundled.rows('SELECT "check", severity FROM open_finding')
    first = findings(bundled, Filters())
    assert first.total == len(rows) > PAGE_SIZE
    pages = [findings(bundled, Filters(), Worklist(page=n)) for n in range(1, -(-len(rows) // PAGE_SIZE) + 1)]
    fingerprints = [item.finding.fingerprint for page in pages for item in page.items]
    assert len(fingerprints) == len(set(fingerprints)) == len(rows)
    order = ["error", "warning", "information"]
    severities = [order.index(item.finding.severity) for page in pages for item in page.items]
    assert severities == sorted(severities)
    assert dict(first.labels.checks) == Counter(row["check"] for row in rows)
    assert dict(first.labels.severities) == Counter(row["severity"] for row in rows)


def test_the_worklist_of_a_check_and_a_severity(bundled: Store) -> None:
    only = findings(bundled, Filters(), Worklist(checks=("T4-SUM",), severities=("error",)))
    assert {(item.finding.check, item.finding.severity) for item in only.items} == {("T4-SUM", "error")}
    assert only.total == len(only.items)
    assert findings(bundled, Filters(), Worklist(page=999)).page == -(-findings(bundled, Filters()).total // PAGE_SIZE)
    assert findings(bundled, Filters(), Worklist(page=-5)).page == 1


def test_a_report_is_shown_with_its_figures_and_those_of_the_year_before(bundled: Store) -> None:
    shown = report(bundled, "宿迁市人民政府", 2024)
    figures = {
        year: item["figures"]
        for item in everything()
        for year in [item["year"]]
        if item["agency"]["name"] == "宿迁市人民政府"
    }
    assert shown is not None
    for table in shown.tables:
        for key in table.values:
            assert table.values[key].replace(",", "") == str(figures[2024][key])
            assert table.previous[key].replace(",", "") == str(figures[2023][key])
    assert shown.years == (2023, 2024)
    assert shown.absent_tables == ()
    assert report(bundled, "宿迁市人民政府", 2019) is None
    assert report(bundled, "无此机关", 2024) is None


def test_all_selections_of_one_agency_count_all_its_reports(bundled: Store) -> None:
    """Asked for by name, a department is shown even where its government's report contains it."""
    one = Filters(agency="平潭综合实验区公安局")
    expected = [item for item in everything() if item["agency"]["name"] == one.agency]
    received = overview(bundled, one).kpis[0]
    assert [point.value for point in received.points if point.reports] == [
        item["figures"]["requests.new.total"] for item in sorted(expected, key=lambda item: item["year"])
    ]
    listed = reports(bundled, replace(one, counting="government_aggregate"), [])
    assert listed.empty
    assert all(isinstance(kpi.value, Rate | int | None) for kpi in overview(bundled, one).kpis)
