"""What figures of different rows, tables and years say of each other."""

from __future__ import annotations

from typing import Any

import pytest

from lib.checks import Finding, Severity, judge, say_equation, say_finding
from lib.reports import Report
from tests.checks.frames import batch_of, report_of

SECRET, SECURITY = "requests.ref_state_secret", "requests.ref_3sec1stab"


def completed(count: int) -> dict[str, int]:
    rows = ("new", "granted", "result_total")
    return {f"requests.{row}.{who}": count for row in rows for who in ("natural", "total")}


def cases(row: str, **results: int) -> dict[str, int]:
    """A group of table 四 with its total."""
    return {f"disputes.{row}.{name}": count for name, count in {**results, "total": sum(results.values())}.items()}


def refused(row: str, count: int) -> dict[str, int]:
    return {f"{row}.natural": count, f"{row}.total": count}


def found(check: str, *reports: Report) -> list[Finding]:
    return [finding for finding in judge(batch_of(reports)).findings if finding.check == check]


def year(when: int, **more: Any) -> Any:
    return lambda *figures: report_of({key: value for one in figures for key, value in one.items()}, year=when, **more)


def test_more_disputes_than_two_years_of_requests() -> None:
    before = year(2022)(completed(3))
    fine = year(2023)(completed(4), cases("reconsideration", upheld=5), cases("direct_action", pending=2))
    assert found("LOGIC-CASES", before, fine) == []
    more = year(2023)(completed(4), cases("reconsideration", upheld=5), cases("direct_action", pending=3))
    (finding,) = found("LOGIC-CASES", before, more)
    (equation,) = finding.equations
    assert (equation.left, equation.right, equation.delta, equation.relation) == (8, 7, 1, "≤")
    assert [(term.year, term.value) for term in equation.terms] == [(2023, 5), (2023, 3), (2023, 4), (2022, 3)]
    assert "共 8 件，多于 2022、2023 两年办理结果总计之和 7 件" in say_finding(finding, "zh")
    assert finding.impact == 1


def test_a_blank_that_could_make_up_for_it_leaves_it_open() -> None:
    before = year(2022)(completed(3), {"requests.result_total.total": None})
    assert found("LOGIC-CASES", before, year(2023)(completed(1), cases("reconsideration", upheld=9))) == []


def test_without_last_years_report_nothing_is_said() -> None:
    reports = year(2021)(completed(0)), year(2023)(completed(0), cases("reconsideration", upheld=9))
    assert found("LOGIC-CASES", *reports) == []


def test_nothing_is_concluded_from_a_figure_that_a_sum_calls_wrong() -> None:
    """The total of the outcomes was left at 0: that is the fault, not the disputes."""
    wrong = {**completed(9), "requests.result_total.total": 0}
    findings = judge(
        batch_of([year(2022)(completed(0)), year(2023)(wrong, cases("reconsideration", upheld=4))])
    ).findings
    assert {finding.check for finding in findings} & {"LOGIC-CASES"} == set()
    assert any(finding.severity is Severity.ERROR for finding in findings)


def test_actions_after_reconsideration_need_reconsiderations_that_were_decided() -> None:
    before = year(2022)(completed(20), cases("reconsideration", upheld=1, pending=5))
    after = year(2023)(completed(20), cases("reconsideration", corrected=1), cases("action_after", upheld=3))
    (finding,) = found("LOGIC-SECOND", before, after)
    assert (finding.equations[0].left, finding.equations[0].right) == (3, 2)
    assert "复议后起诉 3 件" in say_finding(finding, "zh")


def test_cases_pending_last_year_are_counted_again_group_by_group() -> None:
    before = year(2022)(completed(20), cases("reconsideration", pending=4), cases("direct_action", pending=1))
    after = year(2023)(completed(20), cases("reconsideration", upheld=3), cases("direct_action", upheld=1))
    (finding,) = found("LOGIC-PENDING", before, after)
    assert [broken.equation for broken in finding.equations] == ["LOGIC-PENDING/disputes.reconsideration"]
    assert finding.severity is Severity.INFORMATION
    assert say_equation(finding.equations[0], "en") == (
        "4 reconsiderations were pending at the end of 2022, and 2023 counts 3 in all."
    )


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ((0, 0, 2), "2021–2022 年为 0，2023 年 2 件"),
        ((1, 0, 2), ""),
        ((0, 1, 2), ""),
        ((0, 1, 3), "2022 年 1 件，2023 年 3 件"),
        ((0, None, 2), ""),
        ((0, 0, 0), ""),
    ],
)
def test_a_ground_of_secrecy_used_for_the_first_time_or_far_more_often(years: tuple[Any, ...], said: str) -> None:
    reports = [year(2021 + n)(refused(SECRET, count)) for n, count in enumerate(years)]
    findings = [finding for finding in found("LOGIC-SECRET", *reports) if finding.year == 2023]
    assert bool(findings) is bool(said)
    assert all(said in say_finding(finding, "zh") for finding in findings)


def test_both_grounds_are_one_finding() -> None:
    before = year(2022)(completed(4))
    after = year(2023)(completed(4), refused(SECRET, 1), refused(SECURITY, 1))
    (finding,) = found("LOGIC-SECRET", before, after)
    assert finding.cells == (f"{SECRET}.total", f"{SECURITY}.total")


@pytest.mark.parametrize(
    ("level", "edition", "key", "tells"),
    [
        ("county", "2021", "in_force", True),
        ("township", "2021", "repealed", True),
        ("county", "2019", "total_disclosed", True),
        ("prefecture", "2021", "in_force", False),
        ("province", "2021", "issued", False),
        (None, "2021", "in_force", False),
    ],
)
def test_rules_of_a_body_that_can_make_none(level: str | None, edition: str, key: str, tells: bool) -> None:
    figures = {f"proactive.rules.{key}": 6}
    agency = {"name": "某机关", "level": level}
    report = Report.model_validate({**report_of(figures, edition=edition).model_dump(), "agency": agency})
    findings = found("LOGIC-RULES", report)
    assert bool(findings) is tells
    assert all("6 件" in say_finding(finding, "zh") for finding in findings)
