"""What the page of comparison shows besides a matrix, a ranking and a funnel: an agency among its peers, small multiples,
two sides of one question. Frozen like the rest of the view models, and with the same meaning of None."""

from __future__ import annotations

from dataclasses import dataclass

from lib.language import Message
from lib.views.model import Break, Facets, Name, Point, Rate

Measured = Rate | int | None
# Below this many peers a quartile or a percentile is one of them.
LEAST_PEERS = 4


@dataclass(frozen=True)
class Dot:
    """A peer on the line of an indicator."""

    name: Name
    value: float


@dataclass(frozen=True)
class Strip:
    """One indicator: an agency's `own` value among those of its peers.

    `peers` are drawn, thinned evenly where there are very many; `of` is how many there are. `quartiles`: lower, median,
    upper; None below four peers, then `median` alone is known. `lower` and `same` of the peers have less and as much.
    `share_below`: 0 … 1, peers with as much counted half; None where the agency is not ranked: `too_few` cases, no value,
    no peer.
    """

    name: Name
    is_rate: bool
    own: Measured
    peers: tuple[Dot, ...]
    of: int
    median: float | None = None
    quartiles: tuple[float, float] | None = None
    lower: int = 0
    same: int = 0
    share_below: float | None = None
    too_few: bool = False

    @property
    def percentile(self) -> float | None:
        """0 … 100; None also of so few peers that it would be a way of naming them."""
        return None if self.share_below is None or self.of < LEAST_PEERS else 100 * self.share_below


@dataclass(frozen=True)
class Standing:
    """An agency among its peers, one line an indicator, each on a scale of its own."""

    title: Message
    agency: Name
    strips: tuple[Strip, ...]
    smallest_n: int
    facets: Facets = ()


@dataclass(frozen=True)
class Panel:
    """One agency's years."""

    name: Name
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Multiples:
    """The same indicator over the same years, a small panel an agency, all on one scale. `of`: agencies in all."""

    title: Message
    panels: tuple[Panel, ...]
    years: tuple[int, ...]
    is_rate: bool
    of: int
    breaks: tuple[Break, ...] = ()
    facets: Facets = ()


@dataclass(frozen=True)
class Contrast:
    """One indicator on both sides. `difference` is left less right, a share for a rate; None where a side is not known.

    `interval`: 95 % of the difference of two rates; None for a count and where a rate is no share. Does it hold 0, the
    difference may be chance.
    """

    name: Name
    is_rate: bool
    left: Measured
    right: Measured
    difference: float | int | None = None
    interval: tuple[float, float] | None = None

    @property
    def may_be_chance(self) -> bool | None:
        """None where that cannot be said."""
        return None if self.interval is None else self.interval[0] <= 0 <= self.interval[1]


@dataclass(frozen=True)
class Dumbbell:
    """Two sides of every indicator. `sides`: the two names, of `kind` agency or year."""

    title: Message
    sides: tuple[Name, Name]
    kind: str
    rows: tuple[Contrast, ...]
    facets: Facets = ()


def number_of(value: Measured) -> float | None:
    """The height of a value on an axis."""
    return value.value if isinstance(value, Rate) else None if value is None else float(value)


def signed(value: float, places: int = 1) -> str:
    """A difference with its sign, a minus as it is printed."""
    return f"{value:+,.{places}f}".replace("-", "−")
