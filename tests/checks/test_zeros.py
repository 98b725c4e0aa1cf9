"""Zeros, blanks and missing tables are told apart."""

from __future__ import annotations

from typing import Any

import pytest

from lib.checks import Finding, Severity, judge
from lib.forms import EDITION_KEYS, TABLES
from lib.reports import Report
from tests.checks.frames import batch_of, report_of

BLANK: dict[str, Any] = {key: None for table in TABLES for key in EDITION_KEYS[table, "2021"]}
NEW = "requests.new.total"


def found(check: str, *reports: Report) -> list[Finding]:
    return [f for f in judge(batch_of(reports)).findings if f.check == check]


@pytest.mark.parametrize(
    ("figures", "kind"),
    [({}, "stated"), (BLANK, "blank"), ({NEW: None}, "mixed"), ({**BLANK, NEW: 0}, "mixed")],
)
def test_stated_zeros_blanks_and_both_are_told_apart(figures: dict[str, Any], kind: str) -> None:
    for check in ("ZERO-ALL", "ZERO-REQUESTS"):
        (finding,) = found(check, report_of(figures))
        assert finding.message.key == f"checks.said.{check}.{kind}"


@pytest.mark.parametrize(
    "figures",
    [{"proactive.fees.amount": 0.5}, {"proactive.licensing.decisions": 1}, {"disputes.direct_action.total": 1}],
)
def test_one_figure_anywhere_is_no_zero_report(figures: dict[str, Any]) -> None:
    assert found("ZERO-ALL", report_of(figures)) == []
    assert len(found("ZERO-REQUESTS", report_of(figures))) == 1


def test_a_missing_table_or_an_unread_cell_is_not_zero() -> None:
    report = report_of({})
    without = report.model_copy(
        update={
            "editions": {"proactive": "2021", "requests": "2021"},
            "figures": {k: v for k, v in report.figures.items() if not k.startswith("disputes.")},
        }
    )
    assert found("ZERO-ALL", without) == []
    assert found("ZERO-ALL", report_of({NEW: None}, raw={NEW: "见附件"})) == []


def test_a_streak_counts_years_running_and_a_missing_year_ends_it() -> None:
    running = [report_of({}, year=year) for year in (2019, 2020, 2021, 2022)]
    assert [f.message.values["count"] for f in found("ZERO-STREAK", *running)] == [3, 4]
    gap = [report_of({}, year=year) for year in (2019, 2021, 2022)]
    assert found("ZERO-STREAK", *gap) == []


def test_no_requests_but_some_carried_over_is_an_error() -> None:
    before = report_of({"requests.new.total": 2, "requests.carry_out.total": 2}, year=2022)
    (finding,) = found("ZERO-CONTRADICTED", before, report_of({}))
    assert finding.severity is Severity.ERROR
    assert finding.cells == ("requests.carry_in.total",)


def test_no_requests_but_disputes_is_a_warning() -> None:
    (finding,) = found("ZERO-CONTRADICTED", report_of({"disputes.direct_action.total": 2}))
    assert finding.severity is Severity.WARNING
    assert finding.cells == ("disputes.direct_action.total",)
