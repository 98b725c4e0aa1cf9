"""The page's own choices to words of the address and back. A word that fits nothing is as if it were not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.ui.filtering import Choices
from lib.views.meaning import is_known
from lib.views.options import Options
from lib.views.picks import FACETS, Pick, pick_of

# The words of an address that say what is shown, besides the filters.
OPTION_WORDS = ("focus", "indicator", "by", "shares", "versus", "against", "page", "pick")
BY = ("agency", "kind", "level", "region")


def parse_options(address: Mapping[str, list[str]], choices: Choices) -> Options:
    """The options an address names."""
    one = {name: values[-1] for name, values in address.items() if values}
    return Options(
        focus=_year(one.get("focus"), choices),
        indicator=one.get("indicator", ""),
        by=one["by"] if one.get("by") in BY else "",
        shares="shares" in one,
        versus=tuple(code for code in address.get("versus", []) if code in choices.names and code),
        against=_year(one.get("against"), choices),
        page=max(0, int(one["page"]) - 1) if one.get("page", "").isdigit() and len(one["page"]) < 7 else 0,
        pick=parse_pick(address.get("pick", []), choices),
    )


def parse_pick(words: Sequence[str], choices: Choices) -> Pick:
    """The pick that words such as "year.2024" and "outcome.refused" name."""
    found = {}
    for word in words:
        facet, _, value = word.partition(".")
        if facet in FACETS and _fits(facet, value, choices):
            found[facet] = value
    return pick_of(found)


def pick_words(pick: Pick) -> list[str]:
    """A pick as words of the address."""
    return [f"{facet}.{value}" for facet, value in pick.facets]


def _fits(facet: str, value: str, choices: Choices) -> bool:
    if facet == "year":
        return _year(value, choices) is not None
    if facet == "agency":
        return bool(value) and value in choices.names
    if facet == "region":
        return bool(value) and choices.has_region(value)
    return is_known(facet, value)


def _year(text: str | None, choices: Choices) -> int | None:
    return int(text) if text and text.isdigit() and len(text) == 4 and int(text) in choices.years else None
