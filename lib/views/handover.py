"""The backlog and its chain: what the year before carries over, and what this year says it was handed (YEAR-CARRY)."""

from __future__ import annotations

from dataclasses import dataclass

from lib.language import Message
from lib.store import Filters, Store
from lib.store.pairs import handed_over, paired, parents
from lib.views.contribution import Contribution, contribution, units_of
from lib.views.model import Facets
from lib.views.selection import Selection

OUT, INTO = "requests.carry_out.total", "requests.carry_in.total"


@dataclass(frozen=True)
class Handed:
    """The pair of years that ends in `year`: `out` is carried over at the end of the year before, `into` is carried in.
    None where no counted agency states both. `differing` of the `agencies` state two numbers."""

    year: int
    out: int | None
    into: int | None
    agencies: int
    differing: int

    @property
    def gap(self) -> int | None:
        return None if self.out is None or self.into is None else self.into - self.out


@dataclass(frozen=True)
class Handover:
    title: Message
    pairs: tuple[Handed, ...]
    facets: Facets = ()


def handover(store: Store, selection: Selection) -> Handover:
    """Every pair of years of the selection, over the agencies counted with the same scope in both."""
    found = {row["year"]: row for row in handed_over(store, selection.filters, OUT, INTO)} if selection.years else {}
    pairs = tuple(
        Handed(year, row["last"], row["this"], row["agencies"], row["differing"])
        if (row := found.get(year))
        else Handed(year, None, None, 0, 0)
        for year in selection.years[1:]
    )
    return Handover(Message("chain.title"), pairs)


def who_lost_count(store: Store, filters: Filters, year: int) -> Contribution | None:
    """The agencies between whose two reports the number changed; None where nobody has both."""
    units = units_of(paired(store, filters, year, [OUT], [INTO]), parents(store))
    ends = (Message("chain.out", {"year": year - 1}), Message("chain.into", {"year": year}))
    title = Message("chain.who", {"before": year - 1, "after": year})
    return contribution(title, ends, units, facets=(("year", str(year)), ("row", "carry_in")))


def chain_sentence(shown: Handover, year: int) -> Message | None:
    """What the pair that ends in `year` says; None where there is none."""
    pair = next((pair for pair in shown.pairs if pair.year == year and pair.agencies), None)
    if pair is None:
        return None
    key = "chain.said_gap" if pair.gap or pair.differing else "chain.said_whole"
    values = {"before": year - 1, "year": year, "out": pair.out, "into": pair.into, "agencies": pair.agencies}
    return Message(key, {**values, "differing": pair.differing, "gap": _signed(pair.gap or 0)})


def _signed(number: int) -> str:
    return f"{number:+,}".replace("-", "−")
