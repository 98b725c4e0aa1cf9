"""Findings over time: the same one keeps its day, what is gone is kept with its reason, and every load is a moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest

from lib.checks import CROWD_HANDLERS, Finding, Severity, Verdict
from lib.language import Message
from lib.loading import load_reports
from lib.loading.finding_rows import finding_rows
from lib.loading.judging import judge_agencies
from lib.loading.roster import load_roster
from lib.loading.rostering import apply_roster
from lib.loading.status import sum_columns
from lib.reports import Agency, Report
from lib.store import Filters, RosterEntry, Store
from lib.store.finding_history import (
    Scope,
    begin_load,
    count_repeats,
    forget_touched,
    keep_findings,
    settle_statuses,
    touched,
)
from lib.store.finding_queries import finding_row, loads
from lib.store.panel import renew_panel
from lib.store.reading import find_report, reports
from tests.loading.cases import NEW, whole

NAME = "某市财政局"
CHECK = "T3-ROW"


def load(store: Store, *found: Report) -> None:
    load_reports(store, [(f"file-{n}", report) for n, report in enumerate(found)])


def rows(store: Store, check: str = CHECK) -> list[dict[str, Any]]:
    return store.rows('SELECT * FROM reviewed_finding WHERE "check" = ? ORDER BY seen_at, finding_id', [check])


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store()
    load(opened, whole(figures={NEW: 6}), whole("某市教育局"))
    yield opened
    opened.close()


def test_a_finding_that_is_found_again_keeps_its_day(store: Store) -> None:
    (before,) = rows(store)
    load(store, whole(year=2024), whole("某市教育局", figures={NEW: 7}))
    (after,) = [row for row in rows(store) if row["fingerprint"] == before["fingerprint"]]
    assert (after["seen_at"], after["gone_at"], after["finding_id"]) == (before["seen_at"], None, before["finding_id"])
    assert len(rows(store)) == 2


def test_a_new_revision_with_other_figures_ends_it_and_the_report_is_why(store: Store) -> None:
    load(store, whole())
    (row,) = rows(store)
    assert (row["gone_by"], row["gone_at"]) == ("report", loads(store)[0]["loaded_at"])
    assert store.rows(f"SELECT * FROM open_finding WHERE \"check\" = '{CHECK}'") == []


def test_a_revision_that_leaves_the_faulty_cells_keeps_the_finding_on_the_new_report(store: Store) -> None:
    (before,) = rows(store)
    load(store, whole(figures={NEW: 6, "proactive.licensing.decisions": 3}))
    (after,) = rows(store)
    current = find_report(store, NAME, 2023)
    assert current is not None
    assert after["seen_at"] == before["seen_at"]
    assert after["report_id"] == current.report_id != before["report_id"]


def test_the_same_figures_after_right_ones_are_a_finding_of_their_own(store: Store) -> None:
    load(store, whole())
    load(store, whole(figures={NEW: 6}))
    first, second = rows(store)
    assert first["fingerprint"] == second["fingerprint"]
    assert first["gone_at"] < second["seen_at"]
    assert second["gone_at"] is None
    found = finding_row(store, first["fingerprint"])
    assert found is not None
    assert found["finding_id"] == second["finding_id"]


def test_other_rules_end_what_they_find_no_more_and_are_why(store: Store) -> None:
    stale = {**rows(store)[0], "finding_id": 99, "fingerprint": "stale"}
    columns = [row["column_name"] for row in store.rows("DESCRIBE finding")]
    store.insert("finding", pa.Table.from_pylist([{name: stale[name] for name in columns}]))
    store.set_meta("rules", "those of another version")
    load_reports(store, [])
    ended = {row["fingerprint"]: row["gone_by"] for row in rows(store)}
    assert ended == {"stale": "rules", rows(store)[0]["fingerprint"]: None}
    assert [row["what"] for row in loads(store)] == ["rules", "reports"]


def test_what_nobody_expects_any_more_is_gone_with_the_roster() -> None:
    store = Store()
    agency = Agency(name="某市统计局", region_code="110101", kind="department", level="county")
    with store.transaction():
        load_roster(store, [RosterEntry(agency, expected_from=2022)])
    load(store, whole(agency={"name": NAME, "region_code": "110101"}, year=2022))
    missing = rows(store, "ROSTER-MISSING")
    assert {row["gone_at"] for row in missing} == {None}
    assert {row["report_id"] for row in missing} == {None}
    apply_roster(store, [])
    gone = rows(store, "ROSTER-MISSING")
    assert [row["gone_by"] for row in gone] == ["removed"] * len(missing)
    assert [row["agency_code"] for row in gone] == ["某市统计局"] * len(missing)
    assert loads(store)[0]["what"] == "roster"


def test_a_load_says_what_it_brought_and_one_that_brings_nothing_is_none(store: Store) -> None:
    load(store, whole(), whole(year=2024), whole("某市教育局"))
    load(store, whole(), whole(year=2024))
    load_reports(store, [])
    said = [(row["load_id"], row["what"], row["added"], row["revised"], row["unchanged"]) for row in loads(store)]
    assert said == [(2, "reports", 1, 1, 1), (1, "reports", 2, 0, 0)]
    assert loads(store)[0]["loaded_at"] > loads(store)[1]["loaded_at"]


def test_a_load_is_later_than_the_one_before_it_whatever_the_clock_says(store: Store) -> None:
    store.execute("UPDATE load SET loaded_at = TIMESTAMP '2090-01-01 00:00:00'")
    with store.transaction():
        assert f"{begin_load(store, 'rules').loaded_at:%Y-%m-%d %H:%M:%S.%f}" == "2090-01-01 00:00:00.000001"


def test_a_load_that_breaks_off_leaves_the_findings_as_they_were(store: Store) -> None:
    before = rows(store), loads(store)

    def breaking_off() -> Iterator[tuple[str, Report]]:
        yield "a", whole()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_reports(store, breaking_off())
    with pytest.raises(RuntimeError, match="judged halfway"):
        judged_halfway(store)
    assert (rows(store), loads(store)) == before


def judged_halfway(store: Store) -> None:
    with store.transaction():
        judge_agencies(store, None)
        raise RuntimeError("judged halfway")


def test_repeats_count_the_years_of_one_check_on_one_agency(store: Store) -> None:
    load(store, whole(year=2021, figures={NEW: 6}), whole(year=2022, figures={NEW: 6}), whole("某市教育局", year=2022))
    assert [row["repeats"] for row in rows(store)] == [3, 3, 3]
    load(store, whole(year=2022))
    assert sorted(row["repeats"] for row in rows(store) if row["gone_at"] is None) == [2, 2]


def finding(check: str, severity: str, report_id: int | None, fingerprint: str, agency_id: int = 1) -> Finding:
    return Finding(
        report_id,
        agency_id,
        2023,
        check,
        Severity(severity),
        Verdict.BROKEN,
        None,
        (),
        (),
        (),
        Message("x"),
        fingerprint,
    )


def test_two_findings_with_one_fingerprint_are_one_the_graver(store: Store) -> None:
    found = [
        finding("NEG", "error", 1, "same"),
        finding("NEG", "warning", 1, "same"),
        finding("INT", "error", 1, "other"),
    ]
    table = finding_rows(store, found)
    assert list(zip(table["fingerprint"].to_pylist(), table["severity"].to_pylist(), strict=True)) == [
        ("same", "error"),
        ("other", "error"),
    ]


def keep(store: Store, scope: Scope, *found: Finding) -> None:
    with store.transaction():
        forget_touched(store)
        keep_findings(store, finding_rows(store, found), scope, begin_load(store, "reports"), "reports")
        count_repeats(store)
        settle_statuses(store)
        renew_panel(store, touched(store), sum_columns())


def statuses(store: Store) -> dict[str, tuple[str, bool]]:
    frame = reports(store, Filters(), [])
    return {row["agency_name"]: (row["status"], row["doubtful"]) for row in frame.to_dict("records")}


def test_a_warning_from_the_comparison_of_agencies_shows_in_the_status_and_goes_again(store: Store) -> None:
    check = next(iter(CROWD_HANDLERS))
    other = find_report(store, "某市教育局", 2023)
    assert other is not None
    assert statuses(store) == {NAME: ("error", True), "某市教育局": ("fine", False)}
    whose = store.rows("SELECT agency_id FROM report WHERE report_id = ?", [other.report_id])[0]["agency_id"]
    keep(store, Scope((check,)), finding(check, "warning", other.report_id, "w", whose))
    assert statuses(store) == {NAME: ("error", True), "某市教育局": ("warning", False)}
    keep(store, Scope((check,)), finding(check, "information", other.report_id, "i", whose))
    assert statuses(store)["某市教育局"] == ("fine", False)
    keep(store, Scope((check,)))
    assert [row["gone_by"] for row in rows(store, check)] == ["report", "report"]
    assert len(rows(store)) == 1


def test_a_scope_leaves_the_findings_of_others_alone(store: Store) -> None:
    keep(store, Scope((CHECK,), agency_ids=[2]))
    keep(store, Scope((CHECK,), others=True))
    assert rows(store)[0]["gone_at"] is None
    keep(store, Scope((CHECK,), agency_ids=[1]))
    assert rows(store)[0]["gone_at"] is not None
