"""Findings over time: what a judgement finds again stays, what it does not is gone and kept. Called inside a transaction.

A finding is the same as long as its fingerprint is: wording, severity and cause may change, its figures may not. One that
is gone and comes back is a row of its own, so that what was open on any day can be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import pyarrow as pa

from lib.store.database import Store

# What made the findings change: reports came in, the rules or thresholds are others, the roster is another one.
What = Literal["reports", "rules", "roster"]
_GONE_BY: dict[What, str] = {"reports": "report", "rules": "rules", "roster": "removed"}


@dataclass(frozen=True)
class Load:
    """A moment at which the findings changed. `loaded_at` is UTC, later than any load before it."""

    load_id: int
    loaded_at: datetime
    what: What
    added: int = 0
    revised: int = 0
    unchanged: int = 0


def begin_load(store: Store, what: What, *, added: int = 0, revised: int = 0, unchanged: int = 0) -> Load:
    """Note that the data or the rules change now. A load that changes nothing is not noted: what the one before it
    brought is still the news."""
    last = store.arrow("SELECT max(load_id) AS load_id, max(loaded_at) AS loaded_at FROM load").to_pylist()[0]
    now = datetime.now(UTC).replace(tzinfo=None)
    if last["loaded_at"] is not None:
        now = max(now, last["loaded_at"] + timedelta(microseconds=1))
    load = Load((last["load_id"] or 0) + 1, now, what, added, revised, unchanged)
    store.insert("load", pa.Table.from_pylist([vars(load)], schema=_LOAD))
    return load


_LOAD = pa.schema(
    [
        ("load_id", pa.int32()),
        ("loaded_at", pa.timestamp("us")),
        ("what", pa.string()),
        *((name, pa.int32()) for name in ("added", "revised", "unchanged")),
    ]
)


@dataclass(frozen=True)
class Scope:
    """Which findings a judgement speaks for: those of `agency_ids` and of `years` (None: of all), of the checks named in
    `checks`, or of all but those where `others` is set. An open finding of the scope that it does not name is gone."""

    checks: Sequence[str]
    others: bool = False
    agency_ids: Sequence[int] | None = None
    years: Sequence[int] | None = None


def keep_findings(store: Store, rows: pa.Table, scope: Scope, load: Load, what: What) -> None:
    """Bring the open findings of a scope to what was found: `rows` have no fingerprint twice. `what` is why those that
    are not found any more are gone."""
    store.update_from("CREATE OR REPLACE TEMP TABLE judged AS SELECT * FROM incoming", rows)
    inside = _inside(store, scope)
    keep_in_mind(
        store,
        f"""SELECT agency_id FROM finding WHERE {inside} AND fingerprint NOT IN (SELECT fingerprint FROM judged)
        UNION SELECT j.agency_id FROM judged j
        LEFT JOIN (SELECT fingerprint, severity, report_id FROM finding WHERE {inside}) f USING (fingerprint)
        WHERE f.fingerprint IS NULL OR f.severity <> j.severity OR f.report_id IS DISTINCT FROM j.report_id""",
    )
    store.execute(
        f"""UPDATE finding SET gone_at = ?, gone_by = ? WHERE {inside}
        AND fingerprint NOT IN (SELECT fingerprint FROM judged)""",
        [load.loaded_at, _GONE_BY[what]],
    )
    changing = [name for name in rows.column_names if name not in ("finding_id", "fingerprint", "year", "check")]
    differs = " OR ".join(f"finding.{name} IS DISTINCT FROM j.{name}" for name in changing)
    store.execute(
        f"""UPDATE finding SET {", ".join(f"{name} = j.{name}" for name in changing)} FROM judged j
        WHERE finding.fingerprint = j.fingerprint AND {inside} AND ({differs})"""
    )
    store.execute(
        f"""INSERT INTO finding BY NAME SELECT j.*, a.code AS agency_code, ?::TIMESTAMP AS seen_at
        FROM judged j LEFT JOIN agency a USING (agency_id)
        WHERE j.fingerprint NOT IN (SELECT fingerprint FROM finding WHERE {inside}) ORDER BY j.finding_id""",
        [load.loaded_at],
    )
    store.execute("DROP TABLE judged")


def forget_touched(store: Store) -> None:
    """Begin to keep in mind the agencies of which something has changed."""
    store.execute("CREATE OR REPLACE TEMP TABLE touched (agency_id INTEGER)")


def keep_in_mind(store: Store, query: str) -> None:
    """Of these agencies something has changed: a query for their ids."""
    store.execute(f"INSERT INTO touched SELECT DISTINCT agency_id FROM ({query}) WHERE agency_id IS NOT NULL")


def touched(store: Store) -> list[int]:
    """The agencies of which something has changed, in order."""
    found = store.arrow("SELECT DISTINCT agency_id FROM touched ORDER BY agency_id").column("agency_id")
    ids: list[int] = found.to_pylist()
    return ids


def _inside(store: Store, scope: Scope) -> str:
    """The condition for the open findings of a scope."""
    names = ", ".join(f"'{name}'" for name in scope.checks) or "''"
    condition = f'finding.gone_at IS NULL AND finding."check" {"NOT " if scope.others else ""}IN ({names})'
    if scope.years is not None:
        condition += f" AND finding.year IN ({', '.join(map(str, scope.years)) or 'NULL'})"
    if scope.agency_ids is None:
        return condition
    touched = pa.table({"agency_id": pa.array(scope.agency_ids, pa.int32())})
    store.update_from("CREATE OR REPLACE TEMP TABLE judged_agency AS SELECT * FROM incoming", touched)
    return f"{condition} AND finding.agency_id IN (SELECT agency_id FROM judged_agency)"


def count_repeats(store: Store) -> None:
    """Say of every open finding of the `touched` agencies in how many years its check has one on the same agency."""
    store.execute(
        """
        UPDATE finding SET repeats = n.years FROM (
          SELECT agency_id, "check", count(DISTINCT year) AS years FROM finding WHERE gone_at IS NULL
          AND agency_id IN (SELECT agency_id FROM touched) GROUP BY ALL) n
        WHERE finding.gone_at IS NULL AND finding.agency_id = n.agency_id AND finding."check" = n."check"
        AND finding.repeats <> n.years
        """
    )


def settle_statuses(store: Store) -> None:
    """Say of every judged report of the `touched` agencies what its findings make of it.

    `status` is error, zero, warning, blank_ok or fine, the first that applies. `doubtful`: has a finding of severity
    error, so that its figures cannot all be true.
    """
    store.execute(
        """
        UPDATE measure SET status = s.status, doubtful = s.doubtful FROM (
          SELECT m.report_id, coalesce(f.error, FALSE) AS doubtful, CASE WHEN f.error THEN 'error' WHEN f.zero THEN 'zero'
            WHEN f.warning THEN 'warning' WHEN f.blank THEN 'blank_ok' ELSE 'fine' END AS status
          FROM measure m JOIN report r ON r.report_id = m.report_id AND r.agency_id IN (SELECT agency_id FROM touched)
          LEFT JOIN (
            SELECT report_id, bool_or(severity = 'error') AS error, bool_or(severity = 'warning') AS warning,
              bool_or("check" = 'ZERO-ALL') AS zero, bool_or("check" = 'BLANK') AS blank
            FROM finding WHERE gone_at IS NULL AND report_id IS NOT NULL
            AND agency_id IN (SELECT agency_id FROM touched) GROUP BY report_id) f ON f.report_id = m.report_id) s
        WHERE measure.report_id = s.report_id
        AND (measure.status IS DISTINCT FROM s.status OR measure.doubtful IS DISTINCT FROM s.doubtful)
        """
    )
