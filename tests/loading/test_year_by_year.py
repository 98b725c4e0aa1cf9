"""Reports that come in year by year are compared with each other as if all had come at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest

import lib.loading.crowd
from lib.checks import YEAR_HANDLERS
from lib.demo import fictional
from lib.demo.writing import report_dict
from lib.loading import load_reports
from lib.reports import Report
from lib.store import Store

MORE = "requests.new.total"


@cache
def published() -> tuple[Report, ...]:
    blocks = list(fictional(1_200, 5, 0.08, years=(2021, 2024), prose=False))
    there = ((block, number) for block in blocks for number in range(block.size) if number not in block.missing)
    return tuple(Report.model_validate(report_dict(block, number)) for block, number in there)


def of(years: Sequence[int]) -> list[tuple[str, Report]]:
    return [("test", report) for report in published() if report.year in years]


def findings(store: Store) -> list[tuple[str, str, str]]:
    found = store.rows('SELECT agency_code, "check", fingerprint FROM finding WHERE gone_at IS NULL')
    return sorted((row["agency_code"], row["check"], row["fingerprint"]) for row in found)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """The years whose reports were compared with each other, together as they were."""
    years: list[list[int]] = []
    real = lib.loading.crowd._within

    def noted(store: Store, together: list[int], *rest: Any) -> Any:
        years.append(together)
        return real(store, together, *rest)

    monkeypatch.setattr(lib.loading.crowd, "_within", noted)
    return years


def test_a_year_at_a_time_leads_to_the_same_findings_as_all_at_once(
    compared: list[list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, by_year = Store(), Store()
    load_reports(at_once, of([2021, 2022, 2023, 2024]))
    load_reports(by_year, of([2021, 2022]))
    load_reports(by_year, of([2023]))
    load_reports(by_year, of([2024]))
    found = findings(by_year)
    assert found == findings(at_once)
    assert {check for _, check, _ in found} & set(YEAR_HANDLERS)
    # The same where a year is all that is held.
    compared.clear()
    monkeypatch.setattr(lib.loading.crowd, "_AT_ONCE", 1)
    apart = Store()
    load_reports(apart, of([2021, 2022, 2023, 2024]))
    assert compared == [[2021], [2022], [2023], [2024]]
    assert findings(apart) == found


def test_only_the_year_that_came_in_is_compared_where_all_agencies_were_known(compared: list[list[int]]) -> None:
    store = Store()
    load_reports(store, of([2022, 2023]))
    assert compared == [[2022, 2023]]
    compared.clear()
    one = next(report for _, report in of([2023]))
    other = one.model_copy(update={"figures": {**one.figures, MORE: 7_000}})
    load_reports(store, [("again", other)])
    assert compared == [[2023]]
    at_once = Store()
    load_reports(at_once, [(origin, other if report is one else report) for origin, report in of([2022, 2023])])
    assert [f for f in findings(store) if f[1] in YEAR_HANDLERS] == [
        f for f in findings(at_once) if f[1] in YEAR_HANDLERS
    ]


def test_an_agency_that_is_new_is_a_reason_to_compare_every_year(compared: list[list[int]]) -> None:
    store = Store()
    load_reports(store, of([2022, 2023]))
    compared.clear()
    one = next(report for _, report in of([2023]))
    other = one.model_copy(update={"agency": one.agency.model_copy(update={"name": "某县新设局", "uscc": None})})
    load_reports(store, [("new", other)])
    assert compared == [[2022, 2023]]
