"""Figures that stand in another report already: last year's, or another agency's. Pairs of zeros do not count."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.checks.batch import Batch, plain_id
from lib.checks.crowd import CROWD_KEYS, Crowd
from lib.checks.model import Beside, CellState, Finding, ReportId
from lib.checks.registry import Case, finding_of, make_finding
from lib.forms import ALL_KEYS, COUNT_KEYS, TABLES, FigureKey, TableKey, table_of
from lib.language import Message

RECEIVED: FigureKey = "requests.new.total"
_SHOWN = 3
_BESIDE = 20
# What a year brings by itself. Totals repeat their parts, and stocks and what is carried over stay the same for good
# reasons: that they are equal says little.
_BY_ITSELF = frozenset({"decisions", "issued", "repealed", "produced", "disclosed", "projects"})
_CARRIED = frozenset({"carry_in", "carry_out", "result_total"})


def is_flow(key: FigureKey) -> bool:
    """Whether a figure counts what a year brought, and is no total of others."""
    table, row, column = key.split(".")
    if key not in COUNT_KEYS:
        return False
    if table == "proactive":
        return column in _BY_ITSELF
    return column != "total" and row not in _CARRIED


FLOWS: tuple[FigureKey, ...] = tuple(key for key in ALL_KEYS if is_flow(key))


@dataclass(frozen=True, eq=False)
class _Repeated:
    """Of each report beside last year's: the pairs of figures that are not both 0, those that are equal, and the flows
    among the equal ones added up. `equal` and `different` are keys × reports."""

    equal: NDArray[np.bool_]
    different: NDArray[np.bool_]
    volume: NDArray[np.int64]

    @property
    def of(self) -> NDArray[np.int64]:
        total: NDArray[np.int64] = (self.equal | self.different).sum(axis=0)
        return total


def copied_year(case: Case) -> Iterator[Finding]:
    """COPY-YEAR: the figures are last year's, all of them or nearly all."""
    share, cells, volume = (case.thresholds.of("COPY-YEAR", name) for name in ("share", "cells", "volume"))
    repeated = _repeated(case.batch)
    equal, pairs = repeated.equal.sum(axis=0), repeated.of
    copied = (pairs >= cells) & (equal * 100 >= share * pairs) & (repeated.volume >= volume)
    for report in np.flatnonzero(copied).tolist():
        yield _same_as_last_year(case, report, repeated)


def _same_as_last_year(case: Case, report: int, repeated: _Repeated) -> Finding:
    batch = case.batch
    same = [ALL_KEYS[row] for row in np.flatnonzero(repeated.equal[:, report])]
    other = [ALL_KEYS[row] for row in np.flatnonzero(repeated.different[:, report])]
    year = int(batch.years[report])
    values: dict[str, Any] = {"count": len(same), "of": len(same) + len(other), "previous_year": year - 1}
    if other:
        values["cells"] = tuple(other[:_SHOWN])
    variant = "all" if not other else "most" if len(other) <= _SHOWN else "many"
    before = int(batch.previous[report])
    return make_finding(
        case,
        report,
        "COPY-YEAR",
        Message(f"checks.said.COPY-YEAR.{variant}", values),
        cells=same,
        evidence=[*((key, batch.reported(key, before)) for key in other)],
        impact=0,
        beside=[Beside(plain_id(batch.agency_ids[before]), year - 1)],
    )


def _repeated(batch: Batch) -> _Repeated:
    """Both years in the same edition, table by table. A blank is no figure: it equals nothing, and is no zero."""
    here = np.flatnonzero(batch.previous >= 0)
    before = batch.previous[here]
    equal = np.zeros((len(ALL_KEYS), batch.size), dtype=np.bool_)
    different = np.zeros_like(equal)
    volume = np.zeros(batch.size, dtype=np.int64)
    alike = {table: batch.editions[table][here] == batch.editions[table][before] for table in TABLES}
    flows = set(FLOWS)
    # What could not be read is not compared.
    known = (batch.states == CellState.STATED) | (batch.states == CellState.BLANK)
    for row, key in enumerate(ALL_KEYS):
        figures = batch.amounts[key] if key in batch.amounts else batch.values[row]
        stated = batch.states[row] == CellState.STATED
        now, then = figures[here], figures[before]
        comparable = alike[table_of(key)] & known[row, here] & known[row, before]
        same = comparable & stated[here] & stated[before] & (now == then)
        equal[row, here] = same & (now != 0)
        different[row, here] = comparable & ~same & ((now != 0) | (then != 0))
        if key in flows:
            volume[here] += np.where(same, np.abs(now), 0).astype(np.int64)
    return _Repeated(equal, different, volume)


