"""The named queries behind the pages. Each answers a small frame or list, never the whole store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from lib.reports import NOTES_BY_HAND, Agency, Report
from lib.store.agencies import Agencies
from lib.store.counted import counted
from lib.store.database import Store
from lib.store.filters import Filters, conditions, placed
from lib.store.finding_queries import GRAVITY, Sought, sought_rows
from lib.store.flatten import rebuild


def yearly(store: Store, filters: Filters, columns: Sequence[str]) -> pd.DataFrame:
    """One row a year that has counted reports: `year`, `reports`, and for each column its sum and "known.<column>",
    the number of reports that state it. A sum over no statement is NaN."""
    source = counted(filters)
    return store.frame(
        f"SELECT year, {source.reports} AS reports{source.parts(columns)} FROM {source.table} WHERE {source.where} "
        "GROUP BY year ORDER BY year",
        source.values,
    )


def reports(store: Store, filters: Filters, columns: Sequence[str], *, every_report: bool = False) -> pd.DataFrame:
    """One row a report: agency_code, agency_name, level, kind, scope, year, status, and the columns asked for."""
    where, values = conditions(filters, every_report=every_report)
    listed = "".join(f', "{column}"' for column in columns)
    return store.frame(
        f"SELECT agency_code, agency_name, region, level, kind, scope, year, status, doubtful{listed} FROM panel "
        f"WHERE {where} ORDER BY region, agency_id, year",
        values,
    )


def crossed(store: Store, filters: Filters, keys: Sequence[str]) -> dict[str, tuple[int | None, int]]:
    """The sum of each figure over the counted reports, and how many reports state it."""
    where, values = conditions(filters)
    parts = ", ".join(f'sum("{key}") AS "{key}", count("{key}") AS "known.{key}"' for key in keys)
    row = store.rows(f"SELECT {parts} FROM panel WHERE {where}", values)[0]
    return {key: (None if row[key] is None else int(row[key]), row[f"known.{key}"]) for key in keys}


def agencies(store: Store, filters: Filters) -> list[dict[str, Any]]:
    """The agencies of a selection, with or without reports: code, name, region, level, kind, expected years."""
    clauses, values = placed(filters, "code")
    return store.rows(
        f"SELECT code, name, region, level, kind, parent, expected_from, expected_until FROM agency "
        f"WHERE {' AND '.join(clauses) or 'TRUE'} ORDER BY region, agency_id",
        values,
    )


def years(store: Store) -> tuple[int, ...]:
    """The report years that have reports, in order."""
    return tuple(row["year"] for row in store.rows("SELECT DISTINCT year FROM report WHERE current ORDER BY year"))


def selection_size(store: Store, filters: Filters) -> tuple[int, int]:
    """How many reports of the selection are added up, and how many there are."""
    added = counted(filters)
    every = counted(replace(filters, counting="once"), every_report=True)
    row = store.rows(
        f"SELECT (SELECT {added.reports} FROM {added.table} WHERE {added.where}) AS counted, "
        f"(SELECT {every.reports} FROM {every.table} WHERE {every.where}) AS listed",
        [*added.values, *every.values],
    )[0]
    return row["counted"], row["listed"]


def counted_reports(store: Store, filters: Filters) -> tuple[int, int]:
    """How many reports of the selection are added up, and how many of these are doubtful."""
    source = counted(filters)
    (row,) = store.rows(
        f"""SELECT {source.reports} AS counted, {source.reports_where("doubtful")} AS doubtful
        FROM {source.table} WHERE {source.where}""",
        source.values,
    )
    return row["counted"], row["doubtful"]


def texted(store: Store, filters: Filters) -> int:
    """How many reports of the selection have prose in section 一 or 五 on file."""
    where, values = conditions(filters, every_report=True)
    sql = f"""SELECT count(*) AS n FROM panel WHERE {where}
        AND report_id IN (SELECT report_id FROM prose WHERE section IN ('一', '五'))"""
    return int(store.rows(sql, values)[0]["n"])


def counted_agencies(store: Store, filters: Filters, most: int) -> list[dict[str, Any]]:
    """Whose reports are added up, and for which years; the first `most` agencies by region."""
    where, values = conditions(filters)
    return store.rows(
        f"""SELECT agency_name AS name, arg_max(scope, year) AS scope, list(year ORDER BY year) AS years
        FROM panel WHERE {where} GROUP BY agency_id, agency_name, region ORDER BY region, agency_id LIMIT {int(most)}""",
        values,
    )


def finding_rows(
    store: Store,
    filters: Filters,
    *,
    checks: Sequence[str] = (),
    severities: Sequence[str] = (),
    limit: int = 100,
    offset: int = 0,
) -> list[dict[str, Any]]:
    """The open findings of a selection in the order of the worklist, as `finding_queries.sought_rows` has them."""
    sought = Sought(checks=tuple(checks), severities=tuple(severities))
    return sought_rows(store, filters, sought, limit=limit, offset=offset)


# Reports rebuilt together: one query a table for all of them.
_AT_ONCE = 500


@dataclass(frozen=True)
class StoredReport:
    """A report in the store with its place among its revisions."""

    report_id: int
    agency_code: str
    revision: int
    current: bool
    status: str
    report: Report


def find_report(store: Store, agency_code: str, year: int, revision: int | None = None) -> StoredReport | None:
    """One report, its current revision unless another is named; None when there is none."""
    heads = store.rows(
        """SELECT r.*, a.code, m.status FROM report r JOIN (SELECT agency_id AS known, code FROM agency) a
        ON a.known = r.agency_id LEFT JOIN (SELECT report_id AS judged, status FROM measure) m ON m.judged = r.report_id
        WHERE a.code = ? AND r.year = ? AND (r.revision = ? OR (? IS NULL AND r.current))""",
        [agency_code, year, revision, revision],
    )
    if not heads:
        return None
    head = heads[0]
    (report,) = _rebuilt(store, heads[:1])
    return StoredReport(
        head["report_id"], head["code"], head["revision"], head["current"], head["status"] or "", report
    )


def stored_report(store: Store, agency: Agency | str, year: int, agencies: Agencies | None = None) -> Report | None:
    """The current report of an agency as a document names it, by any of its names; None when there is none.

    `agencies` saves reading them again where many are asked for. Raises AmbiguousAgency as `Agencies.find` does.
    """
    named = Agency(name=agency) if isinstance(agency, str) else agency
    found = (agencies or Agencies.read(store)).find(named)
    stored = find_report(store, found.code, year) if found else None
    return stored.report if stored else None


def stored_reports(store: Store) -> Iterator[Report]:
    """Every current report as it was taken in, by agency and year."""
    heads = store.rows("SELECT * FROM report WHERE current ORDER BY agency_id, year")
    for start in range(0, len(heads), _AT_ONCE):
        yield from _rebuilt(store, heads[start : start + _AT_ONCE])


def documents_settled_by_hand(store: Store) -> frozenset[str]:
    """The sha256 of the documents whose current report a person has put right or compared."""
    kinds = ", ".join("?" * len(NOTES_BY_HAND))
    rows = store.rows(
        f"""SELECT DISTINCT source_sha256 AS sha256 FROM report WHERE current AND source_sha256 IS NOT NULL AND report_id IN
        (SELECT report_id FROM correction UNION ALL SELECT report_id FROM fact WHERE kind IN ({kinds}))""",
        NOTES_BY_HAND,
    )
    return frozenset(row["sha256"] for row in rows)


def _rebuilt(store: Store, heads: Sequence[dict[str, Any]]) -> Iterator[Report]:
    """The reports of these heads, in their order."""
    numbers = [head["report_id"] for head in heads]
    listed = ", ".join(map(str, numbers))
    parts: dict[str, dict[int, list[dict[str, Any]]]] = {}
    for table in ("figures", "cell", "fact", "prose", "correction"):
        by_report = parts[table] = {number: [] for number in numbers}
        # The order of rows is the order of notes and of sections.
        for row in store.rows(f"SELECT * FROM {table} WHERE report_id IN ({listed}) ORDER BY rowid"):
            by_report[row["report_id"]].append(row)
    for head in heads:
        number = head["report_id"]
        yield rebuild(
            head,
            parts["figures"][number][0],
            parts["cell"][number],
            parts["fact"][number],
            parts["prose"][number],
            parts["correction"][number],
        )


def revisions(store: Store, agency_code: str, year: int) -> list[dict[str, Any]]:
    """Every revision of a report, newest first: revision, current, loaded_at, source_url, source_file."""
    return store.rows(
        """SELECT revision, current, loaded_at, source_url, source_file, source_state
        FROM report r JOIN agency a USING (agency_id) WHERE a.code = ? AND year = ? ORDER BY revision DESC""",
        [agency_code, year],
    )


def agency_years(store: Store, agency_code: str) -> tuple[int, ...]:
    """The years for which an agency has a report."""
    return tuple(
        row["year"]
        for row in store.rows(
            "SELECT year FROM report JOIN agency USING (agency_id) WHERE code = ? AND current ORDER BY year",
            [agency_code],
        )
    )


def findings_of(store: Store, report_id: int) -> list[dict[str, Any]]:
    """The open findings of one report, gravest first, with what was decided of each."""
    return store.rows(
        f"SELECT * FROM reviewed_finding WHERE report_id = ? AND gone_at IS NULL ORDER BY {GRAVITY}, finding_id",
        [report_id],
    )


def verdict_of(store: Store, report_id: int) -> dict[str, Any] | None:
    """The verdict codes of one report and their counts."""
    found = store.rows("SELECT * FROM verdict WHERE report_id = ?", [report_id])
    return found[0] if found else None
