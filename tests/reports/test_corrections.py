"""What a person corrected is told apart from what was read, on every way in and out."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from lib.loading import load_reports
from lib.reports import Correction, Report, ReportError, parse_report, parse_reports, read_csv, write_csv, write_reports
from lib.store import Store
from lib.store.reading import find_report, stored_reports
from tests.loading.cases import NEW, whole
from tests.reports.strategies import reports

FEES = "proactive.fees.amount"
READ: dict[str, Any] = {
    NEW: {"read": 8, "note": "原文为 5", "corrected_on": "2026-03-01"},
    FEES: {"read": 59237.2449, "raw": "59237.2449万元", "note": "单位", "corrected_on": "2026-03-01"},
}


def corrected() -> Report:
    return whole(corrections=READ)


def test_what_was_read_is_kept_exactly() -> None:
    assert corrected().corrections[FEES] == Correction(
        read=Decimal("59237.2449"), raw="59237.2449万元", note="单位", corrected_on=date(2026, 3, 1)
    )


def test_a_correction_survives_json_and_the_store() -> None:
    assert list(parse_reports("".join(write_reports([corrected()])).encode(), "a.jsonl")) == [corrected()]
    store = Store()
    load_reports(store, [("a", corrected()), ("b", whole(year=2022))])
    assert list(stored_reports(store)) == [whole(year=2022), corrected()]
    (row,) = store.rows("SELECT read FROM correction WHERE key = ?", [FEES])
    assert row["read"] == "59237.2449"
    store.close()


def test_a_revision_has_its_own_corrections_and_the_one_before_keeps_its_own() -> None:
    store = Store()
    for report in (corrected(), whole(figures={NEW: 6})):
        load_reports(store, [("a", report)])
    before, after = (find_report(store, "某市财政局", 2023, revision=number) for number in (1, 2))
    assert before is not None
    assert after is not None
    assert (before.report, after.report.corrections) == (corrected(), {})
    store.close()


def test_a_spreadsheet_says_which_figures_were_corrected() -> None:
    (found,) = read_csv("".join(write_csv([corrected()])).encode(), "a.csv")
    assert isinstance(found, Report)
    assert found.notes == (f"corrected:{NEW}", f"corrected:{FEES}")
    assert found.figures == corrected().figures
    (again,) = read_csv("".join(write_csv([found])).encode(), "a.csv")
    assert again == found


@given(reports())
def test_the_hash_is_over_all_that_is_said_and_without_corrections_as_it_was_before_there_were_any(
    report: Report,
) -> None:
    bare = report.model_copy(update={"corrections": {}})
    said = bare.model_dump(mode="json", exclude={"source", "corrections"})
    assert bare.content_hash() == hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    assert (report.content_hash() == bare.content_hash()) == (not report.corrections)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({NEW: {"read": 8, "corrected_on": "2026-03-01"}}, "缺少“corrections.requests.new.total.note”"),
        ({NEW: {"read": 8, "note": " ", "corrected_on": "2026-03-01"}}, "应写明更正的理由"),
        ({NEW: {"read": 8, "note": "x"}}, "corrected_on"),
        ({NEW: {"read": "8", "note": "x", "corrected_on": "2026-03-01"}}, "应为数字或 null"),
        ({"requests.nwe.total": {"note": "x", "corrected_on": "2026-03-01"}}, "requests.new.total"),
        ({"requests.oth_single.total": {"note": "x", "corrected_on": "2026-03-01"}}, "不在 figures 中"),
        ({NEW: {"note": "x", "corrected_on": "2026-03-01", "by": "y"}}, "不认识的键"),
    ],
)
def test_a_correction_that_is_not_right_is_said(change: dict[str, Any], said: str) -> None:
    found = parse_report(json.loads(whole().model_dump_json()) | {"corrections": change}, "a.json")
    assert isinstance(found, ReportError)
    assert said in str(found)


def test_the_checks_take_the_corrected_figure_for_what_the_document_says() -> None:
    store = Store()
    load_reports(store, [("a", whole(figures={NEW: 6}))])
    assert store.rows("SELECT count(*) AS n FROM open_finding") == [{"n": 1}]
    load_reports(store, [("a", corrected())])
    assert store.rows("SELECT count(*) AS n FROM open_finding") == [{"n": 0}]
    store.close()
