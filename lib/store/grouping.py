"""The sums of a selection by kind, level or region: each group counted as the filters would count it by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib.store.counted import counted
from lib.store.database import Store
from lib.store.filters import Filters, placed

# Where the parts of a region code end: province, prefecture, county, township, village (GB/T 2260, GB/T 10114).
REGION_ENDS = (2, 4, 6, 9, 12)


def grouped(store: Store, filters: Filters, by: str, columns: Sequence[str], width: int = 0) -> list[dict[str, Any]]:
    """One row a group with counted reports: category, reports, each column's sum and "known.<column>".

    `by` is "kind", "level" or "region"; a region is the first `width` digits of its code, or all of them where they are
    fewer. The category is None, or "" for a region, where it is not known. A group may count reports that a wider
    selection leaves out, because the aggregate that contains them is in another group.
    """
    group = f"substr(region, 1, {int(width)})" if by == "region" else by
    source = counted(filters, width=width or None if by == "region" else None, own={by: group})
    return store.rows(
        f"""SELECT {group} AS category, {source.reports} AS reports{source.parts(columns)} FROM {source.table}
        WHERE {source.where} GROUP BY category ORDER BY category NULLS LAST""",
        source.values,
    )


def region_width(store: Store, filters: Filters) -> int:
    """How many digits of a region code tell the agencies of a selection apart: the next end of a part of the code at
    which they differ, else the last that any of them has."""
    clauses, values = placed(filters, "code")
    ends = [end for end in REGION_ENDS if end > len(filters.region)] or [REGION_ENDS[-1]]
    counts = ", ".join(
        f'count(DISTINCT substr(region, 1, {end})) FILTER (length(region) >= {end}) AS "{end}"' for end in ends
    )
    (row,) = store.rows(f"SELECT {counts} FROM agency WHERE {' AND '.join(clauses) or 'TRUE'}", values)
    several = [end for end in ends if row[str(end)] > 1]
    some = [end for end in ends if row[str(end)]]
    return min(several) if several else max(some, default=ends[0])
