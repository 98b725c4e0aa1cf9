"""Have the checks compare all agencies with each other, and keep what they find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa

from lib.checks import CROWD_HANDLERS, CROWD_KEYS, Crowd, Thresholds, judge_crowd
from lib.forms import ALL_KEYS
from lib.loading.finding_rows import finding_rows
from lib.store import Store


def judge_everyone(store: Store, thresholds: Thresholds) -> None:
    """Compare all current reports anew. Called inside a transaction, after the reports have been judged one by one."""
    found = judge_crowd(crowd_of(store, thresholds))
    listed = ", ".join(f"'{check}'" for check in CROWD_HANDLERS) or "NULL"
    store.execute(f'DELETE FROM finding WHERE "check" IN ({listed})')
    store.insert("finding", finding_rows(store, found))


def crowd_of(store: Store, thresholds: Thresholds) -> Crowd:
    """All current reports as the comparison wants them."""
    keys = ", ".join(f'f."{key}"' for key in CROWD_KEYS)
    filled = " + ".join(f'coalesce(f."{key}" <> 0, FALSE)::INTEGER' for key in ALL_KEYS)
    digest = ", ".join(f'coalesce(f."{key}", 0)' for key in ALL_KEYS)
    reports = store.arrow(
        f"SELECT r.report_id, r.agency_id, a.code, a.name, r.year, a.kind, a.level, a.region, a.parent, r.scope, {keys}, "
        f"{filled} AS filled, hash({digest}) AS digest "
        "FROM report r JOIN agency a USING (agency_id) JOIN figures f USING (report_id) WHERE r.current "
        "ORDER BY r.agency_id, r.year"
    )
    roster = store.arrow(
        "SELECT agency_id, code, name, kind, level, region, parent, expected_from, expected_until "
        "FROM agency ORDER BY agency_id"
    )

    def prose(report_ids: Sequence[int]) -> Mapping[int, Mapping[str, str]]:
        listed = ", ".join(map(str, report_ids)) or "NULL"
        found: dict[int, dict[str, str]] = {}
        rows = store.arrow(f"SELECT report_id, section, text FROM prose WHERE report_id IN ({listed})").to_pylist()
        for row in rows:
            found.setdefault(row["report_id"], {})[row["section"]] = row["text"]
        return found

    return Crowd(
        reports.to_pandas(types_mapper=_NULLABLE.get), roster.to_pandas(types_mapper=_NULLABLE.get), prose, thresholds
    )


# So that a figure nobody stated stays apart from 0.
_NULLABLE = {pa.int64(): pd.Int64Dtype(), pa.int32(): pd.Int32Dtype(), pa.int16(): pd.Int16Dtype()}
