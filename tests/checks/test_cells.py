"""Negative, fractional, unreadable and blank cells."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from lib.checks import Finding, Severity, judge, say_finding
from tests.checks.frames import batch_of, report_of

PENALTY = "proactive.penalty.decisions"
NEW = "requests.new.total"
OTHER = "requests.granted.legal"


def found(check: str, figures: dict[str, Any], **more: Any) -> list[Finding]:
    return [f for f in judge(batch_of([report_of(figures, **more)])).findings if f.check == check]


@pytest.mark.parametrize("key", [PENALTY, NEW, "proactive.fees.amount"])
def test_nothing_counted_is_negative(key: str) -> None:
    (finding,) = found("NEG", {key: -2})
    assert finding.cells == (key,)
    assert finding.severity is Severity.ERROR


def test_a_decrease_may_be() -> None:
    assert found("NEG", {"proactive.penalty.change": -2}, edition="2019", year=2020) == []


def test_all_cells_wrong_in_one_way_are_one_finding() -> None:
    (finding,) = found("INT", {PENALTY: Decimal("2.5"), NEW: Decimal("0.5")})
    assert finding.cells == (PENALTY, NEW)
    assert found("INT", {"proactive.fees.amount": Decimal("2.5")}) == []


def test_what_is_no_number_is_named_by_its_place_in_the_form() -> None:
    (finding,) = found("NUM", {NEW: None}, raw={NEW: "1O"})
    assert say_finding(finding, "zh") == "1 格不是数字，无法核对：“本年新收·总计”。"
    assert say_finding(finding, "en").endswith("1: “Received this year · Total”.")


def test_a_blank_is_information_and_in_a_key_cell_a_warning() -> None:
    (finding,) = found("BLANK", {OTHER: None})
    assert (finding.severity, finding.cells) == (Severity.INFORMATION, (OTHER,))
    (finding,) = found("BLANK", {OTHER: None, NEW: None, "disputes.direct_action.total": None})
    assert (finding.severity, finding.cells) == (Severity.WARNING, (NEW, "disputes.direct_action.total"))
    assert finding.message.values["count"] == 3


def test_the_fingerprint_of_a_blank_changes_with_what_is_blank() -> None:
    (one,), (other,), (same,) = (
        found("BLANK", figures) for figures in ({NEW: None}, {NEW: None, OTHER: None}, {NEW: None})
    )
    assert one.fingerprint == same.fingerprint != other.fingerprint
