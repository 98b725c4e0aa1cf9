"""`sums`: the reports added up by year, region, level, kind, scope and status, of the whole and of every province.

`width` is how much of a region's code a row stands for: its reports are those of all regions that begin with `region`.
Of the governments that contain a report already, those inside that region are kept. A load moves the sums by what its
reports say now less what they said before; whatever is not touched is not read.
"""

from __future__ import annotations

from collections.abc import Sequence

from lib.store.database import Store

# The whole, and provinces: of what is smaller, the reports themselves are few enough.
WIDTHS = (0, 2)
_KEYS = ("width", "region", "year", "level", "kind", "scope", "status", "doubtful", "covers")
_SAME = " AND ".join(f"s.{key} IS NOT DISTINCT FROM m.{key}" for key in _KEYS)


def make_sums(store: Store, columns: Sequence[str]) -> None:
    """Make the table, empty."""
    store.execute(f"CREATE OR REPLACE TABLE sums AS {_added_up('panel', columns)} LIMIT 0")


def sum_everything(store: Store, columns: Sequence[str]) -> None:
    """Add up every row of `panel` anew: a year after the other, so that what is held stays small."""
    store.execute("DELETE FROM sums")
    for year in store.arrow("SELECT DISTINCT year FROM panel ORDER BY year").column("year").to_pylist():
        store.execute(f"INSERT INTO sums {_added_up(f'(SELECT * FROM panel WHERE year = {year})', columns)}")


def keep_sums(store: Store, columns: Sequence[str]) -> None:
    """Move the sums by what changes in `panel`, before it does: the rows of the `renewed` go, those of `coming` come."""
    going = "(SELECT * FROM panel WHERE agency_id IN (SELECT agency_id FROM renewed))"
    names = ", ".join(f'sum("{name}") AS "{name}"' for name in _summed(columns))
    store.execute(
        f"""CREATE OR REPLACE TEMP TABLE moved AS SELECT {", ".join(_KEYS)}, {names} FROM (
          {_added_up(going, columns, sign=-1)} UNION ALL {_added_up("coming", columns)}) GROUP BY ALL"""
    )
    store.execute(
        f"""CREATE OR REPLACE TEMP TABLE settled AS SELECT {", ".join(_KEYS)}, {names} FROM (
          SELECT * FROM moved UNION ALL SELECT s.* FROM sums s JOIN moved m ON {_SAME}) GROUP BY ALL"""
    )
    store.execute(f"DELETE FROM sums s USING moved m WHERE {_SAME}")
    store.execute("INSERT INTO sums SELECT * FROM settled WHERE reports > 0")


def _summed(columns: Sequence[str]) -> list[str]:
    return ["reports", *(name for column in columns for name in (column, f"known.{column}"))]


def _added_up(source: str, columns: Sequence[str], sign: int = 1) -> str:
    parts = ", ".join(
        f'{sign} * coalesce(sum("{name}"), 0) AS "{name}", {sign} * count("{name}") AS "known.{name}"'
        for name in columns
    )
    inside = "lambda c: c.width >= length(wide)"
    at = "lambda c: {'width': length(wide)::INTEGER, 'kind': c.kind, 'level': c.level, 'doubtful': c.doubtful}"
    return f"""SELECT width, wide AS region, year, level, kind, scope, status, doubtful, inside AS covers,
        {sign} * count(*) AS reports, {parts} FROM (
          SELECT *, list_sort(list_distinct(list_transform(list_filter(covers, {inside}), {at}))) AS inside FROM (
            SELECT *, substr(region, 1, width) AS wide FROM {source}, (SELECT unnest({list(WIDTHS)}) AS width)))
        GROUP BY ALL"""
