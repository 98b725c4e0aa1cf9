"""What the loader writes. Every function here is called inside `store.transaction()`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa

from lib.forms import TABLES
from lib.reports import Report
from lib.store.database import Store
from lib.store.flatten import cell_rows, correction_rows, fact_rows, figure_rows, prose_rows


@dataclass(frozen=True)
class Arrival:
    """A report on its way into the store, with the ids it was given."""

    report_id: int
    agency_id: int
    revision: int
    report: Report
    content_hash: str


def add_reports(store: Store, arrivals: Sequence[Arrival]) -> None:
    """Write new revisions and retire the ones they follow; those stay readable."""
    if not arrivals:
        return
    reports = {arrival.report_id: arrival.report for arrival in arrivals}
    followed = pa.table({"agency_id": [a.agency_id for a in arrivals], "year": [a.report.year for a in arrivals]})
    store.update_from(
        "UPDATE report SET current = FALSE FROM incoming AS i "
        "WHERE report.agency_id = i.agency_id AND report.year = i.year AND report.current",
        followed,
    )
    store.insert("report", pa.Table.from_pylist([_head(arrival) for arrival in arrivals], schema=_REPORT))
    store.insert("figures", figure_rows(reports))
    store.insert("cell", cell_rows(reports))
    store.insert("fact", fact_rows(reports))
    store.insert("prose", prose_rows(reports))
    store.insert("correction", correction_rows(reports))


_REPORT = pa.schema(
    [
        ("report_id", pa.int32()),
        ("agency_id", pa.int32()),
        ("year", pa.int16()),
        ("revision", pa.int16()),
        ("current", pa.bool_()),
        ("scope", pa.string()),
        *((f"edition_{table}", pa.string()) for table in TABLES),
        ("published_on", pa.date32()),
        *((f"source_{name}", pa.string()) for name in ("url", "file", "sha256", "state")),
        ("stated", pa.string()),
        ("content_hash", pa.string()),
        ("loaded_at", pa.timestamp("us")),
    ]
)


def _head(arrival: Arrival) -> dict[str, object]:
    report = arrival.report
    return {
        "report_id": arrival.report_id,
        "agency_id": arrival.agency_id,
        "year": report.year,
        "revision": arrival.revision,
        "current": True,
        "scope": report.scope,
        **{f"edition_{table}": report.editions.get(table) for table in TABLES},
        "published_on": report.published_on,
        **{f"source_{name}": value for name, value in report.source.model_dump().items()},
        "stated": report.agency.model_dump_json(exclude_none=True),
        "content_hash": arrival.content_hash,
        "loaded_at": datetime.now(UTC).replace(tzinfo=None),
    }


def replace_rows(store: Store, table: str, report_ids: Sequence[int], rows: pa.Table) -> None:
    """Put `rows` in the place of all rows of these reports."""
    store.update_from(
        f"DELETE FROM {table} USING incoming AS i WHERE {table}.report_id = i.report_id",
        pa.table({"report_id": pa.array(report_ids, pa.int32())}),
    )
    store.insert(table, rows)


def make_measure_table(store: Store, columns: Mapping[str, str]) -> None:
    """Make `measure` with these columns; where they have changed, it is made anew and is empty."""
    found = store.rows("SELECT column_name FROM duckdb_columns() WHERE table_name = 'measure' ORDER BY column_index")
    if [row["column_name"] for row in found] == ["report_id", *columns]:
        return
    store.execute("DROP VIEW IF EXISTS panel")
    store.execute("DROP TABLE IF EXISTS measure")
    listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    store.execute(f"CREATE TABLE measure (report_id INTEGER PRIMARY KEY, {listed})")
    store.execute(f"CREATE OR REPLACE TABLE cover (report_id INTEGER, covers {_COVERS})")
    store.execute(_PANEL)


# What the filters may ask of a government above: is its report in the selection too?
_COVERS = "STRUCT(region VARCHAR, kind VARCHAR, level VARCHAR, doubtful BOOLEAN)[]"

_PANEL = """
CREATE VIEW panel AS
SELECT a.code AS agency_code, a.name AS agency_name, a.region, a.level, a.kind,
       r.* EXCLUDE (current, stated, content_hash, loaded_at),
       coalesce(c.covers, []) AS covers, m.* EXCLUDE (report_id), f.* EXCLUDE (report_id)
FROM report r JOIN agency a USING (agency_id) JOIN figures f USING (report_id) JOIN measure m USING (report_id)
LEFT JOIN cover c USING (report_id)
WHERE r.current
"""


def rebuild_covers(store: Store) -> None:
    """For each report, the governments above it whose report of that year contains it already, or may: a report whose
    scope is unknown is taken for an aggregate, because adding a part to a whole is the worse mistake.

    A parent is the agency of that name, now or in the past, whose region holds the agency's own if that is known
    (standard: 本级政府汇总 takes in its departments and lower governments). Follows the measures: it carries their doubt.
    """
    store.execute(
        """
        CREATE OR REPLACE TABLE cover AS
        WITH RECURSIVE parent AS (
          SELECT a.agency_id, p.agency_id AS ancestor FROM agency a JOIN agency p
          ON (p.name = a.parent OR list_contains(p.past_names, a.parent)) AND (a.region = '' OR starts_with(a.region, p.region))),
        above AS (
          FROM parent
          UNION
          SELECT above.agency_id, parent.ancestor FROM above JOIN parent ON parent.agency_id = above.ancestor)
        SELECT r.report_id, list({'region': p.region, 'kind': p.kind, 'level': p.level, 'doubtful': m.doubtful}) AS covers
        FROM report r JOIN above ON above.agency_id = r.agency_id AND above.ancestor <> r.agency_id
        JOIN report g ON g.agency_id = above.ancestor AND g.year = r.year AND g.current AND g.scope <> 'own_office'
        JOIN measure m ON m.report_id = g.report_id
        JOIN agency p ON p.agency_id = g.agency_id
        WHERE r.current GROUP BY r.report_id
        """
    )


def rebuild_sums(store: Store, columns: Sequence[str]) -> None:
    """Sums by year, region, level, kind, scope and doubt, of each column and of how many reports state it."""
    parts = ", ".join(f'sum("{name}") AS "{name}", count("{name}") AS "known.{name}"' for name in columns)
    store.execute(
        f"""
        CREATE OR REPLACE TABLE sums AS
        SELECT year, region, level, kind, scope, doubtful, covers, count(*) AS reports, {parts}
        FROM panel GROUP BY year, region, level, kind, scope, doubtful, covers
        """
    )
