"""The agencies of a selection a page at a time, and the reports of just these: a matrix never needs more than it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.store.database import Store
from lib.store.filters import Filters, conditions, placed
from lib.store.standing import standing_in


@dataclass(frozen=True)
class AgencyPage:
    """`rows` of one page: code, name, region, level, kind, expected_from, expected_until; `total` agencies in all. `page`
    counts from 0 and is the last one where a later one was asked for."""

    rows: tuple[dict[str, Any], ...]
    total: int
    page: int


def agency_page(
    store: Store, filters: Filters, *, size: int, page: int = 0, due: tuple[int, int] | None = None
) -> AgencyPage:
    """The agencies that have a report in the selection, in the order of the roster where one page holds them all; else
    those with problems first: missing reports, errors, zero reports, reports to explain.

    `due`: the first and last year whose reports are due. Agencies of which the roster expects a report then are listed
    too, and their missing ones count. An agency that filed outside its expected years may seem to miss fewer; that only
    moves its place.
    """
    found, values = _listed(filters, due)
    (count,) = store.rows(f"{found} SELECT count(*) AS total FROM listed", values)
    total = int(count["total"])
    page = min(max(0, page), max(0, -(-total // size) - 1))
    order = "missing DESC, errors DESC, zeros DESC, warnings DESC, " if total > size else ""
    rows = store.rows(
        f"""{found} SELECT code, name, region, level, kind, expected_from, expected_until FROM listed
        ORDER BY {order}region, agency_id LIMIT ? OFFSET ?""",
        [*values, size, page * size],
    )
    return AgencyPage(tuple(rows), total, page)


def agencies_reporting(
    store: Store, filters: Filters, *, among: Sequence[str] = (), limit: int, offset: int = 0
) -> tuple[list[dict[str, Any]], int]:
    """The agencies with a report in the selection by region, `limit` of them from `offset` on, and how many there are.

    Each: agency_code, agency_name, level, kind. `among`: these alone; empty for all. Past the end the list is empty and
    so is the count known of it: ask from 0 again.
    """
    clauses, values = placed(filters, "code")
    if among:
        clauses.append(f"code IN ({', '.join('?' * len(among))})")
    rows = store.rows(
        f"""SELECT code AS agency_code, name AS agency_name, level, kind, count(*) OVER () AS total
        FROM agency JOIN ({standing_in(filters)}) USING (agency_id) WHERE {" AND ".join(clauses) or "TRUE"}
        ORDER BY region, agency_id LIMIT {int(limit)} OFFSET {int(offset)}""",
        [*values, *among],
    )
    return rows, int(rows[0]["total"]) if rows else 0


def reports_of(store: Store, filters: Filters, columns: Sequence[str], codes: Sequence[str]) -> pd.DataFrame:
    """The reports of these agencies in the selection, by region and year: agency_code, agency_name, year, scope, and the
    columns."""
    where, values = _where(filters, codes)
    listed = "".join(f', "{column}"' for column in columns)
    return store.frame(
        f"SELECT agency_code, agency_name, year, scope{listed} FROM panel WHERE {where} ORDER BY region, agency_id, year",
        values,
    )


def reports_with_largest(
    store: Store, filters: Filters, columns: Sequence[str], of: str, *, limit: int
) -> pd.DataFrame:
    """The reports of a selection with the largest figure `of`, then those that do not state it; none where it is 0:
    agency_code, agency_name, scope, year, and the columns."""
    where, values = conditions(filters, every_report=True)
    listed = "".join(f', "{column}"' for column in columns)
    return store.frame(
        f"""SELECT agency_code, agency_name, scope, year{listed} FROM panel
        WHERE {where} AND ("{of}" IS NULL OR "{of}" <> 0)
        ORDER BY "{of}" DESC NULLS LAST, region, agency_id, year LIMIT {int(limit)}""",
        values,
    )


def reports_with_most(
    store: Store, filters: Filters, columns: Sequence[str], of: Sequence[str], *, limit: int, offset: int = 0
) -> pd.DataFrame:
    """The reports of a selection in which one of the columns `of` is above 0, those with the largest sum of
    them first: agency_code, agency_name, region, level, kind, scope, year, the columns, and `total`, how many there are;
    `limit` of them from `offset` on. Past the end the frame is empty and so is the count known of it: ask from 0 again."""
    where, values = conditions(filters, every_report=True)
    listed = "".join(f', "{column}"' for column in columns)
    most = " + ".join(f'coalesce("{column}", 0)' for column in of)
    some = " OR ".join(f'"{column}" > 0' for column in of)
    return store.frame(
        f"""SELECT agency_code, agency_name, region, level, kind, scope, year{listed}, count(*) OVER () AS total
        FROM panel WHERE {where} AND ({some}) ORDER BY {most} DESC, region, agency_id, year
        LIMIT {int(limit)} OFFSET {int(offset)}""",
        values,
    )


def _listed(filters: Filters, due: tuple[int, int] | None) -> tuple[str, list[object]]:
    clauses, values = placed(filters, "code")
    first, last = due or (1, 0)
    return (
        f"""WITH filed AS ({standing_in(filters)}),
        listed AS (
          SELECT a.*, coalesce(errors, 0) AS errors, coalesce(zeros, 0) AS zeros, coalesce(warnings, 0) AS warnings,
          greatest(0, expected - coalesce(reports, 0)) AS missing FROM (
            SELECT *, CASE WHEN expected_from IS NULL THEN 0 ELSE greatest(0, least(coalesce(expected_until, {int(last)}),
            {int(last)}) - greatest(expected_from, {int(first)}) + 1) END AS expected
            FROM agency WHERE {" AND ".join(clauses) or "TRUE"}) a
          LEFT JOIN filed f ON f.agency_id = a.agency_id WHERE reports IS NOT NULL OR expected > 0)""",
        values,
    )


def _where(filters: Filters, among: Sequence[str]) -> tuple[str, list[object]]:
    where, values = conditions(filters, every_report=True)
    if not among:
        return where, values
    return f"{where} AND agency_code IN ({', '.join('?' * len(among))})", [*values, *among]
