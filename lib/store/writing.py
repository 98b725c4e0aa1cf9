"""What the loader writes. Every function here is called inside `store.transaction()`."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from lib.store.database import Store
from lib.store.rows import Rows


def add_reports(store: Store, rows: Rows) -> None:
    """Write new revisions and retire the ones they follow; those stay readable."""
    if not rows.report.num_rows:
        return
    store.update_from(
        "UPDATE report SET current = FALSE FROM incoming AS i "
        "WHERE report.agency_id = i.agency_id AND report.year = i.year AND report.current",
        rows.report.select(["agency_id", "year"]),
    )
    for table, added in rows.tables().items():
        store.insert(table, added)


def known_revisions(
    store: Store, agency_ids: Sequence[int], years: Sequence[int]
) -> dict[tuple[int, int], tuple[str, int]]:
    """The current report of each agency and year asked for, by these: its content hash and its revision."""
    asked = pa.table({"agency_id": pa.array(agency_ids, pa.int32()), "year": pa.array(years, pa.int16())})
    store.update_from("CREATE OR REPLACE TEMP TABLE offered AS SELECT DISTINCT * FROM incoming", asked)
    found = store.arrow(
        "SELECT agency_id, year, content_hash, revision FROM report JOIN offered USING (agency_id, year) WHERE current"
    )
    columns = (found.column(name).to_pylist() for name in ("agency_id", "year", "content_hash", "revision"))
    return {(agency_id, year): (digest, revision) for agency_id, year, digest, revision in zip(*columns, strict=True)}


def next_report_id(store: Store) -> int:
    """The number the next report is given."""
    found = store.arrow("SELECT coalesce(max(report_id), 0) + 1 AS n FROM report")
    return int(found.column("n")[0].as_py())


def replace_rows(store: Store, table: str, report_ids: Sequence[int], rows: pa.Table) -> None:
    """Put `rows` in the place of all rows of these reports."""
    store.update_from(
        f"DELETE FROM {table} USING incoming AS i WHERE {table}.report_id = i.report_id",
        pa.table({"report_id": pa.array(report_ids, pa.int32())}),
    )
    store.insert(table, rows)
