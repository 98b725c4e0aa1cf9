"""What is known of a report once it is judged: its status and its facts."""

from __future__ import annotations

from typing import Any

import pytest

from lib.loading import load_reports
from lib.loading.status import sum_columns
from lib.reports import Report
from lib.store import Filters, Store
from lib.store.reading import reports
from tests.loading.cases import NEW, TABLES, whole

FACTS = ("filed", "on_time", "dated", "equations_holding", "equations_checkable", "equations_all", "zero", "whole")
NOTHING = dict.fromkeys(
    [f"requests.{row}.{who}" for row in ("new", "granted", "result_total") for who in ("natural", "total")], 0
)
BLANK = {f"requests.ref_query.{who}": None for who in ("natural", "commercial")}


def judged(report: Report) -> dict[str, Any]:
    store = Store()
    load_reports(store, [("one", report)])
    columns = [
        "num.on_time_rate",
        "den.on_time_rate",
        "num.consistency_rate",
        "den.consistency_rate",
        "den.checkable_rate",
    ]
    (row,) = reports(store, Filters(), [*columns, "num.zero_report_rate", "den.zero_report_rate"]).to_dict("records")
    return {str(name): None if value != value else value for name, value in row.items()}


@pytest.mark.parametrize(
    ("changes", "status", "doubtful"),
    [
        ({}, "fine", False),
        ({"figures": {NEW: 6}}, "error", True),
        ({"figures": NOTHING}, "zero", False),
        ({"figures": BLANK}, "blank_ok", False),
        ({"figures": {"requests.ref_query.total": None}}, "blank_ok", False),
        ({"figures": {NEW: None}}, "warning", False),
        ({"figures": {**NOTHING, "requests.ref_query.commercial": None}}, "zero", False),
        ({"figures": {NEW: None}, "raw": {NEW: "五"}}, "error", True),
        ({"notes": ["unknown_row:9.属于工作秘密"]}, "warning", False),
    ],
)
def test_the_first_status_that_applies(changes: dict[str, Any], status: str, doubtful: bool) -> None:
    row = judged(whole(**changes))
    assert (row["status"], row["doubtful"]) == (status, doubtful)


@pytest.mark.parametrize(
    ("kind", "published", "on_time"),
    [
        ("department", "2024-01-31", 1),
        ("department", "2024-02-01", 0),
        ("office", "2024-01-31", 1),
        ("office", "2024-02-01", 0),
        ("outpost", "2024-02-01", 0),
        ("government", "2024-03-31", 1),
        ("government", "2024-04-01", 0),
        ("government", None, None),
        ("department", None, None),
        ("township", "2024-06-01", None),
        ("other", "2024-06-01", None),
        (None, "2024-06-01", None),
    ],
)
def test_the_last_day_is_that_of_the_kind_of_agency(
    kind: str | None, published: str | None, on_time: int | None
) -> None:
    """条例 art. 49: departments by 31 January, governments by 31 March; the others are not named there."""
    row = judged(whole(agency={"name": "某机关", "kind": kind}, published_on=published))
    assert row["num.on_time_rate"] == on_time
    assert row["den.on_time_rate"] == (None if on_time is None else 1)


def test_the_equations_are_counted_by_verdict() -> None:
    """42 sums of the form, and what table 二 says of its own stock of documents: issued − repealed ≤ in force, twice."""
    fine = judged(whole())
    assert (fine["num.consistency_rate"], fine["den.consistency_rate"], fine["den.checkable_rate"]) == (44, 44, 44)
    broken = judged(whole(figures={NEW: 6}))
    assert (broken["num.consistency_rate"], broken["den.consistency_rate"]) == (42, 44)
    undecided = judged(whole(figures={NEW: None}))
    assert (undecided["den.consistency_rate"], undecided["den.checkable_rate"]) == (42, 44)


def test_a_zero_report_is_one_of_those_with_all_three_tables() -> None:
    zero = judged(whole(figures=NOTHING))
    assert (zero["num.zero_report_rate"], zero["den.zero_report_rate"]) == (1, 1)
    partial = whole(figures=NOTHING)
    figures = {key: value for key, value in partial.figures.items() if not key.startswith("proactive")}
    without = partial.model_copy(update={"editions": dict.fromkeys(TABLES[1:], "2021"), "figures": figures})
    row = judged(without)
    assert (row["num.zero_report_rate"], row["den.zero_report_rate"]) == (None, None)


def test_every_column_that_is_summed_is_there_once() -> None:
    assert len(set(sum_columns())) == len(sum_columns())
    store = Store()
    load_reports(store, [("one", whole())])
    kept = {row["column_name"] for row in store.rows("SELECT column_name FROM (DESCRIBE sums)")}
    assert {*sum_columns(), *(f"known.{name}" for name in sum_columns())} <= kept
