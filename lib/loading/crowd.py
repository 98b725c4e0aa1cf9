"""Have the checks compare all agencies with each other, and keep what they find."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from lib.checks import CROWD_HANDLERS, CROWD_KEYS, Crowd, Thresholds, judge_crowd
from lib.checks.copying import FLOWS
from lib.forms import ALL_KEYS
from lib.loading.finding_rows import finding_rows
from lib.loading.likenesses import likeness_frame, prose_of, renew_likenesses
from lib.store import Store
from lib.store.finding_history import Load, Scope, What, keep_findings


def judge_everyone(store: Store, thresholds: Thresholds, load: Load, what: What) -> None:
    """Compare all current reports anew. Called inside a transaction, after the reports have been judged one by one."""
    renew_likenesses(store, thresholds)
    found = judge_crowd(crowd_of(store, thresholds))
    keep_findings(store, finding_rows(store, found), Scope(tuple(CROWD_HANDLERS)), load, what)


def crowd_of(store: Store, thresholds: Thresholds) -> Crowd:
    """All current reports as the comparison wants them."""
    keys = ", ".join(f'f."{key}"' for key in CROWD_KEYS)
    filled = " + ".join(f'coalesce(f."{key}" <> 0, FALSE)::INTEGER' for key in ALL_KEYS)
    volume = " + ".join(f'coalesce(abs(f."{key}"), 0)' for key in FLOWS)
    digest = ", ".join(f'coalesce(f."{key}", 0)' for key in ALL_KEYS)
    reports = store.arrow(
        f"SELECT r.report_id, r.agency_id, a.code, a.name, r.year, a.kind, a.level, a.region, a.parent, r.scope, {keys}, "
        f"{filled} AS filled, {volume} AS volume, hash({digest}) AS digest "
        "FROM report r JOIN agency a USING (agency_id) JOIN figures f USING (report_id) WHERE r.current "
        "ORDER BY r.agency_id, r.year"
    )
    roster = store.arrow(
        "SELECT agency_id, code, name, kind, level, region, parent, expected_from, expected_until, past_names "
        "FROM agency ORDER BY agency_id"
    )

    return Crowd(
        reports.to_pandas(types_mapper=_NULLABLE.get),
        roster.to_pandas(types_mapper=_NULLABLE.get),
        lambda wanted: prose_of(store, wanted),
        thresholds,
        likenesses=likeness_frame(store, thresholds),
    )


# So that a figure nobody stated stays apart from 0.
_NULLABLE = {pa.int64(): pd.Int64Dtype(), pa.int32(): pd.Int32Dtype(), pa.int16(): pd.Int16Dtype()}
