"""From the store's frames to the numbers of a view: NaN becomes None, a share keeps its parts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.indicators import Indicator, wilson
from lib.views.model import Rate


def whole(value: Any) -> int | None:
    """A count, or None where none is known."""
    if value is None or (isinstance(value, float) and math.isnan(value)) or value is pd.NA:
        return None
    return int(value)


def rate(numerator: Any, denominator: Any) -> Rate | None:
    """A share with its Wilson interval; None where a part is not known or the denominator is not above 0."""
    over, under = whole(numerator), whole(denominator)
    if over is None or under is None or under <= 0:
        return None
    interval = wilson(over, under)
    return Rate(over, under, *interval) if interval else Rate(over, under)


def measured(row: Mapping[str, Any], indicator: Indicator) -> int | Rate | None:
    """An indicator from a row that has its "num." and "den." columns: a count or a rate."""
    if indicator.unit == "count":
        return whole(row[f"num.{indicator.key}"])
    return rate(row[f"num.{indicator.key}"], row[f"den.{indicator.key}"])


def columns_of(indicator: Indicator) -> list[str]:
    """The columns of the store that `measured` reads."""
    return [f"num.{indicator.key}"] + ([f"den.{indicator.key}"] if indicator.unit == "rate" else [])


def median(values: list[float]) -> float | None:
    """The middle value, None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
