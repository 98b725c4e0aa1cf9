"""A store as full as a country: the bundled reports copied under other names until there are as many as are asked for."""

from __future__ import annotations

from pathlib import Path

from lib.loading import prepare
from lib.loading.judging import sum_columns
from lib.store import Store
from lib.store.panel import fill_panel

# What tells a copy apart from its original in each table. A thousand provinces' worth of codes: two digits of place each.
_PLACE = "lpad((i % 89 + 10)::VARCHAR, 2, '0') || lpad((i // 89 % 99 + 1)::VARCHAR, 2, '0')"
_COPIED = {
    "agency": "agency_id + i * 1000 AS agency_id, code || '·' || i AS code, name || i AS name, parent || i AS parent, "
    f"{_PLACE} || right(region, greatest(0, length(region) - 4)) AS region",
    "report": "report_id + i * 100000 AS report_id, agency_id + i * 1000 AS agency_id",
    "figures": "report_id + i * 100000 AS report_id",
    "measure": "report_id + i * 100000 AS report_id",
    "verdict": "report_id + i * 100000 AS report_id",
    "finding": "finding_id + i * 100000 AS finding_id, report_id + i * 100000 AS report_id, "
    "agency_id + i * 1000 AS agency_id, agency_code || '·' || i AS agency_code, sha256(fingerprint || i) AS fingerprint",
}


def fill(home: Path, reports: int) -> int:
    """Make the data folder's store hold at least so many reports; how many agencies it then has."""
    store = Store(home / "disclosure.duckdb")
    prepare(store)
    times = -(-reports // int(store.rows("SELECT count(*) AS n FROM report")[0]["n"]))
    with store.transaction():
        for table, changed in _COPIED.items():
            store.execute(
                f"INSERT INTO {table} SELECT {table}.* REPLACE ({changed}) FROM {table}, range(1, {times}) x(i)"
            )
        fill_panel(store, sum_columns())
        store.set_meta("version", str(int(store.meta("version") or 0) + 1))
    agencies = int(store.rows("SELECT count(*) AS n FROM agency")[0]["n"])
    store.close()
    return agencies
