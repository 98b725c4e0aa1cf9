"""What is known of a report's cells from outside the equations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import lgamma, log

from lib.checks.diagnosis.weights import WEIGHTS
from lib.forms import FigureKey

Figures = Mapping[FigureKey, int]


@dataclass(frozen=True)
class Evidence:
    """What speaks for or against a figure, by cell; a cell that is not there has nothing said of it.

    `carried`: what the neighbouring year's report states of the same requests (last year's carry-out for the carry-in,
    next year's carry-in for the carry-out). `before` and `after`: the same cell a year earlier and later. `prose`:
    what the text says of it. `most`: what the rest of the report allows it to be.
    """

    carried: Figures = field(default_factory=dict)
    before: Figures = field(default_factory=dict)
    after: Figures = field(default_factory=dict)
    prose: Mapping[FigureKey, Collection[int]] = field(default_factory=dict)
    most: Figures = field(default_factory=dict)

    def history(self, key: FigureKey) -> tuple[int, ...]:
        """The cell's figures of the neighbouring years, as far as they are stated."""
        return tuple(figures[key] for figures in (self.before, self.after) if key in figures)


# The evidence on some cells of one of many reports. It is asked for only where it can decide something.
EvidenceOf = Callable[[int, Collection[FigureKey]], Evidence]


@lru_cache(maxsize=1 << 16)
def history_odds(history: tuple[int, ...], expected: float | None, reported: int, suggested: int) -> float:
    """How much likelier one figure is than another, as a logarithm, by the same cell's figures of neighbouring years and
    by what the rest of the table lets expect of it; 0 where neither is known.

    A figure is a Poisson count whose mean is drawn from a gamma distribution about what is expected, and the
    neighbouring years narrow it. What is less than nothing counts as 0.
    """
    if not history and expected is None:
        return 0.0
    rate = WEIGHTS.history_rate
    shape = WEIGHTS.history_shape + (rate * max(expected, 0.0) if expected is not None else 0.0)
    shape += WEIGHTS.history_share * sum(max(seen, 0) for seen in history)
    rate += WEIGHTS.history_share * len(history)
    odds = _log_likelihood(max(suggested, 0), shape, rate) - _log_likelihood(max(reported, 0), shape, rate)
    return max(-WEIGHTS.history_most, min(WEIGHTS.history_most, odds))


def _log_likelihood(count: int, shape: float, rate: float) -> float:
    """Of a count under the negative binomial distribution, but for what does not depend on the count."""
    return lgamma(shape + count) - lgamma(count + 1) - count * log(1 + rate)
