"""The questions asked of the findings: which, how many of what, in which order, and what stands beside one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

import pandas as pd

from lib.store.database import Store
from lib.store.filters import Filters, placed
from lib.store.schema import reviewed

Change = Literal["all", "added", "gone", "remaining", "ever"]
CHANGES: tuple[Change, ...] = ("all", "added", "gone", "remaining")
GRAVITY = "array_position(['error', 'warning', 'information'], severity)"
# What is grave first; then what moves the figures of a region most; then what an agency does year after year.
_PLACE = (GRAVITY, "-impact", "-repeats", '-"year"', "finding_id")
_ORDER = ", ".join(_PLACE)
# So many findings are read in one question.
_AT_ONCE = 5_000
# What made the fault: the kind of its likeliest cause; where a check gives none, the check itself.
CAUSE = 'coalesce(f.cause, f."check")'


@dataclass(frozen=True)
class Sought:
    """Which findings of a selection; what is empty asks for nothing.

    `causes` are kinds of causes, and checks for findings whose cause has no kind. `change`: all that are open; those
    added since; those gone since that were open then; those open then and now; all that ever were. `since` is UTC, None the
    beginning. `states`: new, confirmed, dismissed; of those gone also corrected. `search`: in the agency's name.
    `agency`: a code.
    """

    checks: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    change: Change = "all"
    since: datetime | None = None
    search: str = ""
    agency: str = ""


def sought_rows(
    store: Store, filters: Filters, sought: Sought, *, limit: int = 100, offset: int = 0
) -> list[dict[str, Any]]:
    """Findings in the order of the worklist: rows for `from_row`, with agency_code, agency_name, seen_at, gone_at,
    gone_by, repeats, review, note, who, decided_at."""
    chosen, values = _chosen(filters, sought, "f.finding_id")
    shown = store.rows(f"{chosen} ORDER BY {_ORDER} LIMIT {int(limit)} OFFSET {int(offset)}", values)
    ids = [str(row["finding_id"]) for row in shown]
    # All else is read for those shown only.
    shares = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    return [row for share in shares for row in _detailed(store, f"finding_id IN ({', '.join(share)})")]


def _detailed(store: Store, which: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    found = reviewed("shown", "(SELECT * FROM decision WHERE fingerprint IN (SELECT fingerprint FROM shown))")
    return store.rows(
        f"""WITH shown AS (SELECT * FROM finding WHERE {which})
        SELECT f.*, coalesce(a.name, f.agency_code) AS agency_name FROM ({found}) f
        LEFT JOIN (SELECT agency_id AS known, code, name FROM agency) a ON a.known = f.agency_id AND a.code = f.agency_code
        ORDER BY {_ORDER}""",
        values,
    )


def sought_counts(store: Store, filters: Filters, sought: Sought) -> pd.DataFrame:
    """How many findings, and by how many cases they move the figures, by check, severity, review and cause."""
    chosen, values = _chosen(filters, sought, f'f."check", f.severity, f.review, {CAUSE} AS cause, f.impact')
    return store.frame(
        f"""SELECT "check", severity, review, cause, count(*) AS findings, sum(impact) AS impact FROM ({chosen})
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4""",
        values,
    )


def sought_agencies(
    store: Store, filters: Filters, sought: Sought, *, limit: int = 50, offset: int = 0
) -> tuple[list[dict[str, Any]], int]:
    """The agencies that have such findings, those with the gravest first, and how many there are.

    Each: agency_code, agency_name, findings, errors, warnings, impact (summed).
    """
    ranked, values = _ranked_agencies(filters, sought)
    rows = store.rows(
        f"""SELECT agency_code, coalesce(a.name, agency_code) AS agency_name, findings, errors, warnings, impact, agencies FROM (
          {ranked} ORDER BY place LIMIT {int(limit)} OFFSET {int(offset)}) r
        LEFT JOIN (SELECT code, name FROM agency) a ON a.code = r.agency_code ORDER BY r.place""",
        values,
    )
    return rows, int(rows[0]["agencies"]) if rows else 0


def place_of_agency(store: Store, filters: Filters, sought: Sought, code: str) -> int | None:
    """Where an agency stands among `sought_agencies`, from 0; None where it has no such finding."""
    ranked, values = _ranked_agencies(filters, sought)
    found = store.rows(f"SELECT place FROM ({ranked}) WHERE agency_code = ?", [*values, code])
    return int(found[0]["place"]) if found else None


def _ranked_agencies(filters: Filters, sought: Sought) -> tuple[str, list[object]]:
    # By their codes alone: the names of a nation's agencies are joined for those that are shown.
    chosen, values = _chosen(filters, sought, "f.agency_code, f.severity, f.impact")
    sql = f"""SELECT *, count(*) OVER () AS agencies,
        row_number() OVER (ORDER BY errors DESC, warnings DESC, impact DESC, agency_code) - 1 AS place
        FROM (SELECT agency_code, count(*) AS findings, sum(impact)::BIGINT AS impact,
        count(*) FILTER (severity = 'error') AS errors, count(*) FILTER (severity = 'warning') AS warnings
        FROM ({chosen}) GROUP BY agency_code)"""
    return sql, values


def neighbours(store: Store, filters: Filters, sought: Sought, fingerprint: str) -> dict[str, Any] | None:
    """Where a finding stands in the list, from 0, and the fingerprints before and after it: place, previous, next; None
    where it is not in it."""
    columns = 'f.fingerprint, f.severity, f.impact, f.repeats, f."year", f.finding_id'
    chosen, values = _chosen(filters, sought, columns)
    keys = ", ".join(f"{key} AS place_{n}" for n, key in enumerate(_PLACE))
    here = store.rows(f"SELECT {keys} FROM ({chosen}) WHERE fingerprint = ?", [*values, fingerprint])
    if not here:
        return None
    before, after = (_beyond(list(here[0].values()), sign) for sign in "<>")
    # Three looks at the list: of a nation's, putting all of it in order takes a hundred times as long.
    (row,) = store.rows(f"SELECT count(*) AS place FROM ({chosen}) WHERE {before}", values)
    back = ", ".join(f"{key} DESC" for key in _PLACE)
    previous, following = (
        store.rows(f"SELECT fingerprint FROM ({chosen}) WHERE {side} ORDER BY {order} LIMIT 1", values)
        for side, order in ((before, back), (after, _ORDER))
    )
    return {
        "place": int(row["place"]),
        "previous": previous[0]["fingerprint"] if previous else None,
        "next": following[0]["fingerprint"] if following else None,
    }


def _beyond(place: Sequence[int], sign: str) -> str:
    """SQL for the findings that stand before ("<") or after (">") a place in the list."""
    said = "FALSE"
    for key, value in reversed(list(zip(_PLACE, place, strict=True))):
        said = f"({key} {sign} {int(value)} OR {key} = {int(value)} AND {said})"
    return said


def changes_since(store: Store, filters: Filters, sought: Sought) -> dict[str, int]:
    """How many findings were added, are gone and remain since `sought.since`, under the rest of what is sought."""
    parts, values = [], []
    for change in CHANGES[1:]:
        clauses, moments = _changed(replace(sought, change=change))
        parts.append(f"count(*) FILTER ({' AND '.join(clauses)}) AS {change}")
        values += moments
    chosen, more = _chosen(filters, replace(sought, change="ever"), "f.seen_at, f.gone_at")
    (row,) = store.rows(f"SELECT {', '.join(parts)} FROM ({chosen}) f", [*values, *more])
    return {name: int(n) for name, n in row.items()}


def finding_row(store: Store, fingerprint: str) -> dict[str, Any] | None:
    """One finding by its fingerprint, open or, where it is not, as it was last; None where there never was one."""
    found = _detailed(store, "fingerprint = ?", [fingerprint])
    return max(found, key=lambda row: row["gone_at"] or datetime.max, default=None)


def loads(store: Store, most: int = 20) -> list[dict[str, Any]]:
    """When the data or the rules changed, the latest first: load_id, loaded_at (UTC), what, added, revised, unchanged."""
    return store.rows(f"SELECT * FROM load ORDER BY load_id DESC LIMIT {int(most)}")


def _chosen(filters: Filters, sought: Sought, columns: str) -> tuple[str, list[object]]:
    """The findings asked for, joined to what the question needs and to no more."""
    clauses, values = placed(filters, "f.agency_code")
    clauses.append("f.year BETWEEN ? AND ?")
    values += [filters.first_year, filters.last_year]
    joins = ""
    if sought.search or "a." in columns or filters.region or filters.kinds or filters.levels:
        joins += " LEFT JOIN agency a ON a.agency_id = f.agency_id AND a.code = f.agency_code"
    if filters.counting != "once":
        # A report that is not there has no scope.
        joins += " JOIN (SELECT report_id, scope FROM report) r ON r.report_id = f.report_id"
        clauses.append("r.scope = ?")
        values.append(filters.counting)
    if filters.without_doubtful:
        joins += " LEFT JOIN (SELECT report_id, doubtful FROM measure) m ON m.report_id = f.report_id"
        clauses.append("NOT coalesce(m.doubtful, FALSE)")
    for more, given in (_said(sought), _changed(sought)):
        clauses += more
        values += given
    source = "reviewed_finding" if sought.states or "f.review" in columns else "finding"
    return f"SELECT {columns} FROM {source} f{joins} WHERE {' AND '.join(clauses)}", values


def _said(sought: Sought) -> tuple[list[str], list[object]]:
    clauses: list[str] = []
    values: list[object] = []
    asked: tuple[tuple[str, Sequence[str]], ...] = (
        ('f."check"', sought.checks),
        ("f.severity", sought.severities),
        ("f.review", sought.states),
        (CAUSE, sought.causes),
        ("f.agency_code", (sought.agency,) if sought.agency else ()),
    )
    for column, chosen in asked:
        if chosen:
            clauses.append(f"{column} IN ({', '.join('?' * len(chosen))})")
            values.extend(chosen)
    if sought.search:
        clauses.append("contains(coalesce(a.name, f.agency_code), ?)")
        values.append(sought.search)
    return clauses, values


def _changed(sought: Sought) -> tuple[list[str], list[object]]:
    since = sought.since or datetime.min
    match sought.change:
        case "ever":
            return [], []
        case "all":
            return ["f.gone_at IS NULL"], []
        case "added":
            return ["f.gone_at IS NULL", "f.seen_at >= ?"], [since]
        case "remaining":
            return ["f.gone_at IS NULL", "f.seen_at < ?"], [since]
        case "gone":
            return ["f.gone_at >= ?", "f.seen_at < ?"], [since, since]
