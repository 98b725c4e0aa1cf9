"""Why requests were not granted: every ground with the article behind it, over the years and in one."""

from __future__ import annotations

from dataclasses import dataclass

from lib.forms import load_forms
from lib.language import Message
from lib.store import Store
from lib.store.reading import yearly
from lib.views.bars import Bar, Bars
from lib.views.basis import legal_basis
from lib.views.model import Name, worded
from lib.views.numbers import whole
from lib.views.selection import Selection

GROUNDED = ("refused", "unable", "not_processed", "other")


@dataclass(frozen=True)
class Ground:
    """A row of table 三 that says why a request was not granted, with its article and its counts by year."""

    name: Name
    outcome: str
    basis: str
    counts: tuple[int | None, ...]


def grounds(store: Store, selection: Selection) -> tuple[Ground, ...]:
    """Every ground for not granting, over the years, in the order of the form."""
    rows = {row.key: row for form in load_forms().values() for row in form.tables["requests"].rows}
    chosen = [row for row in rows.values() if row.outcome in GROUNDED]
    frame = yearly(store, selection.filters, [f"requests.{row.key}.total" for row in chosen])
    by_year = {int(row["year"]): row for row in frame.to_dict("records")}
    return tuple(
        Ground(
            name=Name(f"row.{row.key}", message=worded(row.short)),
            outcome=str(row.outcome),
            basis=row.basis,
            counts=tuple(whole(by_year.get(year, {}).get(f"requests.{row.key}.total")) for year in selection.years),
        )
        for row in chosen
    )


def ground_bars(found: tuple[Ground, ...], selection: Selection, year: int, outcome: str) -> Bars:
    """The grounds of one year, of one outcome where one is picked that has grounds: by outcome, then those used most."""
    outcomes = (outcome,) if outcome in GROUNDED else GROUNDED
    place = selection.years.index(year) if year in selection.years else None
    stated = [
        (ground, None if place is None else ground.counts[place]) for ground in found if ground.outcome in outcomes
    ]
    wholes = {
        name: sum(count for ground, count in stated if ground.outcome == name and count is not None)
        for name in outcomes
    }
    drawn = [(ground, count) for ground, count in stated if count]
    drawn.sort(key=lambda pair: (outcomes.index(pair[0].outcome), -(pair[1] or 0)))
    one = {"outcome": Message(f"terms.outcome.{outcome}")} if outcome in GROUNDED else {}
    return Bars(
        title=Message("grounds.of_outcome" if one else "grounds.title", {"year": year, **one}),
        bars=tuple(
            Bar(_with_basis(ground), count, f"outcome.{ground.outcome}", wholes[ground.outcome])
            for ground, count in drawn
        ),
        zeros=tuple(ground.name for ground, count in stated if count == 0),
        # A row that only the other edition has is stated by nobody, and is not missing.
        unstated=tuple(
            ground.name for ground, count in stated if count is None and ground.name.code in _in_every_edition()
        ),
        facets=(("year", str(year)),),
    )


def grounds_headline(found: tuple[Ground, ...], selection: Selection, year: int) -> tuple[Message, ...]:
    """Which ground for refusing was used most, and how often."""
    if year not in selection.years:
        return ()
    place = selection.years.index(year)
    counts = [(ground.counts[place], ground) for ground in found if ground.outcome == "refused"]
    refused = [(count, ground) for count, ground in counts if count is not None]
    total = sum(count for count, _ in refused)
    if not total:
        return (Message("views.said_no_refusals", {"year": year}),) if len(refused) == len(counts) else ()
    count, first = max(refused, key=lambda pair: pair[0])
    values = {"year": year, "ground": first.name.message, "basis": legal_basis(first.basis), "n": count, "of": total}
    return (Message("views.said_ground", {**values, "rate": count / total}),)


def _with_basis(ground: Ground) -> Name:
    basis = legal_basis(ground.basis) if ground.basis else None
    return Name(ground.name.code, message=ground.name.message, group=basis)


def _in_every_edition() -> set[str]:
    """The rows that every edition has."""
    rows = [{f"row.{row.key}" for row in form.tables["requests"].rows} for form in load_forms().values()]
    return set.intersection(*rows)
