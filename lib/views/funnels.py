"""The funnel plot: every agency's rate against its number of cases, with the limits that chance alone would keep to."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from lib.indicators import Z_998, Indicator
from lib.language import Message
from lib.views.model import Bunch, Funnel, Rate, worded
from lib.views.year_rates import SMALLEST_N, spot_of

# More marks than this cannot be told apart, and cost the browser more than they show.
MOST_SPOTS, MOST_OUTSIDE = 300, 60
_STEPS_N, _STEPS_RATE = 24, 40


def funnel_of(frame: pd.DataFrame, indicator: Indicator, year: int) -> Funnel | None:
    """Own reports against the rate of all of them together; None of fewer than three, which are no crowd.

    A government's aggregate contains the others: it is no peer of theirs. Limits are normal approximations of the
    binomial, 99.8 % (Spiegelhalter 2005, Statistics in Medicine 24:1185).
    """
    peers = frame[~frame["aggregate"]]
    if len(peers) < 3:
        return None
    centre = Rate(int(peers["over"].sum()), int(peers["under"].sum()))
    share = min(1.0, max(0.0, centre.value or 0.0))
    cases, rates = peers["under"].to_numpy(), peers["value"].to_numpy()
    spread = Z_998 * np.sqrt(share * (1 - share) / cases)
    # A limit beyond 0 or 100 % is drawn there; a rate cannot be outside of it.
    outside = (cases >= SMALLEST_N) & (
        (rates < np.maximum(0, share - spread)) | (rates > np.minimum(1, share + spread))
    )
    named, crowd = _told_apart(cases, np.abs(rates - share) * np.sqrt(cases), outside)
    rows = peers[named].to_dict("records")
    grid = sorted({int(n) for n in np.geomspace(1, max(2, cases.max() * 1.1), 60)})
    return Funnel(
        title=Message("views.funnel", {"indicator": worded(indicator.title), "year": year}),
        spots=tuple(
            spot_of(row, is_rate=True, outside=bool(out)) for row, out in zip(rows, outside[named], strict=True)
        ),
        centre=centre,
        limits=tuple((n, *limits(share, n)) for n in grid),
        facets=(("year", str(year)), ("indicator", indicator.key)),
        crowd=_bunches(cases[crowd], rates[crowd]) if crowd.any() else (),
        beyond=int((outside & crowd).sum()),
    )


def limits(share: float, n: float) -> tuple[float, float]:
    """Between which rates over `n` cases 99.8 % of peers lie if they differ by chance alone."""
    spread = Z_998 * math.sqrt(share * (1 - share) / n)
    return max(0.0, share - spread), min(1.0, share + spread)


def _told_apart(cases: np.ndarray, surprise: np.ndarray, outside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which agencies are drawn by themselves and which are counted in bunches: all by themselves while they are few."""
    if len(cases) <= MOST_SPOTS:
        return np.ones(len(cases), dtype=bool), np.zeros(len(cases), dtype=bool)
    furthest = np.argsort(np.where(outside, -surprise, np.inf), kind="stable")[:MOST_OUTSIDE]
    named = np.zeros(len(cases), dtype=bool)
    named[furthest[outside[furthest]]] = True
    return named, ~named


def _bunches(cases: np.ndarray, rates: np.ndarray) -> tuple[Bunch, ...]:
    """The agencies counted over a grid whose steps of n grow with n."""
    columns = np.unique(np.geomspace(1, cases.max() + 1, _STEPS_N + 1).astype(int))
    top = max(float(rates.max()), 1e-9)
    at_n = np.clip(np.searchsorted(columns, cases, side="right") - 1, 0, len(columns) - 2)
    at_rate = np.clip((rates / top * _STEPS_RATE).astype(int), 0, _STEPS_RATE - 1)
    places, counts = np.unique(at_n * _STEPS_RATE + at_rate, return_counts=True)
    return tuple(
        Bunch(
            int(count),
            (int(columns[place // _STEPS_RATE]), int(columns[place // _STEPS_RATE + 1]) - 1),
            (place % _STEPS_RATE * top / _STEPS_RATE, (place % _STEPS_RATE + 1) * top / _STEPS_RATE),
        )
        for place, count in zip(places.tolist(), counts.tolist(), strict=True)
    )
