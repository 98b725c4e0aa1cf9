"""Whether, when and how often a report was published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lib.checks import Finding, judge, judge_crowd, say_finding
from lib.checks.deadlines import is_due, last_day
from lib.reports import Agency, Report
from tests.checks.frames import batch_of, crowd_of, report_of

NEW, FEES = "requests.new.total", "proactive.fees.amount"


def dated(published: str | None, kind: str | None, scope: str = "own_office") -> list[Finding]:
    made = report_of({}, published_on=published, scope=scope)
    report = Report.model_validate({**made.model_dump(), "agency": {"name": "某机关", "kind": kind}})
    return [finding for finding in judge(batch_of([report])).findings if finding.check == "DATE-LATE"]


@pytest.mark.parametrize(
    ("published", "kind", "scope", "said"),
    [
        ("2024-01-31", "department", "own_office", ""),
        ("2024-02-01", "department", "own_office", "法定期限为 2024-01-31，逾期 1 天"),
        ("2024-02-01", "outpost", "own_office", "逾期 1 天"),
        ("2024-03-31", "government", "own_office", ""),
        ("2024-04-02", "government", "own_office", "法定期限为 2024-03-31，逾期 2 天"),
        # Whoever publishes the government's own report has the government's day.
        ("2024-03-31", "office", "government_aggregate", ""),
        ("2024-06-01", "township", "own_office", ""),
        ("2024-06-01", None, "own_office", ""),
        ("2023-12-31", "township", "own_office", "2023 年尚未结束"),
        ("2023-12-31", None, "own_office", "2023 年尚未结束"),
        (None, "department", "own_office", ""),
    ],
)
def test_the_day_of_publication(published: str | None, kind: str | None, scope: str, said: str) -> None:
    findings = dated(published, kind, scope)
    assert bool(findings) is bool(said)
    assert all(said in say_finding(finding, "zh") for finding in findings)


def test_the_last_day_and_whether_it_has_gone_by() -> None:
    assert last_day("township", "own_office", 2023) is None
    assert not is_due("department", 2023, date(2024, 1, 31))
    assert is_due("department", 2023, date(2024, 2, 1))
    assert not is_due("township", 2023, date(2024, 3, 31))
    assert is_due("township", 2023, date(2024, 4, 1))


def revised(before: dict[str, Any], after: dict[str, Any]) -> list[Finding]:
    batch = batch_of([report_of(after)], {0: 2}, {0: report_of(before)})
    return [finding for finding in judge(batch).findings if finding.check == "REVISED"]


def test_a_report_published_again_names_the_cells_that_changed() -> None:
    (finding,) = revised({NEW: 12, FEES: 3.5}, {NEW: None, FEES: 4.25})
    assert finding.cells == (FEES, NEW)
    assert finding.impact == 12
    assert "由 3.5 改为 4.25" in say_finding(finding, "zh")
    assert "由 12 改为 空白" in say_finding(finding, "zh")


def test_the_same_figures_again_are_nothing_and_many_changes_are_counted() -> None:
    assert revised({NEW: 12}, {NEW: 12}) == []
    keys = [f"requests.{row}.total" for row in ("new", "granted", "partial", "result_total", "carry_in", "carry_out")]
    (finding,) = revised({}, dict.fromkeys(keys, 1))
    assert "有 6 格与原先不同" in say_finding(finding, "zh")
    assert "等共 6 格" in say_finding(finding, "zh")


def test_what_it_was_before_is_part_of_the_finding() -> None:
    assert revised({NEW: 12}, {NEW: 3})[0].fingerprint != revised({NEW: 13}, {NEW: 3})[0].fingerprint


HERE = {"region_code": "110101", "level": "county", "kind": "department"}


def missing(*reports: Report, since: int = 2021, today: date = date(2026, 11, 1), **agency: Any) -> list[Finding]:
    expected = Agency(**{"name": "缺报局", **HERE, **agency})
    crowd = replace(crowd_of(reports, (expected,), since), today=today)
    return [finding for finding in judge_crowd(crowd) if finding.check == "ROSTER-MISSING"]


def filed(name: str, year: int, received: int = 0, **agency: Any) -> Report:
    made = report_of({NEW: received}, agency=name, year=year)
    return Report.model_validate({**made.model_dump(), "agency": {"name": name, **HERE, **agency}})


def test_every_year_from_the_first_expected_to_the_newest_of_the_county() -> None:
    findings = missing(filed("甲局", 2019), filed("甲局", 2023))
    assert [finding.year for finding in findings] == [2021, 2022, 2023]
    assert all(finding.report_id is None for finding in findings)
    assert say_finding(findings[0], "zh") == "名录要求报送 2021 年度报告，没有见到。"


def test_what_was_received_the_year_before_is_missing_from_the_sums() -> None:
    (finding,) = missing(filed("缺报局", 2021, 7), filed("甲局", 2022))
    assert (finding.year, finding.impact) == (2022, 7)
    assert "2021 年新收申请 7 件" in say_finding(finding, "zh")


def test_a_year_nobody_in_the_county_reported_on_is_not_missing() -> None:
    assert missing(filed("甲局", 2023, region_code="110102")) == []
    township = {"region_code": "110101003", "level": "township", "kind": "township"}
    assert [finding.year for finding in missing(filed("甲局", 2021), **township)] == [2021]


@pytest.mark.parametrize(("kind", "day", "count"), [("department", 1, 1), ("government", 1, 0), ("township", 1, 0)])
def test_nothing_is_missing_before_its_day(kind: str, day: int, count: int) -> None:
    findings = missing(filed("甲局", 2023), since=2023, today=date(2024, 2, day), kind=kind)
    assert len(findings) == count


def test_a_missing_report_is_about_the_agency() -> None:
    (finding,) = missing(filed("甲局", 2021))
    assert (finding.report_id, finding.agency_id, finding.year) == (None, 1, 2021)
