"""Reports against those of the same kind, level and year."""

from __future__ import annotations

from typing import Any

import pytest

from lib.checks import Finding, Severity, Thresholds, judge_crowd, say_finding
from lib.reports import Report
from tests.checks.frames import crowd_of, report_of

NEW, COMPLETED = "requests.new.total", "requests.result_total.total"
GRANTED, OTHER = "requests.granted.total", "requests.oth_other.total"


def report(number: int, figures: dict[str, Any], **more: Any) -> Report:
    """A county department's report."""
    place = {"level": "county", "kind": "department", **{k: more.pop(k) for k in ("level", "kind") if k in more}}
    made = report_of(figures, agency=f"第{number}局", **more)
    return Report.model_validate({**made.model_dump(), "agency": {"name": f"第{number}局", **place}})


def peers(count: int, figures: dict[str, Any], **more: Any) -> list[Report]:
    return [report(number, figures, **more) for number in range(1, count + 1)]


def found(check: str, *reports: Report, **numbers: int) -> list[Finding]:
    crowd = crowd_of(reports)
    own = Thresholds({(check, name): value for name, value in numbers.items()})
    crowd = type(crowd)(crowd.reports, crowd.roster, crowd.prose, own)
    return [finding for finding in judge_crowd(crowd) if finding.check == check]


def test_no_request_where_half_of_the_peers_have_ten() -> None:
    (finding,) = found("ZERO-PEERS", report(0, {NEW: 0}), *peers(5, {NEW: 3}), *_more(6, {NEW: 14}))
    assert finding.agency_id == 0
    assert finding.cells == (NEW,)
    assert say_finding(finding, "zh") == "新收申请为 0，同为县级工作部门的另外 11 家中位数为 14 件。"


def _more(count: int, figures: dict[str, Any]) -> list[Report]:
    return [report(100 + number, figures) for number in range(count)]


@pytest.mark.parametrize(
    ("own", "others"),
    [
        # A blank is not a zero; few peers are not enough; their middle one has nine; another kind, level, year, scope.
        (report(0, {NEW: None}), peers(12, {NEW: 14})),
        (report(0, {NEW: 0}), peers(4, {NEW: 14})),
        (report(0, {NEW: 0}), peers(12, {NEW: 9})),
        (report(0, {NEW: 0}), peers(12, {NEW: 14}, kind="outpost")),
        (report(0, {NEW: 0}), peers(12, {NEW: 14}, level="prefecture")),
        (report(0, {NEW: 0}), peers(12, {NEW: 14}, year=2022)),
        (report(0, {NEW: 0}), peers(12, {NEW: 14}, scope="government_aggregate")),
        (report(0, {NEW: 0}, kind=None), peers(12, {NEW: 14}, kind=None)),
    ],
)
def test_who_is_no_peer_and_what_is_no_zero(own: Report, others: list[Report]) -> None:
    assert found("ZERO-PEERS", own, *others) == []


def test_more_peers_do_not_make_the_finding_new() -> None:
    own = report(0, {NEW: 0})
    fewer, more = (found("ZERO-PEERS", own, *peers(count, {NEW: 14}))[0] for count in (12, 20))
    assert fewer.fingerprint == more.fingerprint
    assert fewer.message != more.message


def outcomes(completed: int, other: int) -> dict[str, int]:
    return {COMPLETED: completed, OTHER: other}


@pytest.mark.parametrize(
    ("own", "others", "tells"),
    [
        (outcomes(40, 9), outcomes(40, 1), True),
        (outcomes(40, 8), outcomes(40, 1), False),  # a fifth is not above a fifth
        (outcomes(29, 20), outcomes(40, 1), False),
        (outcomes(40, 12), outcomes(40, 14), False),  # the peers have as much
        (outcomes(40, 20), outcomes(20, 19), True),  # peers too small to compare with
    ],
)
def test_the_catch_all_row(own: dict[str, int], others: dict[str, int], tells: bool) -> None:
    findings = found("LOGIC-OTHER", report(0, own), *peers(12, others))
    assert [finding.agency_id for finding in findings] == [0] * tells


def test_the_catch_all_row_says_whether_there_were_peers() -> None:
    (alone,) = found("LOGIC-OTHER", report(0, outcomes(40, 20)))
    assert "没有足够的同类机关" in say_finding(alone, "zh")
    (among,) = found("LOGIC-OTHER", report(0, outcomes(40, 20)), *peers(12, outcomes(40, 2)))
    assert "50.0%" in say_finding(among, "zh")
    assert "第 90 百分位为 5.0%" in say_finding(among, "zh")


def granted(completed: int, share: float) -> dict[str, int]:
    return {COMPLETED: completed, GRANTED: round(completed * share)}


def test_a_rate_outside_the_funnel_of_its_peers() -> None:
    (finding,) = found("OUTLIER-PEERS", report(0, granted(40, 0.1)), *peers(12, granted(40, 0.7)))
    assert finding.agency_id == 0
    assert finding.severity is Severity.INFORMATION
    assert "公开率10.0%（4/40），同为县级工作部门的另外 12 家合计 70.0%，低于控制限" in say_finding(finding, "zh")


@pytest.mark.parametrize(
    ("own", "others"),
    [
        (granted(29, 0.0), granted(40, 0.7)),  # too few of its own
        (granted(40, 0.55), granted(40, 0.7)),  # within what chance does
        ({**granted(40, 0.0), GRANTED: None}, granted(40, 0.7)),
    ],
)
def test_what_is_too_few_or_too_near_to_say(own: dict[str, Any], others: dict[str, int]) -> None:
    assert found("OUTLIER-PEERS", report(0, own), *peers(12, others)) == []


def test_too_few_peers_are_none() -> None:
    assert found("OUTLIER-PEERS", report(0, granted(40, 0.1)), *peers(9, granted(40, 0.7))) == []


def test_peers_that_differ_much_from_each_other_widen_the_funnel() -> None:
    """Where every third agency grants nearly all and every third hardly any, one that grants hardly any is no outlier."""
    spread = [report(n, granted(60, (0.1, 0.5, 0.9)[n % 3])) for n in range(1, 19)]
    assert found("OUTLIER-PEERS", report(0, granted(60, 0.1)), *spread) == []


def test_one_outlier_does_not_hide_itself_or_another() -> None:
    reports = [report(0, granted(200, 0.05)), *peers(20, granted(60, 0.7)), *_more(1, granted(200, 1.0))]
    assert [finding.agency_id for finding in found("OUTLIER-PEERS", *reports)] == [0, 21]


def test_all_rates_that_stand_out_are_one_finding() -> None:
    own = {COMPLETED: 60, GRANTED: 0, "requests.np_petition.total": 60}
    (finding,) = found("OUTLIER-PEERS", report(0, own), *peers(12, granted(60, 0.7)))
    assert "公开率" in say_finding(finding, "zh")
    assert "不予处理占比" in say_finding(finding, "zh")
