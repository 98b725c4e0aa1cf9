"""What a total is made of in one year, by agency, kind, level or region; and what is counted where it is not by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lib.language import Message
from lib.reports import KINDS, LEVELS
from lib.store import Store
from lib.store.grouping import grouped, region_width
from lib.store.reading import selection_size
from lib.views.compositions import (
    MANY,
    OUTCOMES,
    RESULTS,
    outcomes_by_agency,
    results_by_agency,
    term,
)
from lib.views.model import Composition, Name, Part
from lib.views.numbers import whole
from lib.views.options import Options
from lib.views.selection import Selection, of_year, region_name

BY = ("agency", "kind", "level", "region")


def by_of(options: Options) -> str:
    """What the bars stand for."""
    return options.by if options.by in BY else BY[0]


def outcomes_by(store: Store, selection: Selection, year: int, options: Options) -> Composition:
    """The six outcomes of one year; `selection` is not narrowed by what the bars stand for."""
    by = by_of(options)
    if by == "agency":
        return replace(outcomes_by_agency(store, selection, year), shares=options.shares)
    parts = {f"outcome.{name}": column for name, column in OUTCOMES.items()}
    title = Message("breakdown.outcomes", {"year": year, "by": Message(f"breakdown.by_{by}")})
    return replace(_by_group(title, store, selection, year, by, parts, "num.completed"), shares=options.shares)


def results_by(store: Store, selection: Selection, year: int, options: Options, dispute: str) -> Composition:
    """The four results of one group of table 四 in one year."""
    by = by_of(options)
    if by == "agency":
        return replace(results_by_agency(store, selection, year, dispute), shares=options.shares)
    parts = {f"result.{result}": f"disputes.{dispute}.{result}" for result in RESULTS}
    named = {"dispute": Message(f"terms.dispute.{dispute}"), "by": Message(f"breakdown.by_{by}")}
    title = Message("breakdown.results", {"year": year, **named})
    shown = _by_group(title, store, selection, year, by, parts, f"disputes.{dispute}.total")
    return replace(shown, shares=options.shares, facets=(*shown.facets, ("dispute", dispute)))


def counting_note(store: Store, selection: Selection, year: int, options: Options) -> tuple[Message, ...]:
    """What the bars count: a bar that narrows the filters counts what they then count, so the bars need not add up."""
    by = by_of(options)
    if by == "agency":
        return (Message("breakdown.counted_agency", {"most": MANY}),)
    said = [Message("breakdown.counted_group", {"by": Message(f"breakdown.by_{by}")})]
    filters = of_year(selection.filters, year)
    width = region_width(store, filters) if by == "region" else 0
    unknown = sum(row["reports"] for row in grouped(store, filters, by, [], width) if not row["category"])
    if unknown:
        said.append(Message("breakdown.unplaced", {"n": unknown, "by": Message(f"breakdown.by_{by}")}))
    counted, _ = selection_size(store, filters)
    return (*said, Message("breakdown.whole", {"year": year, "n": counted}))


def region_category(code: str, width: int, group: Message | None = None) -> Name:
    """A region on an axis. Who is of the whole region itself stands apart: no region narrows the filters to them alone."""
    if len(code) < width:
        return Name("", message=Message("breakdown.region_itself", {"region": region_name(code)}), group=group)
    return Name(code, text=region_name(code), group=group)


def _by_group(
    title: Message,
    store: Store,
    selection: Selection,
    year: int,
    by: str,
    parts: Mapping[str, str],
    total: str,
) -> Composition:
    filters = of_year(selection.filters, year)
    width = region_width(store, filters) if by == "region" else 0
    columns = [*parts.values(), total]
    rows = [row for row in grouped(store, filters, by, columns, width) if row["category"]]
    return Composition(
        title=title,
        categories=tuple(_category(row, by, width, parts) for row in _ordered(rows, by)),
        parts=tuple(
            Part(term(code), tuple(whole(row[column]) for row in _ordered(rows, by))) for code, column in parts.items()
        ),
        totals=tuple(whole(row[total]) for row in _ordered(rows, by)),
        reports=tuple(int(row["reports"]) for row in _ordered(rows, by)),
        horizontal=True,
        kind=by,
        facets=(("year", str(year)),),
    )


def _ordered(rows: list[dict[str, Any]], by: str) -> list[dict[str, Any]]:
    """Kinds and levels as the form has them, regions by code."""
    order: tuple[str, ...] = {"kind": KINDS, "level": LEVELS}.get(by, ())
    return sorted(rows, key=lambda row: order.index(row["category"])) if order else rows


def _category(row: Mapping[str, Any], by: str, width: int, parts: Mapping[str, str]) -> Name:
    code, reports = str(row["category"]), int(row["reports"])
    stated = min(int(row[f"known.{column}"]) for column in parts.values())
    partial = reports - stated
    counted = {"n": reports, **({"partial": partial} if partial else {})}
    group = Message("views.n_reports_partial" if partial else "views.n_reports", counted)
    if by == "region":
        return region_category(code, width, group)
    return Name(code, message=Message(f"terms.{by}.{code}"), group=group)
