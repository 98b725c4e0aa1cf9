"""The reports behind a number: the second step from a chart to the cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from lib.forms import FigureKey
from lib.language import Message
from lib.store import Filters, Store
from lib.store.behind import reports_behind
from lib.views.compositions import agency_name
from lib.views.meaning import Meaning, meaning
from lib.views.model import Name, Rate
from lib.views.numbers import rate, whole
from lib.views.options import Options

MOST = 50


@dataclass(frozen=True)
class BehindRow:
    """A report and what it put into the number: a count or a rate; None where it states none."""

    agency: Name
    year: int
    status: str
    value: int | Rate | None


@dataclass(frozen=True)
class Behind:
    """`reports` are counted in all, `stated` of them state the figure, `summed` is what they add up to; None for a rate."""

    what: Message
    cells: tuple[FigureKey, ...]
    rows: tuple[BehindRow, ...]
    reports: int
    stated: int
    summed: int | None


def behind(store: Store, filters: Filters, options: Options, most: int = MOST) -> Behind:
    """The counted reports of what is picked, those with most of it first; at most `most` of them."""
    meant, narrowed = meaning(options.pick), options.pick.narrow(filters)
    year = options.pick.year
    if year is not None:
        narrowed = replace(narrowed, first_year=year, last_year=year)
    rows = reports_behind(store, narrowed, meant.columns, meant.whole, limit=most)
    first: dict[str, Any] = rows[0] if rows else {"reports": 0, "stated": 0, "summed": None}
    return Behind(
        what=meant.words,
        cells=meant.cells,
        rows=tuple(_row(row, meant) for row in rows),
        reports=first["reports"],
        stated=first["stated"],
        summed=None if meant.whole else whole(first["summed"]),
    )


def _row(row: dict[str, Any], meant: Meaning) -> BehindRow:
    value = rate(row["value"], row["whole"]) if meant.whole else whole(row["value"])
    return BehindRow(agency_name(row), row["year"], row["status"], value)
