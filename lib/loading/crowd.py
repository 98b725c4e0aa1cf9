"""Have the checks compare agencies with each other, and keep what they find.

Of many reports a year's are held at once, never all: of the others, what a check across the years asks of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

import pandas as pd
import pyarrow as pa

from lib.checks import CROWD_HANDLERS, CROWD_KEYS, YEAR_HANDLERS, Crowd, Thresholds, judge_crowd
from lib.checks.copying import FLOWS
from lib.checks.filing import RECEIVED
from lib.forms import ALL_KEYS
from lib.loading.finding_rows import finding_rows
from lib.loading.likenesses import likeness_frame, prose_of, renew_likenesses
from lib.store import Store
from lib.store.finding_history import Load, Scope, What, keep_findings

# So many reports are compared together, a nation's year.
_AT_ONCE = 300_000


def judge_everyone(
    store: Store, thresholds: Thresholds, load: Load, what: What, years: Collection[int] | None = None
) -> None:
    """Compare the current reports of these years anew, and what is compared across years; `years` None: of all years.

    Called inside a transaction, after the reports have been judged one by one.
    """
    renew_likenesses(store, thresholds)
    roster = _roster(store)
    within, across = tuple(YEAR_HANDLERS), tuple(check for check in CROWD_HANDLERS if check not in YEAR_HANDLERS)
    for together in _shares(store, _all_years(store) if years is None else years):
        found = judge_crowd(_within(store, together, roster, thresholds), within)
        keep_findings(store, finding_rows(store, found), Scope(within, years=together), load, what)
    found = judge_crowd(_across(store, roster, thresholds), across)
    keep_findings(store, finding_rows(store, found), Scope(across), load, what)


def _all_years(store: Store) -> set[int]:
    """The years that have reports, and those of which there are findings still."""
    found = store.arrow("SELECT year FROM report WHERE current UNION SELECT year FROM finding WHERE gone_at IS NULL")
    return set(found.column("year").to_pylist())


def _shares(store: Store, years: Collection[int]) -> Iterator[list[int]]:
    """The years in groups of no more reports than are held at once, or of one year."""
    found = store.arrow("SELECT year, count(*) AS n FROM report WHERE current GROUP BY year").to_pylist()
    reports = {row["year"]: int(row["n"]) for row in found}
    together: list[int] = []
    for year in sorted(years):
        if together and sum(reports.get(one, 0) for one in (*together, year)) > _AT_ONCE:
            yield together
            together = []
        together.append(year)
    if together:
        yield together


def _within(store: Store, years: Sequence[int], roster: pd.DataFrame, thresholds: Thresholds) -> Crowd:
    """The current reports of these years as the comparison wants them."""
    keys = ", ".join(f'f."{key}"' for key in CROWD_KEYS)
    filled = " + ".join(f'coalesce(f."{key}" <> 0, FALSE)::INTEGER' for key in ALL_KEYS)
    volume = " + ".join(f'coalesce(abs(f."{key}"), 0)' for key in FLOWS)
    digest = ", ".join(f'coalesce(f."{key}", 0)' for key in ALL_KEYS)
    reports = store.arrow(
        f"SELECT r.report_id, r.agency_id, a.code, a.name, r.year, a.kind, a.level, a.region, a.parent, r.scope, {keys}, "
        f"{filled} AS filled, {volume} AS volume, hash({digest}) AS digest "
        "FROM report r JOIN agency a USING (agency_id) JOIN figures f USING (report_id) "
        f"WHERE r.current AND r.year IN ({', '.join(map(str, years))}) ORDER BY r.agency_id, r.year"
    )
    return Crowd(_frame(reports), roster, partial(prose_of, store), thresholds)


def _across(store: Store, roster: pd.DataFrame, thresholds: Thresholds) -> Crowd:
    """Every current report with the little that is compared across years; its agency's names where its prose repeats
    another's."""
    likenesses = likeness_frame(store, thresholds)
    alike = sorted({*likenesses["report_id"], *likenesses["other_report_id"]})
    named = pa.table({"named": pa.array(alike, pa.int32())})
    store.update_from("CREATE OR REPLACE TEMP TABLE alike AS SELECT * FROM incoming", named)
    reports = store.arrow(
        f'SELECT r.report_id, r.agency_id, a.code, a.name, r.year, f."{RECEIVED}" '
        "FROM report r JOIN figures f USING (report_id) LEFT JOIN alike ON named = r.report_id "
        "LEFT JOIN agency a ON a.agency_id = r.agency_id AND named IS NOT NULL "
        "WHERE r.current ORDER BY r.agency_id, r.year"
    )
    return Crowd(_frame(reports), roster, partial(prose_of, store), thresholds, likenesses=likenesses)


def _roster(store: Store) -> pd.DataFrame:
    return _frame(
        store.arrow(
            "SELECT agency_id, code, name, kind, level, region, parent, expected_from, expected_until, past_names "
            "FROM agency ORDER BY agency_id"
        )
    )


def _frame(table: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas(types_mapper=_NULLABLE.get)
    return frame


# So that a figure nobody stated stays apart from 0.
_NULLABLE = {pa.int64(): pd.Int64Dtype(), pa.int32(): pd.Int32Dtype(), pa.int16(): pd.Int16Dtype()}
