"""A ready-made deck: a region's year in ten slides, from how it went to what needs attention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from lib.language import Message
from lib.store import Filters, Store
from lib.views.decks import Placed, words_of
from lib.views.exhibits import PAGE_VIEWS, part_of
from lib.views.options import Options
from lib.views.selection import region_name
from lib.views.slides import Briefing, Slide

# The exhibit, and the words of the address it needs besides the region and the years.
REGION_YEAR: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("overview.outcomes", {}),
    ("overview.contribution", {"indicator": "received"}),
    ("requests.flow", {}),
    ("requests.ground_bars", {}),
    ("requests.breakdown", {"by": "agency"}),
    ("disputes.groups.0", {}),
    ("disputes.correction", {}),
    ("compare.ranking", {"indicator": "disclosure_rate"}),
    ("compare.funnel", {"indicator": "reconsideration_correction_rate"}),
    ("coverage.matrix", {}),
)


def region_year(words: Mapping[str, list[str]], filters: Filters, year: int) -> tuple[Placed, ...]:
    """The slides for the selection that `words` of an address choose, up to `year`."""
    chosen = {**words, "from": [str(filters.first_year)], "to": [str(year)], "focus": [str(year)]}
    return tuple(
        Placed(exhibit, words_of({**chosen, **{name: [value] for name, value in more.items()}}))
        for exhibit, more in REGION_YEAR
    )


def region_year_briefing(store: Store, filters: Filters, year: int, title: str, day: date) -> Briefing:
    """The same slides with their figures; those for which the data has no chart are left out."""
    filters, slides = replace(filters, last_year=year), []
    for exhibit, more in REGION_YEAR:
        page, _, path = exhibit.partition(".")
        shown = PAGE_VIEWS[page](store, filters, Options(focus=year, today=day, **more))
        found = part_of(shown, path)
        if found is not None:
            slides.append(Slide(found, shown.selection))
    return Briefing(title, tuple(slides), store.meta("version") or "0", day)


def region_year_title(filters: Filters, year: int) -> Message:
    """What the deck is called."""
    if filters.agency:
        return Message("briefing.year_of_agency", {"agency": filters.agency, "year": year})
    if filters.region:
        return Message("briefing.year_of_region", {"region": region_name(filters.region), "year": year})
    return Message("briefing.year_of_all", {"year": year})
