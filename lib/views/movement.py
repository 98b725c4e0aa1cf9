"""What moved since last year: key figures over the agencies counted in both years, each with both its values."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lib.indicators import BREAKS, Indicator, indicators
from lib.language import Message
from lib.store import Filters, Store
from lib.store.pairs import paired, parents, sums_of_pairs
from lib.views.contribution import Contribution, contribution, units_of
from lib.views.model import Rate, worded
from lib.views.numbers import columns_of, rate
from lib.views.selection import Selection

# In the order of the form; those that moved most come first where they are listed.
KEY_FIGURES = (
    "received",
    "completed",
    "completion_rate",
    "disclosure_rate",
    "refused_share",
    "unable_share",
    "not_processed_share",
    "other_share",
    "carry_over_rate",
    "dispute_rate",
    "reconsideration_correction_rate",
    "litigation_correction_rate",
)
SMALLEST_BASE = 10
# Beyond this many standard errors a change is more than chance alone would bring in 95 of 100 years.
BEYOND_CHANCE = 1.96


@dataclass(frozen=True)
class Movement:
    """A figure of last year and this over the `agencies` that state it in both. `why_not` says why the two are not to be
    compared; `before` and `after` are then None. `errors`: the change in standard errors, for the order only."""

    key: str
    before: int | Rate | None
    after: int | Rate | None
    agencies: int
    errors: float | None = None
    why_not: Message | None = None

    @property
    def beyond_chance(self) -> bool:
        return self.errors is not None and abs(self.errors) > BEYOND_CHANCE


def movements(store: Store, selection: Selection, year: int, keys: tuple[str, ...]) -> tuple[Movement, ...]:
    """The movement of each of these indicators into `year`."""
    columns = {key: tuple(columns_of(indicators()[key])) for key in keys}
    found = sums_of_pairs(store, selection.filters, year, columns)
    return tuple(_movement(indicators()[key], found[key], year) for key in keys)


def most_moved(found: tuple[Movement, ...]) -> tuple[Movement, ...]:
    """Those that can be compared, the furthest from chance first."""
    known = [movement for movement in found if movement.errors is not None]
    return tuple(sorted(known, key=lambda movement: -abs(movement.errors or 0)))


def who_moved(store: Store, filters: Filters, year: int, key: str) -> Contribution | None:
    """The agencies' parts in the change of one indicator; None where the years do not compare or nobody reported twice."""
    indicator = indicators()[key]
    if broken(indicator, year):
        return None
    columns = columns_of(indicator)
    units = units_of(paired(store, filters, year, columns, columns), parents(store))
    title = Message("moved.title", {"indicator": worded(indicator.title), "before": year - 1, "after": year})
    ends = (Message("moved.end", {"year": year - 1}), Message("moved.end", {"year": year}))
    return contribution(title, ends, units, facets=(("year", str(year)), ("indicator", key)))


def broken(indicator: Indicator, year: int) -> Message | None:
    """Why the year before does not compare with `year`, if it does not."""
    reasons = [BREAKS[key] for key in indicator.breaks if BREAKS[key].after == year]
    return Message(f"indicators.break_{reasons[0].key}") if reasons else None


def _movement(indicator: Indicator, found: dict[str, int], year: int) -> Movement:
    agencies, reason = found["agencies"], broken(indicator, year)
    if reason:
        return Movement(indicator.key, None, None, agencies, why_not=Message("moved.why_break"))
    if not agencies:
        return Movement(indicator.key, None, None, 0, why_not=Message("moved.why_nobody"))
    if indicator.unit == "count":
        before, after = found["last.0"], found["this.0"]
        if before < SMALLEST_BASE:
            return Movement(indicator.key, None, None, agencies, why_not=_few(before))
        # Two Poisson counts: given their sum each is binomial, whatever the common rate was.
        return Movement(indicator.key, before, after, agencies, (after - before) / math.sqrt(max(1, after + before)))
    last, this = rate(found["last.0"], found["last.1"]), rate(found["this.0"], found["this.1"])
    if last is None or this is None or min(last.denominator, this.denominator) < SMALLEST_BASE:
        return Movement(indicator.key, None, None, agencies, why_not=_few(found["last.1"], found["this.1"]))
    return Movement(indicator.key, last, this, agencies, _errors(last, this))


def _few(*bases: int) -> Message:
    return Message("moved.why_few", {"n": min(bases), "least": SMALLEST_BASE})


def _errors(last: Rate, this: Rate) -> float:
    """The difference of two shares in standard errors of their pooled share; 0 where neither can differ."""
    pooled = (last.numerator + this.numerator) / (last.denominator + this.denominator)
    spread = pooled * (1 - pooled) * (1 / last.denominator + 1 / this.denominator)
    return ((this.value or 0) - (last.value or 0)) / math.sqrt(spread) if spread > 0 else 0.0
