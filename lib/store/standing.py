"""`standing`: one row an agency, with a bit a year for what is known of its reports, so that a list of all agencies needs
none of the reports."""

from __future__ import annotations

from lib.reports import FIRST_YEAR, LAST_YEAR
from lib.store.database import Store
from lib.store.filters import Filters

# What of a report of a year is marked: that there is one, its scope, and what its findings make of it.
MARKS = {
    "filed": "TRUE",
    "own_office": "scope = 'own_office'",
    "government_aggregate": "scope = 'government_aggregate'",
    "doubtful": "doubtful",
    "error": "status = 'error'",
    "zero": "status = 'zero'",
    "warning": "status = 'warning'",
}


def make_standing(store: Store) -> None:
    """Make the table, empty."""
    marks = ", ".join(f"{mark} BIGINT NOT NULL" for mark in MARKS)
    store.execute(f"CREATE OR REPLACE TABLE standing (agency_id INTEGER, {marks})")


def keep_standing(store: Store) -> None:
    """Put what `coming` says of the `renewed` in the place of what was known of them."""
    bit = f"1::BIGINT << (year - {FIRST_YEAR})"
    marks = ", ".join(f"coalesce(bit_or({bit}) FILTER ({said}), 0) AS {mark}" for mark, said in MARKS.items())
    store.execute("DELETE FROM standing WHERE agency_id IN (SELECT agency_id FROM renewed)")
    store.execute(f"INSERT INTO standing SELECT agency_id, {marks} FROM coming GROUP BY agency_id")


def standing_in(filters: Filters) -> str:
    """SQL for the agencies that have a report in a selection, whatever their region, kind and level: agency_id, and how
    many reports, errors, zeros and warnings."""
    first, last = max(filters.first_year, FIRST_YEAR), min(filters.last_year, LAST_YEAR)
    mask = (1 << (last - FIRST_YEAR + 1)) - (1 << (first - FIRST_YEAR)) if first <= last else 0
    scope = "" if filters.counting == "once" else f" & {filters.counting}"
    sound = " & ~doubtful" if filters.without_doubtful else ""
    return f"""SELECT agency_id, bit_count(here)::BIGINT AS reports, bit_count(here & error)::BIGINT AS errors,
        bit_count(here & zero)::BIGINT AS zeros, bit_count(here & warning)::BIGINT AS warnings
        FROM (SELECT *, filed & {mask}::BIGINT{scope}{sound} AS here FROM standing) WHERE here <> 0"""
