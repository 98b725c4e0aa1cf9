"""The questions asked about reports without a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib.store.database import Store
from lib.store.filters import Filters, conditions, placed

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
    where, values = _zeros(filters)
    (told,) = store.rows(
        f"""SELECT count_if(state = 'stated') AS stated, count_if(state = 'mixed') AS mixed,
        count_if(state = 'blank') AS blank FROM (SELECT {_STATE} AS state FROM finding WHERE {where})""",
        values,
    )
    # Apart: the long sentences that tell the state need not go through these.
    (rest,) = store.rows(
        f"""SELECT (SELECT count(DISTINCT report_id) FROM finding WHERE gone_at IS NULL AND "check" = 'ZERO-CONTRADICTED'
        AND report_id IN (SELECT report_id FROM finding WHERE {where})) AS contradicted,
        (SELECT count(DISTINCT agency_id) FROM finding WHERE {where}) AS agencies""",
        [*values, *values],
    )
    # Nothing at all is counted as NULL.
    return {name: int(value or 0) for name, value in {**told, **rest}.items()}


def zero_agencies(store: Store, filters: Filters, *, limit: int, offset: int) -> list[dict[str, Any]]:
    """Agencies with such reports: agency_id, agency_code, agency_name; those that are contradicted most gravely first (by
    an error, by a warning), then those whose peers have many, then those with the most such years."""
    where, values = _zeros(filters)
    return store.rows(
        f"""WITH against AS (
          SELECT report_id, max(CASE WHEN "check" = 'ZERO-CONTRADICTED' THEN CASE severity WHEN 'error' THEN 2 ELSE 1 END
          ELSE 0 END) AS contradicted, bool_or("check" = 'ZERO-PEERS') AS peers
          FROM finding WHERE gone_at IS NULL AND "check" IN ('ZERO-CONTRADICTED', 'ZERO-PEERS') GROUP BY report_id),
        zero AS (
          SELECT agency_id, max(coalesce(contradicted, 0)) AS contradicted, bool_or(coalesce(peers, FALSE)) AS peers,
          count(*) AS years FROM (SELECT agency_id, report_id FROM finding WHERE {where}) f
          LEFT JOIN against USING (report_id) GROUP BY agency_id)
        SELECT a.agency_id, a.code AS agency_code, a.name AS agency_name FROM zero z JOIN agency a ON a.agency_id = z.agency_id
        ORDER BY contradicted DESC, peers DESC, years DESC, a.region, a.agency_id
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
        WHERE gone_at IS NULL AND "check" = 'ZERO-REQUESTS' AND agency_id IN ({_listed(agency_ids)})) z USING (report_id)
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
        WHERE kind IS NOT NULL AND level IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING count({_RECEIVED}) > 0"""
    )


def _zeros(filters: Filters) -> tuple[str, list[object]]:
    """The condition for the findings that are one a report without a request."""
    clauses = ["gone_at IS NULL AND \"check\" = 'ZERO-REQUESTS' AND year BETWEEN ? AND ?"]
    values: list[object] = [filters.first_year, filters.last_year]
    whose, named = placed(filters, "code")
    if whose:
        clauses.append(f"agency_id IN (SELECT agency_id FROM agency WHERE {' AND '.join(whose)})")
        values += named
    if filters.counting != "once":
        clauses.append("report_id IN (SELECT report_id FROM report WHERE scope = ?)")
        values.append(filters.counting)
    if filters.without_doubtful:
        clauses.append("report_id NOT IN (SELECT report_id FROM measure WHERE doubtful)")
    return " AND ".join(clauses), values


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "NULL"
