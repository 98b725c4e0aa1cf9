"""The questions asked about reports without a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib.store.database import Store
from lib.store.filters import Filters, conditions

MISSING = "ROSTER-MISSING"
# What speaks against a zero.
AGAINST = ("ZERO-CONTRADICTED", "ZERO-PEERS")
_RECEIVED = '"requests.new.total"'
# How a report says that there was no request stands in the sentence of its finding.
_STATE = (
    "CASE WHEN contains(payload, 'ZERO-REQUESTS.stated') THEN 'stated' "
    "WHEN contains(payload, 'ZERO-REQUESTS.mixed') THEN 'mixed' ELSE 'blank' END"
)


def zero_counts(store: Store, filters: Filters) -> dict[str, int]:
    """Reports without a request by how they say it (stated, mixed, blank), those contradicted, and the agencies."""
    chosen, values = _zeros(filters)
    found = store.rows(
        f"""{chosen} SELECT count_if(state = 'stated') AS stated, count_if(state = 'mixed') AS mixed,
        count_if(state = 'blank') AS blank, count_if(contradicted > 0) AS contradicted,
        count(DISTINCT agency_id) AS agencies FROM zero""",
        values,
    )
    # Nothing at all is counted as NULL.
    return {name: int(value or 0) for name, value in found[0].items()}


def zero_agencies(store: Store, filters: Filters, *, limit: int, offset: int) -> list[dict[str, Any]]:
    """Agencies with such reports: agency_id, agency_code, agency_name; those that are contradicted most gravely first,
    then those with the most such years."""
    chosen, values = _zeros(filters)
    return store.rows(
        f"""{chosen} SELECT agency_id, agency_code, agency_name FROM zero
        GROUP BY agency_id, agency_code, agency_name, region
        ORDER BY max(contradicted) DESC, bool_or(peers) DESC, count(*) DESC, region, agency_id
        LIMIT {int(limit)} OFFSET {int(offset)}""",
        values,
    )


def zero_years(store: Store, filters: Filters, agency_ids: Sequence[int]) -> list[dict[str, Any]]:
    """The reports of these agencies: agency_id, year, kind, level, whole (a government's aggregate), received (None: no
    number), any (a number above 0 in 新收 or 上年结转), state (None: not without requests)."""
    where, values = conditions(filters, every_report=True)
    return store.rows(
        f"""SELECT agency_id, year, kind, level, scope = 'government_aggregate' AS whole, {_RECEIVED} AS received,
        coalesce({_RECEIVED}, 0) + coalesce("requests.carry_in.total", 0) + coalesce("requests.result_total.total", 0) > 0
        AS "any", z.state
        FROM panel LEFT JOIN (SELECT report_id, {_STATE} AS state FROM finding
        WHERE gone_at IS NULL AND "check" = 'ZERO-REQUESTS') z USING (report_id)
        WHERE {where} AND agency_id IN ({_listed(agency_ids)}) ORDER BY agency_id, year""",
        values,
    )


def zero_findings(store: Store, filters: Filters, agency_ids: Sequence[int]) -> list[dict[str, Any]]:
    """What speaks against the zeros of these agencies, and the reports of theirs that are missing: rows of findings."""
    checks = ", ".join(f"'{check}'" for check in (*AGAINST, MISSING))
    return store.rows(
        f"""SELECT * FROM finding WHERE gone_at IS NULL AND "check" IN ({checks}) AND year BETWEEN ? AND ?
        AND agency_id IN ({_listed(agency_ids)}) ORDER BY agency_id, year, "check" """,
        [filters.first_year, filters.last_year],
    )


def peers_by_group(store: Store) -> list[dict[str, Any]]:
    """Of everything stored, by kind, level, year and whole (a government's aggregate): reports that state what they
    received, the median of that, and how many state 0."""
    return store.rows(
        f"""SELECT kind, level, year, scope = 'government_aggregate' AS whole, count({_RECEIVED}) AS reports,
        median({_RECEIVED}) AS median, count_if({_RECEIVED} = 0) AS zeros FROM panel
        WHERE kind IS NOT NULL AND level IS NOT NULL GROUP BY ALL HAVING count({_RECEIVED}) > 0"""
    )


def _zeros(filters: Filters) -> tuple[str, list[object]]:
    """The reports without a request: agency, state, contradicted (2 by an error, 1 by a warning), peers."""
    where, values = conditions(filters, every_report=True)
    return (
        f"""WITH against AS (
          SELECT report_id, max(CASE WHEN "check" = 'ZERO-CONTRADICTED' THEN CASE severity WHEN 'error' THEN 2 ELSE 1 END
          ELSE 0 END) AS contradicted, bool_or("check" = 'ZERO-PEERS') AS peers
          FROM finding WHERE gone_at IS NULL AND "check" IN ('ZERO-CONTRADICTED', 'ZERO-PEERS') GROUP BY report_id),
        zero AS (
          SELECT p.agency_id, p.agency_code, p.agency_name, p.region, {_STATE} AS state,
          coalesce(a.contradicted, 0) AS contradicted, coalesce(a.peers, FALSE) AS peers
          FROM (SELECT report_id, payload FROM finding WHERE gone_at IS NULL AND "check" = 'ZERO-REQUESTS') f
          JOIN (SELECT report_id, agency_id, agency_code, agency_name, region FROM panel WHERE {where}) p USING (report_id)
          LEFT JOIN against a USING (report_id))""",
        values,
    )


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "NULL"
