"""A government's aggregate report against the reports of the parts it takes in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.checks.batch import plain_id
from lib.checks.crowd import CROWD_KEYS, Crowd, CrowdHandler
from lib.checks.model import Beside, Finding
from lib.checks.registry import finding_of
from lib.checks.wording import SHOWN_STATEMENTS
from lib.forms import FigureKey
from lib.language import Message
from lib.reports import LEVELS

# The totals of table 三 and table 四: what a part has is in the whole, row by row.
KEYS: tuple[FigureKey, ...] = tuple(key for key in CROWD_KEYS if key.endswith(".total"))
_BESIDE = 20


@dataclass(frozen=True, eq=False)
class _Rows:
    """Columns side by side. Of a nation's fourteen thousand wholes a data frame each would take most of the time."""

    def at(self, rows: NDArray[np.intp]) -> Self:
        return type(self)(*(getattr(self, field.name)[rows] for field in fields(self)))


@dataclass(frozen=True, eq=False)
class _Roster(_Rows):
    """The parts of one whole as the roster names them; `first` and `until` are NaN where it does not say."""

    parts: NDArray[np.object_]
    kinds: NDArray[np.object_]
    levels: NDArray[np.object_]
    first: NDArray[np.float64]
    until: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Parts(_Rows):
    """Reports of the parts of one whole for one year, side by side; `numbers` (reports × KEYS) is NaN where a cell states
    none."""

    agency_ids: NDArray[np.object_]
    codes: NDArray[np.object_]
    names: NDArray[np.object_]
    lower_aggregates: NDArray[np.bool_]
    numbers: NDArray[np.float64]


def children(crowd: Crowd) -> Iterator[Finding]:
    """SUM-CHILDREN: one finding an aggregate report. A part, or all parts together, above the whole is told always; all
    parts together below it only where the roster names every part and every one has reported."""
    links = _links(crowd.roster)
    reports = crowd.reports[["report_id", "agency_id", "code", "name", "year", "kind", "level", "scope", *KEYS]]
    wholes = reports[reports["scope"] == "government_aggregate"].rename(columns={"agency_id": "whole"})
    parts = reports.merge(links[["part", "whole"]], left_on="agency_id", right_on="part")
    parts = parts.merge(wholes[["whole", "year"]], on=["whole", "year"]).reset_index(drop=True)
    if parts.empty:
        return
    parts = parts.sort_values(["whole", "year"], kind="stable", ignore_index=True)
    every, roster, listed = _parts(parts), _roster(links), links.groupby("whole").indices
    firsts = np.flatnonzero(~parts.duplicated(["whole", "year"]).to_numpy())
    ends = np.append(firsts[1:], len(parts))
    groups = pd.MultiIndex.from_frame(parts.loc[firsts, ["whole", "year"]])
    rows = wholes.set_index(["whole", "year"]).loc[groups].reset_index().rename(columns={"whole": "agency_id"})
    own, heads = _numbers(rows), rows.to_dict("records")
    sums = np.add.reduceat(np.nan_to_num(every.numbers), firsts)
    above = sums > own
    # A part that states no number may be what is missing.
    below = (sums < own) & ~np.logical_or.reduceat(np.isnan(every.numbers), firsts)
    for place in np.flatnonzero((above | below).any(axis=1)).tolist():
        told, row = every.at(np.arange(firsts[place], ends[place])), heads[place]
        due = roster.at(np.asarray(listed[row["agency_id"]]))
        if below[place].any() and not _complete(row["level"], row["year"], due, told):
            below[place] = False
        columns = np.flatnonzero(above[place] | below[place]).tolist()
        if columns:
            yield _finding(crowd, row, told, columns)


def _links(roster: pd.DataFrame) -> pd.DataFrame:
    """Which agency is a direct part of which: the parent is the agency of that name, now or in the past, whose region
    holds the part's own if that is known."""
    names = pd.concat([roster[["agency_id", "name", "region"]], _past(roster)], ignore_index=True)
    names = names.rename(columns={"agency_id": "whole", "region": "around"})
    parts = roster[roster["parent"].notna()].rename(columns={"agency_id": "part"})
    found = (
        parts.drop(columns="name").merge(names, left_on="parent", right_on="name").fillna({"region": "", "around": ""})
    )
    inside = [part.startswith(around) for part, around in zip(found["region"], found["around"], strict=True)]
    found = found[(found["region"] == "") | np.array(inside, dtype=np.bool_)]
    return found[found["part"] != found["whole"]].drop_duplicates(["part", "whole"])


