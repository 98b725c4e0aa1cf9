"""What of the regions and agencies is offered to choose from: never more than a browser can be sent at every rerun."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from lib.ui.filtering import Choices
from lib.ui.kept import kept
from lib.views.selection import region_name

MOST_REGIONS = 300
_LAST = "\uffff"


def agencies_inside(choices: Choices, region: str) -> Sequence[str]:
    """The codes of the agencies inside a region ("" is everywhere), in the order of the roster: it goes by region."""
    codes: Sequence[str] = kept(choices, "codes", make=lambda: tuple(code for code in choices.agencies if code))
    if not region:
        return codes
    return kept(choices, "agencies", region, make=lambda: _inside(choices, codes, region))


def _inside(choices: Choices, codes: Sequence[str], region: str) -> Sequence[str]:
    regions = choices.agency_regions

    def key(code: str) -> str:
        return regions.get(code, "")

    return codes[bisect_left(codes, region, key=key) : bisect_left(codes, region + _LAST, key=key)]


def regions_offered(choices: Choices, chosen: str) -> list[str]:
    """Everywhere, what holds the chosen region, and as many levels below it as there is room for; at least the next."""
    if len(choices.regions) <= MOST_REGIONS:
        return list(choices.regions)
    return kept(choices, "regions", chosen, make=lambda: _fitting(choices, chosen))


def _fitting(choices: Choices, chosen: str) -> list[str]:
    above = [region for region in choices.regions if region and chosen.startswith(region)]
    first = bisect_left(choices.regions, chosen)
    inside = [
        region
        for region in choices.regions[first : bisect_left(choices.regions, chosen + _LAST)]
        if region and region != chosen
    ]
    shown: list[str] = []
    for length in sorted({len(region) for region in inside}):
        level = [region for region in inside if len(region) <= length]
        if shown and len(level) > MOST_REGIONS:
            break
        shown = level
    return ["", *dict.fromkeys([*above, *shown])]


@lru_cache(maxsize=20_000)
def region_label(code: str) -> str:
    """A region's name under the one that holds it."""
    return f"{'　' * max(0, len(code) // 2 - 1)}{region_name(code)}"
