"""Two years side by side: the agencies that have a report of the same scope in both, and what they state in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from lib.store.database import Store
from lib.store.filters import Filters, conditions


def paired(store: Store, filters: Filters, year: int, last: Sequence[str], this: Sequence[str]) -> list[dict[str, Any]]:
    """Agencies that state every column of `last` for the year before and every column of `this` for `year`: agency_id,
    agency_code, agency_name, scope, counted, last.0 …, this.0 …

    `counted`: both reports are added up; else neither is, because an aggregate contains them. An agency that is counted
    in one of the years only is in neither.
    """
    chosen, values = _chosen(filters, year - 1, year, {*last, *this})
    columns = [
        *(f'b."{c}" AS "last.{n}"' for n, c in enumerate(last)),
        *(f'a."{c}" AS "this.{n}"' for n, c in enumerate(this)),
    ]
    stated = [*(f'b."{c}" IS NOT NULL' for c in last), *(f'a."{c}" IS NOT NULL' for c in this)]
    return store.rows(
        f"""{chosen} SELECT agency_id, a.agency_code, a.agency_name, scope, a.counted, {", ".join(columns)}
        FROM chosen b JOIN chosen a USING (agency_id, scope)
        WHERE b.year = ? AND a.year = ? AND a.counted = b.counted AND {" AND ".join(stated)} ORDER BY a.region, agency_id""",
        [*values, year - 1, year],
    )


def sums_of_pairs(
    store: Store, filters: Filters, year: int, columns: Mapping[str, tuple[str, ...]]
) -> dict[str, dict[str, int]]:
    """For each key its columns added up for both years over the counted agencies that state them all in both: last.0 …,
    this.0 …, and agencies, how many these are. A key without such agencies has 0 of them and no sums."""
    wanted = {column for found in columns.values() for column in found}
    chosen, values = _chosen(filters, year - 1, year, wanted)
    parts = []
    for n, found in enumerate(columns.values()):
        stated = " AND ".join(f'b."{c}" IS NOT NULL AND a."{c}" IS NOT NULL' for c in found)
        parts.append(f'count(*) FILTER ({stated}) AS "{n}.agencies"')
        for m, c in enumerate(found):
            parts += [f'sum({side}."{c}") FILTER ({stated}) AS "{n}.{name}.{m}"' for side, name in _SIDES]
    (row,) = store.rows(
        f"""{chosen} SELECT {", ".join(parts)} FROM chosen b JOIN chosen a USING (agency_id, scope)
        WHERE b.year = ? AND a.year = ? AND a.counted AND b.counted""",
        [*values, year - 1, year],
    )
    return {key: _of(row, n) for n, key in enumerate(columns)}


def handed_over(store: Store, filters: Filters, last: str, this: str) -> list[dict[str, Any]]:
    """Year by year what the counted agencies with two reports handed over, `last` of the year before, and what they say
    they got, `this`: year, last, this, agencies, differing (how many of them say another number)."""
    chosen, values = _chosen(filters, filters.first_year, filters.last_year, {last, this})
    return store.rows(
        f"""{chosen} SELECT a.year, sum(b."{last}")::BIGINT AS last, sum(a."{this}")::BIGINT AS this,
        count(*) AS agencies, count_if(b."{last}" <> a."{this}") AS differing
        FROM chosen b JOIN chosen a USING (agency_id, scope)
        WHERE a.year = b.year + 1 AND a.counted AND b.counted AND b."{last}" IS NOT NULL AND a."{this}" IS NOT NULL
        GROUP BY a.year ORDER BY a.year""",
        values,
    )


def parents(store: Store) -> dict[int, list[int]]:
    """The agencies directly above each, by ids: those of the name its own entry gives, now or in the past, whose region
    holds its own. Says of a parent what `panel` says of those that cover a report."""
    frame = store.frame(
        """WITH known AS (SELECT agency_id, region, unnest(list_prepend(name, past_names)) AS name FROM agency)
        SELECT DISTINCT a.agency_id, p.agency_id AS above FROM agency a JOIN known p
        ON p.name = a.parent AND p.agency_id <> a.agency_id AND (a.region = '' OR starts_with(a.region, p.region))
        ORDER BY 1, 2"""
    )
    found: dict[int, list[int]] = {}
    for agency, above in zip(frame["agency_id"].tolist(), frame["above"].tolist(), strict=True):
        found.setdefault(agency, []).append(above)
    return found


_SIDES = (("b", "last"), ("a", "this"))


def _of(row: Mapping[str, Any], n: int) -> dict[str, int]:
    """The sums of the `n`-th key."""
    found = {name.removeprefix(f"{n}."): value for name, value in row.items() if name.startswith(f"{n}.")}
    return {name: int(value) for name, value in found.items() if value is not None}


def _chosen(filters: Filters, first: int, last: int, columns: set[str]) -> tuple[str, list[object]]:
    """The reports of the years with these columns; `counted` says whether a report is added up."""
    filters = replace(filters, first_year=max(first, filters.first_year), last_year=min(last, filters.last_year))
    counted, values = conditions(filters)
    listed, more = conditions(filters, every_report=True)
    shown = "".join(f', "{column}"' for column in sorted(columns))
    return (
        f"""WITH chosen AS (SELECT agency_id, agency_code, agency_name, region, scope, year, ({counted}) AS counted{shown}
        FROM panel WHERE {listed})""",
        [*values, *more],
    )