def _past(roster: pd.DataFrame) -> pd.DataFrame:
    past = roster[["agency_id", "past_names", "region"]].explode("past_names").rename(columns={"past_names": "name"})
    return past[past["name"].notna()]


def _roster(links: pd.DataFrame) -> _Roster:
    names = (links[name].to_numpy(dtype=object) for name in ("part", "kind", "level"))
    years = (links[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in ("expected_from", "expected_until"))
    return _Roster(*names, *years)


def _parts(parts: pd.DataFrame) -> _Parts:
    return _Parts(
        parts["agency_id"].to_numpy(dtype=object),
        parts["code"].to_numpy(dtype=object),
        parts["name"].to_numpy(dtype=object),
        ((parts["kind"] != "government") | (parts["scope"] == "government_aggregate")).to_numpy(dtype=np.bool_),
        _numbers(parts),
    )


def _numbers(frame: pd.DataFrame) -> NDArray[np.float64]:
    return np.column_stack([frame[key].to_numpy(dtype=np.float64, na_value=np.nan) for key in KEYS])


def _complete(level: object, year: int, roster: _Roster, parts: _Parts) -> bool:
    """Whether every part is there: the roster says of each when it must report, each of those has, the government's own
    office and at least one body of a lower level among them, and every lower government with its own aggregate."""
    if np.isnan(roster.first).any() or level not in LEVELS or not parts.lower_aggregates.all():
        return False
    due = (roster.first <= year) & ~(roster.until < year)
    if not set(roster.parts[due]) <= set(parts.agency_ids):
        return False
    below = LEVELS[LEVELS.index(level) + 1 :]
    return "office" in set(roster.kinds[due]) and not set(roster.levels[due]).isdisjoint(below)


def _finding(crowd: Crowd, whole: Mapping[Any, Any], parts: _Parts, columns: Sequence[int]) -> Finding:
    """What does not agree, cell by cell, with the reports that are concerned."""
    keys = [KEYS[column] for column in columns]
    said, impact = [], 0
    concerned: dict[int, None] = {}
    for key, column in zip(keys, columns, strict=True):
        counts = np.nan_to_num(parts.numbers[:, column])
        told, rows = _told(key, int(whole[key]), counts, parts)
        said.append(told)
        concerned |= dict.fromkeys(rows)
        impact = max(impact, abs(int(counts[rows].sum()) - int(whole[key])))
    year = int(whole["year"])
    figures = parts.numbers[np.ix_(list(concerned), list(columns))]
    return finding_of(
        crowd.subject(whole),
        "SUM-CHILDREN",
        Message("checks.finding", {"parts": _shown(said)}),
        cells=keys,
        seen=[(key, int(whole[key])) for key in keys],
        evidence=[(parts.codes[row], np.nan_to_num(own).tolist()) for row, own in zip(concerned, figures, strict=True)],
        impact=impact,
        beside=[Beside(plain_id(parts.agency_ids[row]), year) for row in list(concerned)[:_BESIDE]],
    )


def _told(key: FigureKey, whole: int, counts: NDArray[np.float64], parts: _Parts) -> tuple[Message, list[int]]:
    """What is wrong with one figure, and which parts it is about."""
    largest, with_any = int(np.argmax(counts)), np.flatnonzero(counts > 0).tolist()
    values: dict[str, object] = {"cell": key, "whole": whole}
    if counts[largest] > whole:
        values |= {"agency": str(parts.names[largest]), "part": int(counts[largest])}
        return Message("checks.said.SUM-CHILDREN.part", values), [largest]
    together = int(counts.sum())
    values |= {"part": together, "count": len(with_any)}
    return Message(f"checks.said.SUM-CHILDREN.{'above' if together > whole else 'below'}", values), with_any


def _shown(said: Sequence[Message]) -> tuple[Message, ...]:
    more = [Message("checks.more_cells_differ", {"count": len(said)})] if len(said) > SHOWN_STATEMENTS else []
    return (*said[:SHOWN_STATEMENTS], *more)


YEAR_HANDLERS: Mapping[str, CrowdHandler] = {"SUM-CHILDREN": children}
