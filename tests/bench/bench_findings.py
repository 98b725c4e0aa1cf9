"""How fast the worklist is with ten thousand findings: every question asked of them, a decision, and one report more.

The bundled reports and their findings are copied under other names until there are as many.
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable

from lib.loading import load_reports, prepare
from lib.store import Filters, Store
from lib.store.finding_queries import (
    Sought,
    changes_since,
    finding_row,
    neighbours,
    sought_agencies,
    sought_counts,
    sought_rows,
)
from lib.store.reviewing import decide, verify_log
from lib.views.findings import Worklist, findings, opened
from tests.bench.record import record
from tests.loading.cases import NEW, whole

FINDINGS, RUNS, DECISIONS = 10_000, 7, 500
# What tells a copy apart from its original in each table.
_COPIED = {
    "agency": "agency_id + i * 1000 AS agency_id, code || '·' || i AS code, name || i AS name",
    "report": "report_id + i * 100000 AS report_id, agency_id + i * 1000 AS agency_id",
    "figures": "report_id + i * 100000 AS report_id",
    "measure": "report_id + i * 100000 AS report_id",
    "finding": "finding_id + i * 100000 AS finding_id, report_id + i * 100000 AS report_id, "
    "agency_id + i * 1000 AS agency_id, agency_code || '·' || i AS agency_code, sha256(fingerprint || i) AS fingerprint",
}


def crowded() -> Store:
    """A store with at least FINDINGS open findings."""
    store = Store()
    prepare(store)
    times = -(-FINDINGS // int(store.rows("SELECT count(*) AS n FROM open_finding")[0]["n"]))
    for table, changed in _COPIED.items():
        store.execute(f"INSERT INTO {table} SELECT {table}.* REPLACE ({changed}) FROM {table}, range(1, {times}) x(i)")
    return store


def timed(store: Store, name: str, action: Callable[[], object]) -> None:
    """Beside the least that can be asked of all findings: how many there are."""
    taken, floor = [], []
    action()
    for _ in range(RUNS):
        begun = time.perf_counter()
        store.rows("SELECT count(*) AS n FROM finding WHERE gone_at IS NULL")
        counted = time.perf_counter()
        action()
        taken.append(time.perf_counter() - counted)
        floor.append(counted - begun)
    record("findings", f"{name}, of {FINDINGS:,}", taken, "s", against="counting them", theirs=floor)


def test_ten_thousand_findings() -> None:
    store = crowded()
    everywhere, all_open = Filters(), Sought()
    listed = [row["fingerprint"] for row in sought_rows(store, everywhere, all_open, limit=FINDINGS)]
    print(f"\n{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}: {len(listed)} findings")
    begun = time.perf_counter()
    for fingerprint in listed[:DECISIONS]:
        decide(store, fingerprint, "confirmed", "", "张三")
    record("findings", f"a decision, of {DECISIONS}", (time.perf_counter() - begun) / DECISIONS, "s")
    assert verify_log(store).entries == DECISIONS
    middle = listed[len(listed) // 2]
    timed(store, "a page of 50", lambda: sought_rows(store, everywhere, all_open, limit=50))
    timed(store, "the last page", lambda: sought_rows(store, everywhere, all_open, limit=50, offset=len(listed) - 50))
    timed(store, "the counts of the filters", lambda: sought_counts(store, everywhere, all_open))
    timed(store, "a page of agencies", lambda: sought_agencies(store, everywhere, all_open))
    timed(store, "what changed", lambda: changes_since(store, everywhere, all_open))
    timed(store, "before and after one", lambda: neighbours(store, everywhere, all_open, middle))
    timed(store, "one finding", lambda: finding_row(store, middle))
    timed(store, "the view of the page", lambda: findings(store, everywhere))
    narrow = Worklist(severities=("error",), states=("new",), search="平潭")
    timed(store, "the view, filtered", lambda: findings(store, everywhere, narrow))
    timed(store, "the view, by agency", lambda: findings(store, everywhere, Worklist(group="agency")))
    timed(store, "the view of one opened", lambda: opened(store, middle))
    timed(store, "the log verified", lambda: verify_log(store))
    before = store.rows("SELECT count(*) AS n FROM finding WHERE gone_at IS NULL")
    begun = time.perf_counter()
    load_reports(store, [("one", whole(figures={NEW: 6}))])
    record("findings", f"one report more, beside {FINDINGS:,} findings", time.perf_counter() - begun, "s")
    assert before != store.rows("SELECT count(*) AS n FROM finding WHERE gone_at IS NULL")
