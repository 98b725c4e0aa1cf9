"""Who filed what and when, and who was to: the questions of the page of coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from lib.reports import FIRST_YEAR, LAST_YEAR
from lib.store.counted import counted
from lib.store.database import Store
from lib.store.filters import Filters, conditions, placed

# A report with a known day of publication and a last day to publish it by; the rate's parts are kept with the report.
_DATED, _ON_TIME = '"den.on_time_rate"', '"num.on_time_rate"'


def filed(store: Store, filters: Filters, width: int = 0) -> list[dict[str, Any]]:
    """How many reports there are by year, region (its first `width` digits) and status: year, region, status, reports,
    dated (their day is known and one was set), late (of these, after that day)."""
    source = counted(filters, width=width, every_report=True)
    return store.rows(
        f"""SELECT year, substr(region, 1, {int(width)}) AS region, status, {source.reports} AS reports,
        coalesce(sum({_DATED}), 0)::BIGINT AS dated, coalesce(sum({_DATED} - {_ON_TIME}), 0)::BIGINT AS late
        FROM {source.table} WHERE {source.where} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
        source.values,
    )


def expected(store: Store, filters: Filters, width: int = 0) -> list[dict[str, Any]]:
    """What the roster expects, by year, region and kind of agency: year, region, kind, expected, filed (of these)."""
    clauses, values = placed(filters, "code")
    years = range(max(filters.first_year, FIRST_YEAR), min(filters.last_year, LAST_YEAR) + 1)
    # Each agency is looked at once, whatever the years: who is expected from the same year on is counted together.
    filed = "".join(f", count_if((filed >> {year - FIRST_YEAR}) & 1 = 1) AS filed_{year}" for year in years)
    groups = store.rows(
        f"""SELECT substr(region, 1, {int(width)}) AS region, kind, expected_from, expected_until, count(*) AS agencies{filed}
        FROM (SELECT agency_id, region, kind, expected_from, expected_until FROM agency
          WHERE expected_from IS NOT NULL AND {" AND ".join(clauses) or "TRUE"}) a
        LEFT JOIN standing s ON s.agency_id = a.agency_id GROUP BY 1, 2, 3, 4""",
        values,
    )
    found: dict[tuple[int, str, str | None], list[int]] = {}
    for group in groups:
        until = LAST_YEAR if group["expected_until"] is None else group["expected_until"]
        for year in years:
            if group["expected_from"] <= year <= until:
                counts = found.setdefault((year, group["region"], group["kind"]), [0, 0])
                counts[0] += group["agencies"]
                counts[1] += group[f"filed_{year}"]
    ordered = sorted(found.items(), key=lambda entry: (*entry[0][:2], entry[0][2] is None, entry[0][2] or ""))
    return [
        {"year": year, "region": region, "kind": kind, "expected": counts[0], "filed": counts[1]}
        for (year, region, kind), counts in ordered
    ]


def filed_by(store: Store, filters: Filters, codes: Sequence[str]) -> list[dict[str, Any]]:
    """The reports of these agencies: agency_code, year, status, late (None: not known), errors and warnings (the open
    findings)."""
    where, values = conditions(filters, every_report=True)
    return store.rows(
        f"""SELECT agency_code, year, status, {_DATED} > {_ON_TIME} AS late, coalesce(errors, 0) AS errors,
        coalesce(warnings, 0) AS warnings FROM panel LEFT JOIN (
          SELECT report_id, count_if(severity = 'error') AS errors, count_if(severity = 'warning') AS warnings
          FROM finding WHERE gone_at IS NULL AND agency_code IN (SELECT unnest(?)) GROUP BY report_id) USING (report_id)
        WHERE {where} AND agency_code IN (SELECT unnest(?)) ORDER BY region, agency_id, year""",
        [list(codes), *values, list(codes)],
    )


# The state of an agency's year, from worst to best.
STATES = ("missing", "error", "zero", "warning", "blank_ok", "fine")
# By year, the kinds of agency ("" for those of which none is known) whose report must be there by now.
Due = Mapping[int, Sequence[str]]


