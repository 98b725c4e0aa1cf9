"""What a total is made of: outcomes of requests, results of disputes, by year or by agency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from lib.language import Message
from lib.store.database import Store
from lib.store.paging import reports_with_largest
from lib.store.reading import yearly
from lib.views.model import Composition, Name, Part
from lib.views.numbers import whole
from lib.views.selection import Selection, breaks_within, year_names

OUTCOMES = {
    "granted": "num.granted_rate",
    "partial": "num.partial_rate",
    "refused": "num.refused_share",
    "unable": "num.unable_share",
    "not_processed": "num.not_processed_share",
    "other": "num.other_share",
}
RESULTS = ("upheld", "corrected", "other", "pending")
DISPUTES = ("reconsideration", "direct_action", "action_after")
MANY = 40


def outcomes_by_year(store: Store, selection: Selection) -> Composition:
    """The six outcomes of the counted reports, year by year."""
    frame = yearly(store, selection.filters, [*OUTCOMES.values(), "num.completed"])
    parts = {f"outcome.{name}": column for name, column in OUTCOMES.items()}
    return _by_year(Message("views.outcomes_by_year"), frame, parts, "num.completed", selection, ("other_handling",))


def results_by_year(store: Store, selection: Selection, dispute: str) -> Composition:
    """The four results of one group of table 四, year by year."""
    parts = {f"result.{result}": f"disputes.{dispute}.{result}" for result in RESULTS}
    total = f"disputes.{dispute}.total"
    frame = yearly(store, selection.filters, [*parts.values(), total])
    title = Message("views.results_by_year", {"dispute": Message(f"terms.dispute.{dispute}")})
    shown = _by_year(title, frame, parts, total, selection, ("reconsideration_first",))
    return replace(shown, facets=(("dispute", dispute),))


def outcomes_by_agency(store: Store, selection: Selection, year: int) -> Composition:
    """The six outcomes of each agency's own report of one year, those with most cases first."""
    columns = [*OUTCOMES.values(), "num.completed"]
    parts = {f"outcome.{name}": column for name, column in OUTCOMES.items()}
    title = Message("views.outcomes_by_agency", {"year": year})
    return _by_agency(title, store, selection, year, columns, parts, "num.completed")


def results_by_agency(store: Store, selection: Selection, year: int, dispute: str) -> Composition:
    """The four results of one group of table 四 by agency."""
    parts = {f"result.{result}": f"disputes.{dispute}.{result}" for result in RESULTS}
    total = f"disputes.{dispute}.total"
    title = Message("views.results_by_agency", {"year": year, "dispute": Message(f"terms.dispute.{dispute}")})
    shown = _by_agency(title, store, selection, year, [*parts.values(), total], parts, total)
    return replace(shown, facets=(*shown.facets, ("dispute", dispute)))


def agency_name(row: Mapping[Any, Any]) -> Name:
    """An agency on an axis; a government's aggregate is said to be one."""
    aggregate = row["scope"] == "government_aggregate"
    group = Message("terms.scope.government_aggregate") if aggregate else None
    return Name(row["agency_code"], text=row["agency_name"], group=group)


def _by_year(
    title: Message,
    frame: pd.DataFrame,
    parts: Mapping[str, str],
    total: str,
    selection: Selection,
    breaks: Sequence[str],
) -> Composition:
    by_year = {int(row["year"]): row for row in frame.to_dict("records")}
    counts = {year: int(row["reports"]) for year, row in by_year.items()}
    stated = {year: int(min(row[f"known.{column}"] for column in parts.values())) for year, row in by_year.items()}
    return Composition(
        title=title,
        categories=year_names(selection.years, counts, {year: counts[year] - stated[year] for year in counts}),
        parts=tuple(
            Part(term(code), tuple(whole(by_year.get(year, {}).get(column)) for year in selection.years))
            for code, column in parts.items()
        ),
        totals=tuple(whole(by_year.get(year, {}).get(total)) for year in selection.years),
        reports=tuple(counts.get(year, 0) for year in selection.years),
        breaks=breaks_within(breaks, selection.years),
    )


def _by_agency(
    title: Message,
    store: Store,
    selection: Selection,
    year: int,
    columns: Sequence[str],
    parts: Mapping[str, str],
    total: str,
) -> Composition:
    only = replace(selection.filters, first_year=year, last_year=year)
    rows = reports_with_largest(store, only, columns, total, limit=MANY).to_dict("records")
    return Composition(
        title=title,
        categories=tuple(agency_name(row) for row in rows),
        parts=tuple(Part(term(code), tuple(whole(row[column]) for row in rows)) for code, column in parts.items()),
        totals=tuple(whole(row[total]) for row in rows),
        reports=(1,) * len(rows),
        horizontal=True,
        kind="agency",
        facets=(("year", str(year)),),
    )


def term(code: str) -> Name:
    """A part by its code, said in the words of the form."""
    return Name(code, message=Message(f"terms.{code}"))
