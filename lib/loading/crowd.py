"""Have the checks compare agencies with each other, and keep what they find.

Of many reports a year's are held at once, never all: of the others, what a check across the years asks of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from lib.checks import CROWD_HANDLERS, CROWD_HEAD, CROWD_KEYS, YEAR_HANDLERS, Crowd, Thresholds, judge_crowd
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
    found = store.arrow(
        "SELECT r.report_id, r.agency_id, a.code, a.name, r.year, a.kind, a.level, a.region, a.parent, r.scope, "
        "f.* EXCLUDE (report_id) FROM report r JOIN agency a USING (agency_id) JOIN figures f USING (report_id) "
        f"WHERE r.current AND r.year IN ({', '.join(map(str, years))}) ORDER BY r.agency_id, r.year"
    )
    reports = _frame(found.select([*CROWD_HEAD, *CROWD_KEYS])).assign(**_of_all_figures(found))
    return Crowd(reports, roster, partial(prose_of, store), thresholds)


def _of_all_figures(reports: pa.Table) -> dict[str, NDArray[np.int64]]:
    """How many figures of each report are not 0, its flows added up, and a number that is equal where all figures are.

    Asked of the store, two hundred terms would take longer to plan than a county's reports to add up.
    """
    figures = np.empty((reports.num_rows, len(ALL_KEYS)))
    for place, key in enumerate(ALL_KEYS):
        figures[:, place] = pc.fill_null(reports[key], 0).to_numpy()
    flows = [ALL_KEYS.index(key) for key in FLOWS]
    return {
        "filled": (figures != 0).sum(axis=1),
        "volume": np.abs(figures[:, flows]).sum(axis=1).astype(np.int64),
        "digest": np.fromiter((hash(row.tobytes()) for row in figures), np.int64, len(figures)),
    }


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
