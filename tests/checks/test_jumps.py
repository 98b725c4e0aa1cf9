"""Figures that jump from one year to the next."""

from __future__ import annotations

from typing import Any

import pytest

from lib.checks import Beside, Finding, Thresholds, judge, say_finding
from lib.reports import Report
from tests.checks.frames import batch_of, report_of

NEW, RECONSIDERATION = "requests.new.total", "disputes.reconsideration.total"
LICENCES, FEES = "proactive.licensing.decisions", "proactive.fees.amount"


def received(count: int) -> dict[str, int]:
    """That many requests, all answered in the year."""
    rows = ("new", "granted", "result_total")
    return {f"requests.{row}.{who}": count for row in rows for who in ("natural", "total")}


def disputes(count: int) -> dict[str, int]:
    return {"disputes.reconsideration.upheld": count, RECONSIDERATION: count}


def found(check: str, *reports: Report, thresholds: Thresholds | None = None) -> list[Finding]:
    return [finding for finding in judge(batch_of(reports), thresholds).findings if finding.check == check]


def over_the_years(first: int, *figures: dict[str, Any], **more: Any) -> list[Report]:
    return [report_of(one, year=first + n, **more) for n, one in enumerate(figures)]


@pytest.mark.parametrize(
    ("before", "after", "jumps"),
    [(4, 20, False), (4, 21, True), (100, 20, False), (100, 19, True), (0, 19, False), (0, 20, True), (3, 19, False)],
)
def test_more_than_five_times_and_at_least_twenty(before: int, after: int, jumps: bool) -> None:
    findings = found("YEAR-JUMP", *over_the_years(2022, received(before), received(after)))
    assert bool(findings) is jumps
    if jumps:
        (finding,) = findings
        assert finding.cells == (NEW, "requests.result_total.total")
        assert finding.impact == abs(after - before)
        assert finding.beside == (Beside(0, 2022),)
        assert f"2022 年 {before}，2023 年 {after}" in say_finding(finding, "zh")


def test_a_threshold_times_a_large_figure_is_no_small_one() -> None:
    """1000 × 4 294 968 is 704 in numbers of 32 bits."""
    thresholds = Thresholds({("YEAR-JUMP", "ratio"): 1000})
    assert not found(
        "YEAR-JUMP", *over_the_years(2022, received(4_294_968), received(6_000_000)), thresholds=thresholds
    )


def test_a_jump_and_the_way_back_are_one_finding() -> None:
    (finding,) = found("YEAR-JUMP", *over_the_years(2021, received(4), received(400), received(5)))
    assert finding.year == 2022
    assert "2023 年又为 5" in say_finding(finding, "zh")


def test_a_second_jump_after_the_way_back_is_a_jump_of_its_own() -> None:
    findings = found("YEAR-JUMP", *over_the_years(2020, *map(received, (5, 400, 6, 420, 7))))
    assert [finding.year for finding in findings] == [2021, 2023]


def test_a_jump_back_to_somewhere_else_is_a_jump_of_its_own() -> None:
    findings = found("YEAR-JUMP", *over_the_years(2021, received(40), received(400), received(4)))
    assert [finding.year for finding in findings] == [2022, 2023]


def test_more_reconsiderations_in_2024_follow_from_the_law_fewer_do_not() -> None:
    assert not found("YEAR-JUMP", *over_the_years(2023, disputes(2), disputes(40)))
    assert found("YEAR-JUMP", *over_the_years(2023, disputes(40), disputes(2)))
    assert found("YEAR-JUMP", *over_the_years(2022, disputes(2), disputes(40)))


def test_table_2_is_compared_within_one_edition_and_the_other_tables_across() -> None:
    before = report_of({LICENCES: 2, **received(2)}, edition="2019", year=2020)
    (finding,) = found("YEAR-JUMP", before, report_of({LICENCES: 900, **received(60)}, year=2021))
    assert LICENCES not in finding.cells
    assert NEW in finding.cells


def test_an_office_alone_and_a_whole_government_are_not_compared() -> None:
    before = report_of(received(2), year=2022, scope="own_office")
    assert not found("YEAR-JUMP", before, report_of(received(90), scope="government_aggregate"))
    assert found("YEAR-JUMP", before, report_of(received(90), scope="unknown"))


def test_a_figure_that_a_sum_calls_wrong_is_told_there_and_not_here() -> None:
    wrong = {**received(4), NEW: 400}
    findings = judge(batch_of(over_the_years(2022, received(4), wrong))).findings
    assert any(finding.check.startswith("T3-") for finding in findings)
    assert not [finding for finding in findings if finding.check == "YEAR-JUMP" and NEW in finding.cells]


def test_the_thresholds_are_those_in_force() -> None:
    reports = over_the_years(2022, received(4), received(21))
    assert not found("YEAR-JUMP", *reports, thresholds=Thresholds({("YEAR-JUMP", "least"): 22}))
    assert not found("YEAR-JUMP", *reports, thresholds=Thresholds({("YEAR-JUMP", "ratio"): 6}))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (12.5, 125_000, "本年可能按元填写"),
        (125_000, 12.5, "上年可能按元填写"),
        (12.5, 149_000, "本年可能按元填写"),
        (12.5, 151_000, ""),
        (12.5, 1_250, ""),
        (0, 125_000, ""),
    ],
)
def test_fees_ten_thousand_times_as_large(before: float, after: float, said: str) -> None:
    findings = found("YEAR-UNIT", *over_the_years(2022, {FEES: before}, {FEES: after}))
    assert bool(findings) is bool(said)
    assert all(said in say_finding(finding, "zh") for finding in findings)
    assert all(f"{after:,g}" in say_finding(finding, "en") for finding in findings)
