"""含/剔除存疑: what leaving out the doubtful reports changes in the figures that are added up."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from lib.indicators import Indicator, indicators
from lib.language import Message
from lib.store import Filters, Store
from lib.store.reading import counted_reports, yearly
from lib.views.model import Rate
from lib.views.numbers import columns_of, measured


@dataclass(frozen=True)
class Shift:
    """A figure summed over the years of a selection, with the doubtful reports and without. None: nothing to compute it
    from, or a denominator of 0."""

    indicator: Indicator
    before: int | Rate | None
    after: int | Rate | None


@dataclass(frozen=True)
class Doubt:
    """`reports` of those added up are doubtful: they have an error, so that their figures cannot all be true. `brought`
    reports come in for them: parts of an aggregate that is left out. `years` have reports that are added up. `left_out`:
    the selection leaves the doubtful ones out now."""

    reports: int
    brought: int
    years: tuple[int, ...]
    shifts: tuple[Shift, ...]
    left_out: bool

    @property
    def sentence(self) -> Message:
        """How many, and what that changes: both figures with their parts."""
        span = Message(
            f"doubt.span{'_one' if len(self.years) == 1 else ''}", {"first": self.years[0], "last": self.years[-1]}
        )
        lead = Message("doubt.lead_out" if self.left_out else "doubt.lead", {"n": self.reports, "span": span})
        said = [_said(shift) for shift in self.shifts]
        parts = [
            lead,
            *(Message("doubt.listed", {"said": one}) for one in said[:-1]),
            Message("doubt.last", {"said": said[-1]}),
        ]
        if self.brought:
            parts.append(Message("doubt.brought", {"n": self.brought}))
        return Message("doubt.sentence", {"parts": tuple(parts)})


def without_doubtful(
    store: Store, filters: Filters, keys: tuple[str, ...] = ("disclosure_rate", "received")
) -> Doubt | None:
    """What leaving them out does to these indicators, whether the filters do so now or not; None where no doubtful
    report is added up. A report of a government that is left out lets those it contains be counted in its place."""
    within, rest = (replace(filters, without_doubtful=out) for out in (False, True))
    counted, doubtful = counted_reports(store, within)
    if not doubtful:
        return None
    chosen = [indicators()[key] for key in keys]
    columns = [column for indicator in chosen for column in columns_of(indicator)]
    before, after = (yearly(store, selected, columns) for selected in (within, rest))
    return Doubt(
        reports=doubtful,
        brought=counted_reports(store, rest)[0] - (counted - doubtful),
        years=tuple(int(year) for year in before["year"]),
        shifts=tuple(Shift(one, _summed(before, one), _summed(after, one)) for one in chosen),
        left_out=filters.without_doubtful,
    )


def _summed(frame: pd.DataFrame, indicator: Indicator) -> int | Rate | None:
    """Over all years: ΣN ÷ ΣD, never a mean of rates; a year in which nobody states it adds nothing."""
    columns = columns_of(indicator)
    return measured({name: frame[name].sum(min_count=1) for name in columns}, indicator)


def _said(shift: Shift) -> Message:
    name = {"name": shift.indicator.title}
    return Message("doubt.shift", {**name, "before": _value(shift.before), "after": _value(shift.after)})


def _value(value: int | Rate | None) -> Message:
    if value is None:
        return Message("doubt.none")
    if isinstance(value, Rate):
        return Message("doubt.rate", {"rate": value.value, "n": value.numerator, "of": value.denominator})
    return Message("doubt.count", {"n": value})
