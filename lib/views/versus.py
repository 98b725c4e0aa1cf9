"""两两对照: two agencies in one year, or two years of one agency or of the whole selection."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from lib.indicators import Indicator, indicators, newcombe
from lib.language import Message
from lib.store import Filters, Store
from lib.store.reading import reports, yearly
from lib.views.comparisons import Contrast, Dumbbell, Measured, signed
from lib.views.compositions import agency_name
from lib.views.main_indicators import MAIN
from lib.views.model import Break, Name, Rate, worded
from lib.views.numbers import columns_of, measured
from lib.views.options import Options
from lib.views.peers import own_words
from lib.views.selection import Selection, breaks_within, select

COLUMNS = [column for key in MAIN for column in columns_of(indicators()[key])]


@dataclass(frozen=True)
class Versus:
    """`mode`: agencies or years. `reports`: how many each side adds up; 0 where it has none. `breaks`: between the years,
    by the indicators they touch."""

    selection: Selection
    mode: str
    year: int
    against: int | None
    who: Name | None
    headline: tuple[Message, ...]
    dumbbell: Dumbbell
    reports: tuple[int, int]
    breaks: tuple[Break, ...] = ()


def versus(store: Store, filters: Filters, options: Options | None = None) -> Versus:
    """Two agencies where `options.versus` names two and no second year is asked for; else the year and `options.against`,
    of the one agency that is chosen or of all that is selected together (the year before where none is named)."""
    options = options or Options()
    filters = options.pick.narrow(filters)
    if len(options.versus) >= 2 and options.against is None:
        return _agencies(store, filters, options)
    if options.versus and not filters.agency:
        filters = replace(filters, agency=options.versus[0])
    return _years(store, filters, options)


def _agencies(store: Store, filters: Filters, options: Options) -> Versus:
    selection = select(store, replace(filters, agency=""))
    year = selection.year_of(options.year)
    sides = [_own(store, filters, code, year) for code in options.versus[:2]]
    names = tuple(
        agency_name(side) if side else Name(code, code) for side, code in zip(sides, options.versus[:2], strict=True)
    )
    title = Message("comparing.versus_agencies", {"year": year, "left": names[0].text, "right": names[1].text})
    rows = _contrasts(*sides)
    dumbbell = Dumbbell(title, (names[0], names[1]), "agency", rows, facets=(("year", str(year)),))
    counts = (int(bool(sides[0])), int(bool(sides[1])))
    return Versus(selection, "agencies", year, None, None, _headline(dumbbell, counts), dumbbell, counts)


def _own(store: Store, filters: Filters, code: str, year: int) -> dict[str, Any]:
    """The agency's own report of the year as one row; {} where it has none."""
    here = replace(filters, region="", agency=code, kinds=(), levels=(), first_year=year, last_year=year)
    found: list[dict[Any, Any]] = reports(store, here, COLUMNS, every_report=True).to_dict("records")
    return found[0] if found else {}


def _years(store: Store, filters: Filters, options: Options) -> Versus:
    selection = select(store, filters)
    year = selection.year_of(options.year)
    against = options.against if options.against not in (None, year) else year - 1
    assert against is not None
    both = replace(filters, first_year=min(year, against), last_year=max(year, against))
    found: list[dict[Any, Any]] = yearly(store, both, COLUMNS).to_dict("records")
    by_year = {int(row["year"]): row for row in found}
    sides = [by_year.get(one, {}) for one in (year, against)]
    names = (_year(year), _year(against))
    who = Name(filters.agency, _named(store, filters)) if filters.agency else None
    values = {"left": year, "right": against, "who": who.text if who else ""}
    title = Message("comparing.versus_years_of" if who else "comparing.versus_years", values)
    facets = (("agency", filters.agency),) if filters.agency else ()
    dumbbell = Dumbbell(title, names, "year", _contrasts(*sides), facets=facets)
    counts = (int(sides[0].get("reports", 0)), int(sides[1].get("reports", 0)))
    span = tuple(range(both.first_year, both.last_year + 1))
    touched = breaks_within(dict.fromkeys(key for name in MAIN for key in indicators()[name].breaks), span)
    headline = _headline(dumbbell, counts) if selection.years else ()
    return Versus(selection, "years", year, against, who, headline, dumbbell, counts, touched)


def _year(year: int) -> Name:
    return Name(str(year), message=Message("picks.year", {"year": year}))


def _named(store: Store, filters: Filters) -> str:
    found = store.rows("SELECT name FROM agency WHERE code = ?", [filters.agency])
    return str(found[0]["name"]) if found else filters.agency


def _contrasts(left: dict[Any, Any], right: dict[Any, Any]) -> tuple[Contrast, ...]:
    return tuple(_contrast(indicators()[key], left, right) for key in MAIN)


def _contrast(indicator: Indicator, left: dict[Any, Any], right: dict[Any, Any]) -> Contrast:
    one, other = (measured(side, indicator) if side else None for side in (left, right))
    name = Name(f"indicator.{indicator.key}", message=worded(indicator.title))
    return contrast(name, one, other, is_rate=indicator.unit == "rate")


def contrast(name: Name, one: Measured, other: Measured, *, is_rate: bool) -> Contrast:
    """Both sides of one indicator, their difference, and for two rates the interval of it."""
    if isinstance(one, Rate) and isinstance(other, Rate) and one.value is not None and other.value is not None:
        interval = newcombe((one.numerator, one.denominator), (other.numerator, other.denominator))
        return Contrast(name, is_rate, one, other, one.value - other.value, interval)
    if isinstance(one, int) and isinstance(other, int):
        return Contrast(name, is_rate, one, other, one - other)
    return Contrast(name, is_rate, one, other)


def _headline(view: Dumbbell, counts: tuple[int, int]) -> tuple[Message, ...]:
    """How many differences are more than chance, and the surest of them with both its rates."""
    for name, count in zip(view.sides, counts, strict=True):
        if not count:
            return (Message("comparing.said_side_missing", {"side": said(name)}),)
    tested = [row for row in view.rows if row.may_be_chance is not None]
    if not tested:
        return (Message("comparing.said_nothing_tested"),)
    sure = [row for row in tested if row.may_be_chance is False]
    head = Message("comparing.said_differ", {"sure": len(sure), "tested": len(tested)})
    if not sure:
        return (head,)
    return head, difference_sentence(max(sure, key=_surety), view)


def said(name: Name) -> object:
    """A side as a sentence takes it in."""
    return name.message or name.text


def _surety(row: Contrast) -> float:
    """How many of its own half widths a difference is away from 0."""
    low, high = row.interval or (0.0, 0.0)
    return abs((row.difference or 0) / ((high - low) or 1))


def difference_sentence(row: Contrast, view: Dumbbell) -> Message:
    """ "公开率：甲 50.0%（3/6），乙 …，相差 +12.3 个百分点（95% 区间 3.0 至 20.1）"."""
    low, high = row.interval or (0.0, 0.0)
    return Message(
        "comparing.said_difference",
        {
            "indicator": row.name.message,
            "left": said(view.sides[0]),
            "right": said(view.sides[1]),
            "one": own_words(row.left),
            "other": own_words(row.right),
            "points": signed(100 * (row.difference or 0)),
            "low": signed(100 * low),
            "high": signed(100 * high),
        },
    )
