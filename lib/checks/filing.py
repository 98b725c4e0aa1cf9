"""Whether, when and how often a report was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import numpy as np
import pandas as pd

from lib.checks.batch import AMOUNTS, KEY_INDEX, Batch, Subject, plain_id
from lib.checks.crowd import Crowd, CrowdHandler
from lib.checks.deadlines import first_day, is_due, last_day
from lib.checks.model import CellState, Finding
from lib.checks.registry import Case, Handler, finding_of, make_finding
from lib.checks.wording import SHOWN_REPAIRS, enumerated
from lib.forms import ALL_KEYS, FigureKey, table_of
from lib.language import Message

RECEIVED: FigureKey = "requests.new.total"
# A county and what is below it: where its reports come from together.
_COUNTY_DIGITS = 6
Number = int | float | None


def late(case: Case) -> Iterator[Finding]:
    """DATE-LATE: dated after the last day, or before the year it is about was over. Without a date nothing is said."""
    profile = case.batch.profile
    dates, kinds, scopes = (profile[name].tolist() for name in ("published_on", "kind", "scope"))
    for report in np.flatnonzero(profile["published_on"].notna().to_numpy()).tolist():
        published = _day(dates[report])
        year = int(case.batch.years[report])
        due = last_day(kinds[report], scopes[report], year)
        values: dict[str, object] = {"published": published.isoformat(), "year": year}
        if published < first_day(year):
            message = Message("checks.said.DATE-LATE.early", values)
        elif due is not None and published > due:
            days = (published - due).days
            message = Message("checks.said.DATE-LATE.late", {**values, "due": due.isoformat(), "days": days})
        else:
            continue
        yield make_finding(case, report, "DATE-LATE", message, evidence=[published.isoformat()], impact=0)


def _day(published: date) -> date:
    return published.date() if isinstance(published, datetime) else published


def revised(case: Case) -> Iterator[Finding]:
    """REVISED: published again with other figures; the cells that changed, from what to what."""
    batch = case.batch
    for report, before in sorted(batch.former.items()):
        changed = {key: (before[key], now) for key in ALL_KEYS if before[key] != (now := _number(batch, key, report))}
        if changed:
            moved = [_count(new) - _count(old) for key, (old, new) in changed.items() if table_of(key) != "proactive"]
            yield make_finding(
                case,
                report,
                "REVISED",
                Message("checks.said.REVISED.changed", {"count": len(changed), "cells": _changes(changed)}),
                cells=list(changed),
                evidence=[(key, old) for key, (old, _) in changed.items()],
                impact=max(map(abs, moved), default=0),
            )


def _number(batch: Batch, key: FigureKey, report: int) -> Number:
    if key in AMOUNTS:
        stated = batch.states[KEY_INDEX[key], report] == CellState.STATED
        return float(batch.amounts[key][report]) if stated else None
    return batch.reported(key, report)


def _count(value: Number) -> int:
    return int(value or 0)


def _changes(changed: Mapping[FigureKey, tuple[Number, Number]]) -> tuple[Message, ...]:
    shown = [
        Message("checks.changed", {"cell": key, "before": _plain(old), "after": _plain(new)})
        for key, (old, new) in list(changed.items())[:SHOWN_REPAIRS]
    ]
    more = [Message("checks.more_cells", {"count": len(changed)})] if len(changed) > SHOWN_REPAIRS else []
    return (*enumerated(shown), *more)


def _plain(value: Number) -> int | str | None:
    """A figure as a finding can keep it: money as text."""
    return value if value is None else int(value) if value == int(value) else f"{value:,}"


def missing(crowd: Crowd) -> Iterator[Finding]:
    """ROSTER-MISSING: the roster expects a report, its day has gone by, and it is not there.

    A year counts up to the newest one of which the agency's county has any report: what was not yet collected at all is
    not missing. The day is looked at when reports are judged.
    """
    reports = crowd.reports
    roster = crowd.roster[crowd.roster["expected_from"].notna()]
    if roster.empty or reports.empty:
        return
    until = _newest_of_county(crowd).loc[roster["agency_id"]].set_axis(roster.index).astype("Float64")
    roster = roster.assign(until=until.fillna(0).clip(upper=roster["expected_until"].astype("Float64").fillna(9999)))
    for year in range(int(roster["expected_from"].min()), int(roster["until"].max()) + 1):
        here = reports.loc[reports["year"] == year, "agency_id"]
        expected = roster[(roster["expected_from"] <= year) & (roster["until"] >= year)]
        absent = expected.loc[~expected["agency_id"].isin(here), ["agency_id", "code", "kind"]]
        before = reports[(reports["year"] == year - 1) & reports["agency_id"].isin(absent["agency_id"])]
        received = before.set_index("agency_id")[RECEIVED].dropna().to_dict()
        for agency in absent.itertuples(index=False):
            if is_due(agency.kind, year, crowd.today):
                subject = Subject(None, plain_id(agency.agency_id), str(agency.code), year)
                yield _missing(subject, received.get(agency.agency_id))


def _newest_of_county(crowd: Crowd) -> pd.Series[int]:
    """By agency of the roster: the newest year of which its county has any report; NA where it has none."""
    county = crowd.roster.set_index("agency_id")["region"].fillna("").str[:_COUNTY_DIGITS]
    newest = crowd.reports.groupby("agency_id")["year"].max()
    return county.map(newest.groupby(county.reindex(newest.index)).max())


def _missing(subject: Subject, last: int | None) -> Finding:
    """`last`: how many requests were received the year before, where that is known; so many are missing from the sums."""
    values: dict[str, object] = {"year": subject.year, "previous_year": subject.year - 1}
    known = last is not None and not pd.isna(last)
    message = Message("checks.said.ROSTER-MISSING.plain", values)
    if known:
        message = Message("checks.said.ROSTER-MISSING.known", {**values, "count": _count(last)})
    return finding_of(subject, "ROSTER-MISSING", message, impact=_count(last) if known else 0)


HANDLERS: Mapping[str, Handler] = {"DATE-LATE": late, "REVISED": revised}
CROWD_HANDLERS: Mapping[str, CrowdHandler] = {"ROSTER-MISSING": missing}
