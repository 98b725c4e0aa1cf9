"""Every agency's own value of an indicator in one year, as columns: ten thousand of them are sorted and counted at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.indicators import Indicator
from lib.language import Message
from lib.store import Filters, Store
from lib.store.reading import reports
from lib.views.compositions import agency_name
from lib.views.model import Name, Rate, Spot
from lib.views.numbers import columns_of, rate

SMALLEST_N = 30


def year_rates(store: Store, filters: Filters, indicator: Indicator) -> pd.DataFrame:
    """The reports of the filters that have a value, in their order: what `reports` gives, `over`, `under`, `value`.

    A count stands over 1. `contradicts`: a share that is not between 0 and 1, so that one of its figures is wrong. `group` is
    what makes peers: kind, level, and whether the report adds up its parts, because an aggregate is no peer of what it
    contains; None where kind or level is not known.
    """
    frame = reports(store, filters, columns_of(indicator), every_report=True)
    over = frame[f"num.{indicator.key}"].to_numpy(dtype="float64", na_value=np.nan)
    under = np.ones(len(frame))
    if indicator.unit == "rate":
        under = frame[f"den.{indicator.key}"].to_numpy(dtype="float64", na_value=np.nan)
    known = frame.assign(over=over, under=under)[(under > 0) & ~np.isnan(over)].reset_index(drop=True)
    aggregate = known["scope"] == "government_aggregate"
    # A column of which nothing is known is of no kind that text could be joined to.
    named = known[["kind", "level"]].astype("str")
    group = (named["kind"] + "|" + named["level"] + np.where(aggregate, "|whole", "|own")).where(
        known[["kind", "level"]].notna().all(axis=1), None
    )
    whole: pd.DataFrame = known.assign(
        value=known["over"] / known["under"],
        contradicts=contradicting(known["over"].to_numpy(), known["under"].to_numpy(), indicator),
        aggregate=aggregate,
        group=group,
    )
    return whole


def contradicting(over: NDArray[np.float64], under: NDArray[np.float64], indicator: Indicator) -> NDArray[np.bool_]:
    """Where a part is larger than its whole, or less than nothing."""
    outside: NDArray[np.bool_] = (over < 0) | (over > under)
    return outside if indicator.is_share else np.zeros(len(over), dtype=bool)


def spot_of(row: dict[Any, Any], *, is_rate: bool, outside: bool = False) -> Spot:
    """A row as a mark with its name and, for a rate, its interval."""
    return Spot(name_of_row(row), rate_of(row, is_rate=is_rate), outside)


def rate_of(row: dict[Any, Any], *, is_rate: bool) -> Rate:
    """Both parts of a row; a count over 1 has no interval."""
    made = rate(row["over"], row["under"]) if is_rate else None
    return made or Rate(int(row["over"]), int(row["under"]))


def name_of_row(row: dict[Any, Any]) -> Name:
    """The agency of a row."""
    return agency_name(row)


def group_words(kind: str, level: str) -> Message:
    """A kind and a level as they are said together."""
    values = {"kind": Message(f"terms.kind.{kind}"), "level": Message(f"terms.level.{level}")}
    return Message("comparing.group", values)
