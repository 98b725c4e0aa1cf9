"""The reports behind a number: which they are and what each has put into it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib.store.database import Store
from lib.store.filters import Filters, conditions


def reports_behind(
    store: Store, filters: Filters, columns: Sequence[str], whole: str = "", *, limit: int = 100, offset: int = 0
) -> list[dict[str, Any]]:
    """The counted reports of a selection, those with most in `columns` first; those that state none of these last.

    Each: agency_code, agency_name, scope, year, status, value (the columns that are stated added up; None where none
    is), whole (that column, None where none is named), and over all: reports, stated, summed.
    """
    where, values = conditions(filters)
    added = " + ".join(f'coalesce("{column}", 0)' for column in columns)
    stated = " OR ".join(f'"{column}" IS NOT NULL' for column in columns)
    of = f'"{whole}"' if whole else "NULL"
    return store.rows(
        f"""SELECT agency_code, agency_name, scope, year, status, value, whole, count(*) OVER () AS reports,
        count(value) OVER () AS stated, sum(value) OVER () AS summed FROM (
          SELECT *, CASE WHEN {stated} THEN {added} END AS value, {of} AS whole FROM panel WHERE {where})
        ORDER BY value DESC NULLS LAST, year DESC, region, agency_id LIMIT {int(limit)} OFFSET {int(offset)}""",
        values,
    )
