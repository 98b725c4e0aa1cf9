"""What a page, a chart or a slide shows, as frozen data without a language, a colour or a widget.

A value of None is "not known": a missing report, a blank cell, a rate whose denominator is 0. It is drawn as missing.
`facets` of a view are what all its marks have in common, such as its year: see `lib.views.picks`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lib.language import Message, Worded

Facets = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Name:
    """What stands on an axis or in a legend: a catalogue key for the form's own terms, or a proper noun as it is.

    `code` is what a click hands back and what a link carries; `group` is a second line under it (such as "12 份").
    """

    code: str
    text: str | None = None
    message: Message | None = None
    group: Message | None = None


def worded(label: Worded) -> Message:
    """Words that are declared in both languages, as a sentence."""
    return Message("views.label", {"zh": label.zh, "en": label.en})


@dataclass(frozen=True)
class Break:
    """Series before and after are not comparable: drawn between `before` and `after` with its reason."""

    before: int
    after: int
    reason: Message


@dataclass(frozen=True)
class Rate:
    """A share that never goes without its parts. `low`, `high`: Wilson 95 % interval; None where `denominator` is 0."""

    numerator: int
    denominator: int
    low: float | None = None
    high: float | None = None

    @property
    def value(self) -> float | None:
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True)
class Part:
    """One segment through all categories of a composition; its `code` fixes its colour (outcome.granted, result.upheld …)."""

    name: Name
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Composition:
    """Stacked bars: what a total is made of, per `kind` (year, agency, kind, level, region). `totals` are as reported, not
    added up here; `reports` is how many reports each bar counts (0: none, the bar is missing). `shares`: drawn to 100 %."""

    title: Message
    categories: tuple[Name, ...]
    parts: tuple[Part, ...]
    totals: tuple[int | None, ...]
    reports: tuple[int, ...]
    breaks: tuple[Break, ...] = ()
    horizontal: bool = False
    kind: str = "year"
    shares: bool = False
    facets: Facets = ()


@dataclass(frozen=True)
class Point:
    """A year of a line. `value` is a count; `rate` is set instead where the line is a rate. `bounds`: what the rate would
    be, were all that is still open decided one way or the other; None where nothing is open or that is not known."""

    year: int
    value: int | None = None
    rate: Rate | None = None
    reports: int = 0
    bounds: tuple[Rate, Rate] | None = None


@dataclass(frozen=True)
class Line:
    name: Name
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Trend:
    """Lines over the years: counts, or rates with n and interval."""

    title: Message
    lines: tuple[Line, ...]
    is_rate: bool
    breaks: tuple[Break, ...] = ()
    facets: Facets = ()


@dataclass(frozen=True)
class Link:
    source: str
    target: str
    count: int


@dataclass(frozen=True)
class Flow:
    """A Sankey: received and carried over → outcome → ground → carried out. Links of 0 are left out.

    `unmatched` is what the figures do not account for (in − out), None when they agree."""

    title: Message
    nodes: tuple[Name, ...]
    links: tuple[Link, ...]
    unmatched: int | None = None
    facets: Facets = ()


@dataclass(frozen=True)
class Square:
    """A cell of an agency × year matrix. `status` fixes colour and sign; `late`: a report published after its last day,
    which says nothing of its state."""

    agency: str
    year: int
    status: str
    value: int | float | None = None
    detail: Message | None = None
    late: bool = False


@dataclass(frozen=True)
class Matrix:
    """Agency × year, one square each, clickable. Statuses: fine, blank_ok, warning, error, zero, missing, not_due;
    or "value" with a shade by `value`."""

    title: Message
    agencies: tuple[Name, ...]
    years: tuple[int, ...]
    squares: tuple[Square, ...]
    is_rate: bool = False
    facets: Facets = ()


@dataclass(frozen=True)
class Spot:
    name: Name
    rate: Rate
    outside: bool = False


@dataclass(frozen=True)
class Bunch:
    """So many agencies whose n and rate lie between these, both ends of n included."""

    agencies: int
    cases: tuple[int, int]
    rates: tuple[float, float]


@dataclass(frozen=True)
class Funnel:
    """Rates against n with the limits a peer would stay within (99.8 %, binomial around `centre`).

    Of very many agencies only those furthest outside are `spots`; the others are counted in `crowd`, and `beyond` of
    these lie outside too."""

    title: Message
    spots: tuple[Spot, ...]
    centre: Rate
    limits: tuple[tuple[int, float, float], ...] = field(default=())
    facets: Facets = ()
    crowd: tuple[Bunch, ...] = ()
    beyond: int = 0


@dataclass(frozen=True)
class Ranking:
    """Agencies in order of a rate (interval shown) or a count. `unranked` have too few cases to rank and are named apart.

    Of very many only the first and the last are `spots`: `left_out` come between them, after the `shown_first`;
    `unranked_left_out` have the fewest cases of all. `contradicting`: shares above 100 % or below nothing, of which one
    figure must be wrong; they are named, the largest first, and stand nowhere else."""

    title: Message
    spots: tuple[Spot, ...]
    unranked: tuple[Spot, ...]
    smallest_n: int
    facets: Facets = ()
    shown_first: int = 0
    left_out: int = 0
    unranked_left_out: int = 0
    contradicting: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class Cross:
    """A small table of counts, rows × columns, such as outcomes by requester type. Totals are as reported."""

    title: Message
    rows: tuple[Name, ...]
    columns: tuple[Name, ...]
    counts: tuple[tuple[int | None, ...], ...]
    facets: Facets = ()
