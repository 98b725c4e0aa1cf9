"""What goes over from one year to the next."""

from __future__ import annotations

from typing import Any

import pytest

from lib.checks import EQUATION_IDS, Finding, Severity, Verdict, judge, say_finding
from tests.checks.frames import batch_of, report_of

OUT, INTO = "requests.carry_out", "requests.carry_in"
DOCS = "proactive.normative_docs"


def pending(row: str, count: int, column: str = "natural") -> dict[str, int]:
    """A row of table 三 with one requester type and its total."""
    return {f"{row}.{column}": count, f"{row}.total": count}


def last_year(count: int) -> dict[str, int]:
    return {**pending("requests.new", count), **pending(OUT, count)}


def this_year(count: int) -> dict[str, int]:
    return {**pending(INTO, count), **pending(OUT, count)}


def docs(issued: int, repealed: int, in_force: int | None) -> dict[str, int | None]:
    return dict(
        zip(
            (f"{DOCS}.{name}" for name in ("issued", "repealed", "in_force")), (issued, repealed, in_force), strict=True
        )
    )


def found(check: str, *reports: Any, revisions: dict[int, int] | None = None) -> list[Finding]:
    return [f for f in judge(batch_of(reports, revisions)).findings if f.check == check]


def verdict(equation: str, *reports: Any) -> Verdict:
    """The verdict on the last report."""
    return Verdict.of(int(judge(batch_of(reports)).verdicts[EQUATION_IDS.index(equation), len(reports) - 1]))


def test_a_broken_carry_over_is_one_finding_with_all_its_columns() -> None:
    (finding,) = found("YEAR-CARRY", report_of(last_year(4), year=2022), report_of(this_year(3)))
    assert [broken.equation for broken in finding.equations] == ["YEAR-CARRY/natural", "YEAR-CARRY/total"]
    assert finding.severity is Severity.ERROR
    assert finding.cells == (f"{INTO}.natural", f"{INTO}.total")
    assert [(term.year, term.value) for term in finding.equations[1].terms] == [(2022, 4), (2023, 3)]
    assert "2022 年报告结转下年 4 件，2023 年报告上年结转 3 件" in say_finding(finding, "zh")


def test_it_is_a_warning_where_last_year_was_revised_or_the_total_agrees() -> None:
    before, after = report_of(last_year(4), year=2022), report_of(this_year(3))
    assert [f.severity for f in found("YEAR-CARRY", before, after, revisions={0: 2})] == [Severity.WARNING]
    other = {f"{INTO}.commercial": 4, f"{INTO}.total": 4, f"{OUT}.commercial": 4, f"{OUT}.total": 4}
    assert [f.severity for f in found("YEAR-CARRY", before, report_of(other))] == [Severity.WARNING]


@pytest.mark.parametrize("gap", [{"year": 2021}, {"year": 2022, "agency": "别的局"}])
def test_only_the_same_agencys_year_before_counts(gap: dict[str, Any]) -> None:
    reports = report_of(last_year(4), **gap), report_of(this_year(3))
    assert found("YEAR-CARRY", *reports) == []
    assert verdict("YEAR-CARRY/total", *reports) is Verdict.NOT_APPLICABLE


def test_carry_over_goes_across_editions_but_documents_in_force_do_not() -> None:
    before = report_of(last_year(4), edition="2019", year=2020)
    after = report_of({**this_year(3), **docs(1, 0, 9)}, year=2021)
    assert len(found("YEAR-CARRY", before, after)) == 1
    assert verdict("YEAR-STOCK/normative_docs", before, after) is Verdict.NOT_APPLICABLE
    assert verdict("YEAR-STOCK-BOUND/normative_docs.in_force", before, after) is Verdict.HOLDS


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (docs(0, 0, 10), docs(3, 1, 12), Verdict.HOLDS),
        (docs(0, 0, 10), docs(3, 1, 13), Verdict.BROKEN),
        (docs(0, 0, 10), docs(3, 1, None), Verdict.UNDETERMINED),
        (docs(0, 0, None), docs(3, 1, 12), Verdict.UNDETERMINED),
        (docs(0, 0, None), docs(3, 1, 2), Verdict.HOLDS_IF_BLANK_ZERO),
        # Whatever stood in the blank, it would only add to the left.
        (docs(0, 0, None), docs(3, 1, 1), Verdict.BROKEN),
    ],
)
def test_the_balance_of_documents_in_force(before: Any, after: Any, expected: Verdict) -> None:
    assert verdict("YEAR-STOCK/normative_docs", report_of(before, year=2022), report_of(after)) is expected


def test_a_bound_and_the_balance_it_breaks_are_one_finding() -> None:
    reports = report_of(docs(0, 0, 20), year=2022), report_of(docs(5, 0, 0))
    (finding,) = found("YEAR-STOCK-BOUND", *reports)
    assert [b.equation for b in finding.equations] == [
        "YEAR-STOCK-BOUND/normative_docs.in_force",
        "YEAR-STOCK/normative_docs",
    ]
    assert [b.relation for b in finding.equations] == ["≤", "="]
    assert found("YEAR-STOCK", *reports) == []


def test_more_repealed_than_there_were() -> None:
    (finding,) = found("YEAR-STOCK-BOUND", report_of(docs(0, 0, 2), year=2022), report_of(docs(1, 9, 0)))
    (bound, _) = finding.equations
    assert (bound.equation, bound.left, bound.right) == ("YEAR-STOCK-BOUND/normative_docs.repealed", 9, 3)
    assert "废止 9 件，多于" in say_finding(finding, "zh")


def test_a_repair_that_mends_the_chain_too_holds_it() -> None:
    """The total of 上年结转 was typed wrong: one fault breaks a row, a column and the chain."""
    after = {
        **pending("requests.result_total", 4),
        **pending("requests.granted", 4),
        **pending(INTO, 4),
        f"{INTO}.total": 40,
    }
    findings = judge(batch_of([report_of(last_year(4), year=2022), report_of(after)])).findings
    finding = next(f for f in findings if f.check.startswith("T3-"))
    assert finding.cause is not None
    assert finding.cause.cells[0].suggested == 4
    assert finding.cause.restores == len(finding.equations) == 3
    assert [b.equation for b in finding.equations] == ["T3-ROW/carry_in", "T3-FLOW/total", "YEAR-CARRY/total"]
    assert [f for f in findings if f.check == "YEAR-CARRY"] == []
