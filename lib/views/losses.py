"""From a court loss to the agency's requests: who was corrected in a year, and what became of its requests that year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lib.language import Message
from lib.store import Store
from lib.store.paging import reports_with_most
from lib.views.compositions import DISPUTES, OUTCOMES, agency_name, term
from lib.views.model import Composition, Name, Part, Rate
from lib.views.numbers import rate, whole
from lib.views.selection import Selection, of_year

NOT_GRANTED = ("refused", "unable", "not_processed")
# On the chart, and in the table.
MOST, MOST_LISTED = 20, 50


@dataclass(frozen=True)
class Loss:
    """An agency's year: `corrected` in reconsideration, direct actions and actions after reconsideration (None: not
    stated), and of its requests those refused, unable to provide and not processed, with the three together as a rate of
    all that were completed."""

    agency: Name
    corrected: tuple[int | None, ...]
    not_granted: tuple[int | None, ...]
    rate: Rate | None


@dataclass(frozen=True)
class Losses:
    """The agencies corrected at least once, those corrected most first: how many, the first `rows`, and `outcomes` of the
    requests of the first of these."""

    agencies: int
    rows: tuple[Loss, ...]
    outcomes: Composition
    sentence: Message


def losses(store: Store, selection: Selection, year: int) -> Losses:
    """Every agency's own report of the year that states a correction; an aggregate beside those it contains."""
    corrected = [f"disputes.{group}.corrected" for group in DISPUTES]
    columns = [*corrected, *OUTCOMES.values(), "num.completed"]
    filters = of_year(selection.filters, year)
    found: list[dict[Any, Any]] = reports_with_most(store, filters, columns, corrected, limit=MOST_LISTED).to_dict(
        "records"
    )
    in_court = reports_with_most(store, filters, (), corrected[1:], limit=1).to_dict("records")
    agencies, courts = (int(rows[0]["total"]) if rows else 0 for rows in (found, in_court))
    rows = tuple(_loss(row, corrected) for row in found)
    return Losses(agencies, rows, _outcomes(found[:MOST], rows, year), _sentence(rows, agencies, courts, year))


def _loss(row: dict[Any, Any], corrected: list[str]) -> Loss:
    parts = tuple(whole(row[OUTCOMES[name]]) for name in NOT_GRANTED)
    known = [part for part in parts if part is not None]
    return Loss(
        agency=agency_name(row),
        corrected=tuple(whole(row[column]) for column in corrected),
        not_granted=parts,
        rate=rate(sum(known), row["num.completed"]) if len(known) == len(parts) else None,
    )


def _outcomes(found: list[dict[Any, Any]], rows: tuple[Loss, ...], year: int) -> Composition:
    return Composition(
        title=Message("disputed.losers", {"year": year}),
        categories=tuple(Name(row.agency.code, text=row.agency.text, group=_lost(row)) for row in rows[:MOST]),
        parts=tuple(
            Part(term(f"outcome.{name}"), tuple(whole(row[column]) for row in found))
            for name, column in OUTCOMES.items()
        ),
        totals=tuple(whole(row["num.completed"]) for row in found),
        reports=(1,) * len(found),
        horizontal=True,
        kind="agency",
        shares=True,
        facets=(("year", str(year)),),
    )


def _lost(row: Loss) -> Message:
    first, *courts = row.corrected
    return Message("disputed.lost", {"reconsideration": first or 0, "courts": sum(n or 0 for n in courts)})


def _sentence(rows: tuple[Loss, ...], agencies: int, courts: int, year: int) -> Message:
    if not rows:
        return Message("disputed.nobody_lost", {"year": year})
    values = {"year": year, "agencies": agencies, "courts": courts, "first": rows[0].agency.text}
    return Message("disputed.said_lost", {**values, "n": sum(n or 0 for n in rows[0].corrected)})
