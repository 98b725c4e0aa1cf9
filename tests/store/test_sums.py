"""What is kept beside the reports is what it would be if it were made anew, whatever happened to them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.checks import Thresholds
from lib.loading import judging, load_reports
from lib.loading.rostering import apply_roster
from lib.loading.status import sum_columns
from lib.loading.thresholds import set_thresholds
from lib.reports import Report
from lib.store import RosterEntry, Store
from lib.store.panel import fill_panel
from tests.store.hierarchy import NEW, YEARS, agencies, filed

KEPT = ("panel", "sums", "standing")
AGENCIES = agencies()
REPORTS = {(one.agency.name, one.agency.region_code, one.year): one.report() for one in filed(2)}


def kept(store: Store) -> dict[str, list[str]]:
    """Every row of every table that follows from others."""
    return {table: sorted(map(repr, store.arrow(f"SELECT * FROM {table}").to_pylist())) for table in KEPT}


def anew(store: Store) -> dict[str, list[str]]:
    with store.transaction():
        fill_panel(store, sum_columns())
    return kept(store)


def changed(report: Report, received: int | None, scope: str) -> Report:
    """Another revision of a report: its first cell breaks its row, and its scope may be another."""
    figures = {**report.figures, NEW: received}
    return report.model_copy(update={"figures": figures, "scope": scope})


SOME = st.lists(st.sampled_from(sorted(REPORTS, key=str)), min_size=1, max_size=6, unique=True)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), SOME),
        st.tuples(st.just("revise"), SOME, st.sampled_from([None, 0, 7]), st.sampled_from(["unknown", "own_office"])),
        st.tuples(st.just("merge"), st.integers(0, len(AGENCIES) - 1), st.integers(0, len(AGENCIES) - 1)),
        st.tuples(st.just("rules"), st.sampled_from([5.0, 30.0])),
    ),
    min_size=1,
    max_size=4,
)


def take(store: Store, step: Any) -> None:
    match step:
        case ("add", some):
            load_reports(store, [("test", REPORTS[one]) for one in some])
        case ("revise", some, received, scope):
            load_reports(store, [("test", changed(REPORTS[one], received, scope)) for one in some])
        case ("merge", gone, into):
            into = into if into != gone else (gone + 1) % len(AGENCIES)
            # The one has become the other: its reports stay, and its name is a past one of the other.
            entries = [RosterEntry(agency, expected_from=YEARS[0]) for n, agency in enumerate(AGENCIES) if n != gone]
            at = next(n for n, entry in enumerate(entries) if entry.agency == AGENCIES[into])
            entries[at] = replace(entries[at], past_names=(f"{AGENCIES[gone].name}（撤销）",))
            apply_roster(store, entries)
        case ("rules", value):
            set_thresholds(store, Thresholds({("ZERO-PEERS", "peers"): value}))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_what_is_kept_is_what_it_would_be_anew(steps: list[Any]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # However much of so small a store has changed, it is never made anew but by the test.
        patch.setattr(judging, "RENEWED_SINGLY", 2.0)
        _keeps(steps)


def _keeps(steps: list[Any]) -> None:
    store = Store()
    load_reports(store, [("test", report) for report in list(REPORTS.values())[::3]])
    for step in steps:
        take(store, step)
    assert kept(store) == anew(store)


def test_a_government_that_comes_later_covers_its_parts_from_then_on() -> None:
    store = Store()
    wholes = [one for one in filed(2) if one.scope == "government_aggregate"]
    parts = [one for one in filed(2) if one.agency.kind != "government"]
    load_reports(store, [("test", one.report()) for one in parts])
    assert not store.rows("SELECT 1 FROM panel WHERE len(covers) > 0")
    load_reports(store, [("test", one.report()) for one in wholes])
    assert store.rows("SELECT 1 FROM panel WHERE len(covers) > 0")
    assert kept(store) == anew(store)


@pytest.mark.parametrize("width", [0, 2])
def test_every_report_is_in_the_sums_of_each_width_once(width: int) -> None:
    store = Store()
    load_reports(store, [("test", report) for report in REPORTS.values()])
    (row,) = store.rows("SELECT sum(reports)::BIGINT AS n FROM sums WHERE width = ?", [width])
    assert row["n"] == len(REPORTS)
