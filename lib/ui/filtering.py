"""Filters to words of the address and back. A word that fits nothing is as if it were not there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from lib.reports import KINDS, LEVELS
from lib.store import COUNTING, Filters

FILTER_WORDS = ("region", "unit", "kind", "level", "from", "to", "counting", "doubtful")


@dataclass(frozen=True)
class Choices:
    """What the store offers to choose from: region codes in order, agency codes, years; names and regions of the agencies.

    Of a nation's lists none is gone through at a rerun, only looked into."""

    regions: tuple[str, ...]
    agencies: tuple[str, ...]
    years: tuple[int, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    agency_regions: Mapping[str, str] = field(default_factory=dict)

    def has_region(self, code: str) -> bool:
        place = bisect_left(self.regions, code)
        return self.regions[place : place + 1] == (code,)


def parse(address: Mapping[str, list[str]], choices: Choices) -> Filters:
    """The filters an address names, completed by what shows everything."""
    one = {name: values[-1] for name, values in address.items() if values}
    years = choices.years or (0,)
    first, last = _year(one.get("from"), years[0], years), _year(one.get("to"), years[-1], years)
    return Filters(
        region=region if choices.has_region(region := one.get("region", "")) else "",
        agency=one["unit"] if one.get("unit") in choices.names else "",
        kinds=tuple(kind for kind in KINDS if kind in address.get("kind", [])),
        levels=tuple(level for level in LEVELS if level in address.get("level", [])),
        first_year=min(first, last),
        last_year=max(first, last),
        counting=one["counting"] if one.get("counting") in COUNTING else "once",
        without_doubtful=one.get("doubtful") == "out",
    )


def with_filters(address: Mapping[str, list[str]], filters: Filters, choices: Choices) -> dict[str, list[str]]:
    """The address with these filters in it: only what differs from showing everything is said."""
    years = choices.years or (filters.first_year, filters.last_year)
    said: dict[str, list[str]] = {
        "region": [filters.region] if filters.region else [],
        "unit": [filters.agency] if filters.agency else [],
        "kind": list(filters.kinds),
        "level": list(filters.levels),
        "from": [str(filters.first_year)] if filters.first_year != years[0] else [],
        "to": [str(filters.last_year)] if filters.last_year != years[-1] else [],
        "counting": [filters.counting] if filters.counting != "once" else [],
        "doubtful": ["out"] if filters.without_doubtful else [],
    }
    return {
        name: values for name, values in {**address, **{name: said[name] for name in FILTER_WORDS}}.items() if values
    }


def _year(text: str | None, default: int, years: tuple[int, ...]) -> int:
    return int(text) if text and text.isdigit() and years[0] <= int(text) <= years[-1] else default