def same_figures(
    one: Mapping[FigureKey, Any], other: Mapping[FigureKey, Any], tables: Collection[TableKey]
) -> tuple[tuple[FigureKey, ...], tuple[FigureKey, ...]]:
    """The figures of these tables that are equal and not 0 in both reports, and those that differ. A figure that one of
    them does not have is not compared; None (a blank) differs from every number but 0."""
    equal, different = [], []
    for key in ALL_KEYS:
        if table_of(key) in tables and key in one and key in other:
            now, then = one[key], other[key]
            if now == then and now:
                equal.append(key)
            elif (now or 0) != (then or 0):
                different.append(key)
    return tuple(equal), tuple(different)


def copied_agency(crowd: Crowd) -> Iterator[Finding]:
    """COPY-AGENCY: every figure is that of another agency in the same year, and they are too many for chance."""
    cells, received, volume = (crowd.thresholds.of("COPY-AGENCY", name) for name in ("cells", "received", "volume"))
    reports = crowd.reports
    enough = (reports[RECEIVED].fillna(0) >= received) | (reports["filled"] >= cells) & (reports["volume"] >= volume)
    large = reports[enough]
    groups = large[large.duplicated(["year", "digest"], keep=False)]
    if groups.empty:
        return
    above = _above(crowd.roster, set(groups["agency_id"]))
    ordered = groups.sort_values(["year", "digest", "agency_id"]).to_dict("records")
    for _, group in groupby(ordered, key=lambda row: (row["year"], row["digest"])):
        rows = list(group)
        for row in rows:
            others = [other for other in rows if other is not row and not _part_and_whole(row, other, above)]
            if others:
                yield _same_as_another(crowd, row, others)


def _same_as_another(crowd: Crowd, row: Mapping[Any, Any], others: list[dict[Any, Any]]) -> Finding:
    filled: list[tuple[FigureKey, int]] = [
        (key, int(row[key])) for key in CROWD_KEYS if not pd.isna(row[key]) and row[key] != 0
    ]
    values = {"count": int(row["filled"]), "name": str(others[0]["name"]), "others": len(others)}
    variant = "one" if len(others) == 1 else "several"
    return finding_of(
        crowd.subject(row),
        "COPY-AGENCY",
        Message(f"checks.said.COPY-AGENCY.{variant}", values),
        cells=[key for key, _ in filled],
        seen=filled,
        evidence=sorted(str(other["code"]) for other in others),
        beside=[Beside(plain_id(other["agency_id"]), int(other["year"])) for other in others[:_BESIDE]],
    )


def _part_and_whole(one: Mapping[Any, Any], other: Mapping[Any, Any], above: Mapping[ReportId, set[ReportId]]) -> bool:
    """A government whose aggregate report has one part only says what that part says, and rightly so."""
    for whole, part in ((one, other), (other, one)):
        if whole["agency_id"] in above.get(part["agency_id"], ()) and whole["scope"] != "own_office":
            return True
    return False


def _above(roster: pd.DataFrame, agencies: Collection[ReportId]) -> dict[ReportId, set[ReportId]]:
    """The governments above each of these agencies, by the names they have now."""
    columns = zip(*(roster[name] for name in ("agency_id", "name", "region", "parent")), strict=True)
    known = {agency: (str(name), str(region or ""), str(parent)) for agency, name, region, parent in columns}
    named: dict[str, list[ReportId]] = {}
    for agency, (name, _, _) in known.items():
        named.setdefault(name, []).append(agency)

    def parents(agency: ReportId) -> list[ReportId]:
        _, region, parent = known[agency]
        return [one for one in named.get(parent, ()) if not region or region.startswith(known[one][1])]

    found: dict[ReportId, set[ReportId]] = {}
    for agency in agencies:
        waiting, seen = parents(agency), set[ReportId]()
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += parents(one)
        found[agency] = seen
    return found