def turn_counts(store: Store, filters: Filters, year: int, due: Due) -> list[dict[str, Any]]:
    """How many agencies stood how in the year before and in `year`, of those that have a state in both: before, after,
    agencies, and how many of these better and worse. One that is expected and due, and has no report, is missing."""
    turns, values = _turns(filters, year, due)
    return store.rows(
        f"""{turns} SELECT "before", "after", count(*) AS agencies, count_if(moved > 0) AS better,
        count_if(moved < 0) AS worse FROM turn GROUP BY 1, 2 ORDER BY 1, 2""",
        values,
    )


def turned_most(
    store: Store, filters: Filters, year: int, due: Due, *, worse: bool = False, most: int
) -> list[dict[str, Any]]:
    """The agencies that moved furthest: by their state, then by errors, then by warnings: agency_code, agency_name,
    before, after, errors_before, errors_after, warnings_before, warnings_after (NULL where there is no report)."""
    turns, values = _turns(filters, year, due)
    return store.rows(
        f"""{turns} SELECT code AS agency_code, name AS agency_name, "before", "after", errors_before, errors_after,
        warnings_before, warnings_after FROM turn WHERE moved {"<" if worse else ">"} 0
        ORDER BY moved {"" if worse else "DESC"}, region, agency_id LIMIT {int(most)}""",
        values,
    )


def _turns(filters: Filters, year: int, due: Due) -> tuple[str, list[object]]:
    """`turn`: the agencies with a state in both years, and how far each `moved`, above 0 for better: a step of the state
    outweighs every number of errors, an error every number of warnings."""
    clauses, values = placed(filters, "code")
    where, more = conditions(replace(filters, first_year=year - 1, last_year=year), every_report=True)
    states, given = zip(*(_state(of, side, due) for of, side in ((year - 1, "b"), (year, "a"))), strict=True)
    step = "CASE {} " + " ".join(f"WHEN '{state}' THEN {n}" for n, state in enumerate(STATES)) + " END"
    return (
        f"""WITH listed AS (SELECT agency_id, code, name, region, kind, expected_from, expected_until FROM agency
          WHERE {" AND ".join(clauses) or "TRUE"}),
        told AS (SELECT agency_id, year, status, coalesce(errors, 0) AS errors, coalesce(warnings, 0) AS warnings
          FROM (SELECT agency_id, year, status, report_id FROM panel WHERE {where}) p LEFT JOIN (
          SELECT report_id, count_if(severity = 'error') AS errors, count_if(severity = 'warning') AS warnings
          FROM finding WHERE gone_at IS NULL AND year BETWEEN ? AND ? GROUP BY report_id) f USING (report_id)),
        paired AS (SELECT l.agency_id, l.code, l.name, l.region, {states[0]} AS "before", {states[1]} AS "after",
          b.errors AS errors_before, a.errors AS errors_after,
          b.warnings AS warnings_before, a.warnings AS warnings_after FROM listed l
          LEFT JOIN (SELECT * FROM told WHERE year = ?) b ON b.agency_id = l.agency_id
          LEFT JOIN (SELECT * FROM told WHERE year = ?) a ON a.agency_id = l.agency_id),
        turn AS (SELECT *, ({step.format('"after"')} - {step.format('"before"')}) * 1000000
          + coalesce(errors_before - errors_after, 0) * 1000 + coalesce(warnings_before - warnings_after, 0) AS moved
          FROM paired WHERE "before" IS NOT NULL AND "after" IS NOT NULL)""",
        [*values, *more, year - 1, year, *given[0], *given[1], year - 1, year],
    )


def _state(year: int, side: str, due: Due) -> tuple[str, list[object]]:
    """SQL for the state of an agency's year; NULL where nothing is known of it."""
    kinds = list(due.get(year, ()))
    in_time = f"coalesce(l.kind, '') IN ({', '.join('?' * len(kinds))})" if kinds else "FALSE"
    return (
        f"""coalesce({side}.status, CASE WHEN l.expected_from <= {int(year)} AND coalesce(l.expected_until, 9999) >= {int(year)}
        AND {in_time} THEN 'missing' END)""",
        [*kinds],
    )
