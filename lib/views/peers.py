"""同类比较: one agency among the agencies of its kind and level, indicator by indicator."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from lib.indicators import Indicator, indicators
from lib.language import Message
from lib.store import Filters, Store
from lib.store.reading import reports
from lib.views.comparisons import LEAST_PEERS, Dot, Measured, Standing, Strip, number_of
from lib.views.main_indicators import MAIN
from lib.views.model import Name, Rate, worded
from lib.views.numbers import columns_of, measured
from lib.views.options import Options
from lib.views.selection import Selection, select
from lib.views.year_rates import SMALLEST_N, contradicting, group_words, name_of_row, year_rates

MOST_DOTS = 120


@dataclass(frozen=True)
class Peers:
    """`agency` None: none is chosen. `standing` None: it has no report in the year, or nobody says its kind and level."""

    selection: Selection
    year: int
    agency: Name | None
    headline: tuple[Message, ...]
    standing: Standing | None
    has_report: bool = True


def peers(store: Store, filters: Filters, options: Options | None = None) -> Peers:
    """Where the picked, filtered or first chosen agency stands among its peers in the region, in one year; the one that
    received most where none is chosen.

    Peers are the agencies of the same kind and level; an aggregate report is compared with aggregates only.
    """
    options = options or Options()
    narrowed = options.pick.narrow(filters)
    code = narrowed.agency or next(iter(options.versus), "")
    around = replace(filters, agency="", kinds=(), levels=())
    selection = select(store, replace(around, agency=code))
    year = selection.year_of(options.year)
    code = code or _busiest(store, narrowed, year)
    here = replace(around, first_year=year, last_year=year)
    columns = [column for key in MAIN for column in columns_of(indicators()[key])]
    own = reports(store, replace(here, region="", agency=code), columns, every_report=True) if code else pd.DataFrame()
    if own.empty:
        return Peers(selection, year, Name(code, code) if code else None, (), None, has_report=False)
    row: dict[Any, Any] = own.to_dict("records")[0]
    agency = name_of_row(row)
    if not row["kind"] or not row["level"]:
        return Peers(selection, year, agency, (), None)
    alike = reports(store, replace(here, kinds=(row["kind"],), levels=(row["level"],)), columns, every_report=True)
    whole = alike["scope"] == "government_aggregate"
    crowd = alike[(whole == (row["scope"] == "government_aggregate")) & (alike["agency_code"] != code)]
    strips = tuple(_strip(indicators()[key], row, crowd) for key in MAIN)
    group = group_words(row["kind"], row["level"])
    values: dict[str, object] = {"agency": agency.text, "year": year, "group": group}
    title = Message("comparing.standing", values)
    standing = Standing(title, agency, strips, SMALLEST_N, facets=(("year", str(year)),))
    return Peers(selection, year, agency, _headline(strips, len(crowd), values, options.indicator), standing)


def _busiest(store: Store, filters: Filters, year: int) -> str:
    """The agency whose own report of the year states most requests received, one that has peers before one that has none;
    "" where none states any."""
    here = replace(filters, first_year=year, last_year=year)
    known = year_rates(store, here, indicators()["received"])
    known = known[~known["aggregate"]]
    known = known.assign(company=known.groupby("group")["value"].transform("size").fillna(0) > 1)
    ordered = known.sort_values(["company", "value"], ascending=False, kind="stable")
    return "" if ordered.empty else str(ordered["agency_code"].iloc[0])


def _strip(indicator: Indicator, row: dict[Any, Any], crowd: pd.DataFrame) -> Strip:
    is_rate = indicator.unit == "rate"
    own = measured(row, indicator)
    known = _values(crowd, indicator)
    found = known["value"].to_numpy()
    few = isinstance(own, Rate) and own.denominator < SMALLEST_N
    mine = number_of(own)
    ranked = mine is not None and not few and len(found) > 0
    lower, same = (int((found < mine).sum()), int((found == mine).sum())) if mine is not None else (0, 0)
    quartiles = np.quantile(found, [0.25, 0.75]) if len(found) >= LEAST_PEERS else None
    return Strip(
        name=Name(f"indicator.{indicator.key}", message=worded(indicator.title)),
        is_rate=is_rate,
        own=own,
        peers=_dots(known),
        of=len(found),
        median=float(np.median(found)) if len(found) else None,
        quartiles=None if quartiles is None else (float(quartiles[0]), float(quartiles[1])),
        lower=lower,
        same=same,
        share_below=(lower + same / 2) / len(found) if ranked else None,
        too_few=few,
    )


def _values(crowd: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The peers that are ranked: with a value, of a rate with cases enough and parts that fit; the lowest first."""
    over = crowd[f"num.{indicator.key}"].to_numpy(dtype="float64", na_value=np.nan)
    known = ~np.isnan(over)
    under = np.ones(len(crowd))
    if indicator.unit == "rate":
        under = crowd[f"den.{indicator.key}"].to_numpy(dtype="float64", na_value=np.nan)
        known &= (under >= SMALLEST_N) & ~contradicting(over, under, indicator)
    made = crowd[["agency_code", "agency_name", "scope"]][known].assign(value=over[known] / under[known])
    ordered: pd.DataFrame = made.sort_values("value", kind="stable")
    return ordered


def _dots(known: pd.DataFrame) -> tuple[Dot, ...]:
    """The peers, or as many of them as can be seen, evenly from the lowest to the highest."""
    places = np.unique(np.linspace(0, len(known) - 1, min(len(known), MOST_DOTS)).round().astype(int))
    return tuple(Dot(name_of_row(row), float(row["value"])) for row in known.iloc[places].to_dict("records"))


def _headline(strips: tuple[Strip, ...], peers: int, values: dict[str, object], asked: str) -> tuple[Message, ...]:
    """The indicator that was asked for, what is furthest from the middle, and what cannot be said for want of cases."""
    if not peers:
        return (Message("comparing.said_no_peers", values),)
    said = [Message("comparing.said_peers", {**values, "peers": peers})]
    ranked = [strip for strip in strips if strip.share_below is not None]
    furthest = sorted(ranked, key=lambda strip: -abs((strip.share_below or 0) - 0.5))
    first = [strip for strip in strips if strip.name.code == f"indicator.{asked}"]
    said += [
        standing_sentence(strip) for strip in {strip.name.code: strip for strip in [*first, *furthest][:2]}.values()
    ]
    few = sum(strip.too_few for strip in strips)
    if few:
        said.append(Message("comparing.said_few", {"few": few, "smallest": SMALLEST_N}))
    return tuple(said)


def standing_sentence(strip: Strip) -> Message:
    """ "复议纠错率 21.7%（10/46），高于同类同级 12 家中的 10 家", or why there is no such sentence."""
    values: dict[str, object] = {"indicator": strip.name.message or strip.name.text, "own": own_words(strip.own)}
    values |= {"of": strip.of, "lower": strip.lower, "same": strip.same, "smallest": SMALLEST_N}
    if strip.own is None:
        return Message("comparing.strip_unknown", values)
    if strip.too_few:
        return Message("comparing.strip_few", values)
    if strip.share_below is None:
        return Message("comparing.strip_alone", values)
    return Message("comparing.strip_same" if strip.same else "comparing.strip", values)


def own_words(value: Measured) -> Message:
    """A value with both its parts."""
    if isinstance(value, Rate):
        return Message("views.rate", {"rate": value.value, "n": value.numerator, "of": value.denominator})
    return Message("views.count", {"n": value}) if value is not None else Message("views.not_computable")
