"""Numerators and denominators of every indicator for many reports at once.

A report in which a term is blank, unread or absent has neither: it is left out of the rate and counted as left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from lib.forms import ALL_KEYS, load_forms
from lib.indicators.catalogue import Indicator, indicators

REPORT_FACTS = (
    "report.filed",
    "report.on_time",
    "report.dated",
    "report.equations_holding",
    "report.equations_checkable",
    "report.equations_all",
    "report.zero",
    "report.whole",
)


def measures(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns "num.<key>" and "den.<key>", one row a row of `frame`; NaN where a term is not known.

    `frame` has a column a figure, the columns of `REPORT_FACTS`, and `edition_requests`. Indicators that need the
    roster ("report.expected") are left to the views.
    """
    columns: dict[str, np.ndarray] = {}
    for indicator in indicators().values():
        if not computable(indicator):
            continue
        numerator = _sum(frame, indicator.numerator)
        if indicator.unit == "count":
            columns[f"num.{indicator.key}"] = numerator
            continue
        denominator = _sum(frame, indicator.denominator)
        known = ~np.isnan(numerator) & ~np.isnan(denominator)
        columns[f"num.{indicator.key}"] = np.where(known, numerator, np.nan)
        columns[f"den.{indicator.key}"] = np.where(known, denominator, np.nan)
    return pd.DataFrame(columns, index=frame.index)


def computable(indicator: Indicator) -> bool:
    """Whether it can be computed a report at a time."""
    return indicator.unit in ("count", "rate") and "report.expected" not in indicator.denominator


def measure_columns() -> tuple[str, ...]:
    """The columns that `measures` gives, in order."""
    names: list[str] = []
    for indicator in indicators().values():
        if computable(indicator):
            names += [f"num.{indicator.key}"] + ([f"den.{indicator.key}"] if indicator.unit == "rate" else [])
    return tuple(names)


def wilson(numerator: int, denominator: int, z: float = 1.959964) -> tuple[float, float] | None:
    """The Wilson 95 % interval of a share; None where the denominator is 0. Wilson (1927), JASA 22:209."""
    if denominator <= 0 or not 0 <= numerator <= denominator:
        return None
    share, square = numerator / denominator, z * z
    centre = share + square / (2 * denominator)
    spread = z * math.sqrt(share * (1 - share) / denominator + square / (4 * denominator**2))
    scale = 1 + square / denominator
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def _sum(frame: pd.DataFrame, terms: Sequence[str]) -> np.ndarray:
    total = np.zeros(len(frame))
    for term in terms:
        sign, name = (-1, term[1:]) if term.startswith("-") else (1, term)
        total = total + sign * (_outcome(frame, name[1:]) if name.startswith("@") else _column(frame, name))
    return total


def _column(frame: pd.DataFrame, name: str) -> np.ndarray:
    return frame[name].to_numpy(dtype="float64", na_value=np.nan)


def _outcome(frame: pd.DataFrame, outcome: str) -> np.ndarray:
    """Σ of the rows of one outcome in the column total, by the edition of each report's table 三."""
    total = np.full(len(frame), np.nan)
    editions = frame["edition_requests"].to_numpy(dtype=object)
    for edition, form in load_forms().items():
        here = editions == edition
        if here.any():
            keys = [f"requests.{row.key}.total" for row in form.outcomes()[outcome]]
            total[here] = np.sum([_column(frame, key)[here] for key in keys], axis=0)
    return total


def terms_known(terms: Iterable[str]) -> bool:
    """Whether every term names a figure, an outcome or a report fact that exists."""
    outcomes = {name for form in load_forms().values() for name in form.outcomes()}
    facts = {*REPORT_FACTS, "report.expected", "report.zero_streak", "previous.requests.new.total"}
    figures = set(ALL_KEYS)
    return all(name.lstrip("-") in figures | facts | {f"@{outcome}" for outcome in outcomes} for name in terms)
