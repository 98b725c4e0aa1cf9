"""The questions asked about what goes over from one year to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib.forms import FigureKey
from lib.store.database import Store
from lib.store.filters import Filters, conditions

BROKEN = "b"


def link_counts(store: Store, filters: Filters, place: int) -> dict[str, int]:
    """How many reports of a selection have each verdict (by its letter) on the equation at `place` of the verdicts; only
    those whose year before lies within the selection too. "agencies": how many have more than one report there."""
    chosen, values = _chosen(filters, place)
    rows = store.rows(
        f"{chosen} SELECT letter, count(*) AS n FROM linked WHERE letter IS NOT NULL GROUP BY letter", values
    )
    agencies = store.rows(
        f"{chosen} SELECT count(*) AS n FROM (SELECT agency_id FROM linked GROUP BY agency_id HAVING count(*) > 1)",
        values,
    )
    return {**{row["letter"]: int(row["n"]) for row in rows}, "agencies": int(agencies[0]["n"])}


def chained_agencies(store: Store, filters: Filters, place: int, *, limit: int, offset: int) -> list[dict[str, Any]]:
    """Agencies with more than one report: agency_id, agency_code, agency_name, broken (how many links of theirs are);
    those with the most broken links first."""
    chosen, values = _chosen(filters, place)
    return store.rows(
        f"""{chosen} SELECT agency_id, agency_code, agency_name, count_if(letter = '{BROKEN}') AS broken FROM linked
        GROUP BY agency_id, agency_code, agency_name, region HAVING count(*) > 1
        ORDER BY broken DESC, region, agency_id LIMIT {int(limit)} OFFSET {int(offset)}""",
        values,
    )


def chained_years(
    store: Store, filters: Filters, place: int, keys: Sequence[FigureKey], agency_ids: Sequence[int]
) -> list[dict[str, Any]]:
    """The reports of these agencies: agency_id, year, letter (the verdict on the equation), edition (of the table the
    first key is in), and the figures."""
    where, values = conditions(filters, every_report=True)
    figures = ", ".join(f'"{key}"' for key in keys)
    table = keys[0].split(".", 1)[0]
    listed = ", ".join(map(str, agency_ids)) or "NULL"
    return store.rows(
        f"""SELECT agency_id, year, substr(codes, {int(place) + 1}, 1) AS letter, edition_{table} AS edition, {figures}
        FROM panel WHERE {where} AND agency_id IN ({listed}) ORDER BY agency_id, year""",
        values,
    )


def _chosen(filters: Filters, place: int) -> tuple[str, list[object]]:
    """The reports of a selection with the letter of their verdict; NULL in the first year of the selection."""
    where, values = conditions(filters, every_report=True)
    return (
        f"""WITH linked AS (
        SELECT agency_id, agency_code, agency_name, region,
        CASE WHEN year > ? THEN substr(codes, {int(place) + 1}, 1) END AS letter
        FROM panel WHERE {where})""",
        [filters.first_year, *values],
    )
