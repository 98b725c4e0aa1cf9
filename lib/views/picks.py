"""What was picked on a chart: the facets of a mark, such as a year and an outcome. A click adds them, a chip takes one out.

A pick narrows everything on its page but the chart that has the facet on its axis: that one keeps its other marks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from lib.reports import Kind, Level
from lib.store import Filters
from lib.views.comparisons import Dumbbell, Multiples, Standing
from lib.views.contribution import REMAINDER, REST, Contribution
from lib.views.model import Composition, Cross, Flow, Funnel, Matrix, Ranking, Trend

# In the order in which they are said. The first narrow the reports, the others say which figures of theirs are meant.
PLACES = ("region", "level", "kind", "agency")
FIGURES = ("outcome", "row", "requester", "dispute", "result", "indicator")
FACETS = ("year", *PLACES, *FIGURES)
# A mark of this kind is another way of naming a row of table 三.
_FLOW_ROWS = ("new", "carry_in", "carry_out")
# What stands for the figures of a mark: a newly picked one takes the place of all of these.
_ALTERNATIVES = (("outcome", "row", "dispute", "result", "indicator"), ("dispute", "result"))


@dataclass(frozen=True)
class Pick:
    """Facets with their values, codes in both languages alike; empty where nothing is picked."""

    facets: tuple[tuple[str, str], ...] = ()

    def get(self, facet: str) -> str:
        """The value of a facet; "" where it is not picked."""
        return dict(self.facets).get(facet, "")

    @property
    def year(self) -> int | None:
        return int(self.get("year")) if self.get("year") else None

    def with_mark(self, facets: Mapping[str, str]) -> Pick:
        """This pick with a mark added. The same mark again takes it out, as a second press of a button does."""
        if facets and all(self.get(facet) == value for facet, value in facets.items()):
            return self.without(*facets)
        kept = dict(self.facets)
        if any(facet in facets for facet in _ALTERNATIVES[0]):
            kept = {facet: value for facet, value in kept.items() if facet not in _ALTERNATIVES[0]}
        return pick_of({**kept, **facets})

    def without(self, *facets: str) -> Pick:
        """This pick with facets taken out; a result without its group of disputes would say nothing."""
        gone = {*facets, *(_ALTERNATIVES[1] if "dispute" in facets else ())}
        return pick_of({facet: value for facet, value in self.facets if facet not in gone})

    def narrow(self, filters: Filters, *, but: Sequence[str] = ()) -> Filters:
        """The filters narrowed to the picked places, `but` the facets a chart has on its own axis."""
        found = {facet: value for facet, value in self.facets if facet in PLACES and facet not in but}
        if "region" in found and found["region"].startswith(filters.region):
            filters = replace(filters, region=found["region"])
        if "agency" in found:
            filters = replace(filters, agency=found["agency"])
        if "kind" in found:
            filters = replace(filters, kinds=(cast(Kind, found["kind"]),))
        if "level" in found:
            filters = replace(filters, levels=(cast(Level, found["level"]),))
        return filters


def pick_of(facets: Mapping[str, str]) -> Pick:
    """A pick of these facets, in the one order they have."""
    return Pick(tuple((facet, facets[facet]) for facet in FACETS if facets.get(facet)))


def facets_of(view: Any, codes: Sequence[Any]) -> dict[str, str]:
    """What a mark of a chart stands for, from the codes it carries; {} where it stands for nothing that can be picked."""
    if not codes:
        return {}
    first, *rest = (str(code) for code in codes)
    match view:
        case Composition(kind=kind):
            own = {kind: first, **_typed(*rest[:1])}
        case Trend():
            own = {"year": first, **_typed(*rest[:1])}
        case Dumbbell(kind=kind):
            own = {kind: first, **_typed(*rest[:1])}
        case Standing():
            own = {"agency": first, **_typed(*rest[:1])}
        case Matrix() | Multiples():
            own = {"agency": first, **({"year": rest[0]} if rest else {})}
        case Contribution() if first in (REST, REMAINDER):
            # Many agencies have no name in common.
            return {}
        case Funnel() | Ranking() | Contribution():
            own = {"agency": first}
        case Cross():
            own = {**_typed(first), **({"requester": rest[0]} if rest and "." not in rest[0] else {})}
        case Flow():
            own = _typed(rest[0]) or _typed(first) if rest else _typed(first)
        case _:
            own = dict(pair for code in (first, *rest) for pair in _typed(code).items())
    return {facet: value for facet, value in {**dict(view.facets), **own}.items() if facet in FACETS and value}


def _typed(code: str = "") -> dict[str, str]:
    """ "outcome.refused" is the outcome refused; "total" and "missing" are no facet."""
    facet, dot, value = code.partition(".")
    if facet == "flow":
        return {"row": value} if value in _FLOW_ROWS else {}
    return {facet: value} if dot and facet in FACETS else {}
