"""What a file written by this program says of its report in so many words: agency, year, date, scope, name beside text.

The closing notes of an exported form and the cover of the form to fill in have such rows; other documents hardly ever do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from lib.extraction.lines import PARAGRAPH, Line
from lib.extraction.masthead import Masthead
from lib.language import t
from lib.reports import FIRST_YEAR, LAST_YEAR, SCOPES, Scope

_NAMES = ("agency", "year", "published_on", "scope", "form")
_DATE = re.compile(r"(20\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})(?!\d)")


@dataclass(frozen=True)
class Particulars:
    """None where it is not said. `template`: the file is the form to be filled in."""

    agency: str | None = None
    year: int | None = None
    published_on: date | None = None
    scope: Scope | None = None
    template: bool = False

    def over(self, masthead: Masthead) -> Masthead:
        """The masthead with what is said here in so many words in place of what was inferred."""
        return replace(
            masthead, scope=self.scope or masthead.scope, published_on=self.published_on or masthead.published_on
        )


def read_particulars(lines: Sequence[Line]) -> Particulars:
    """The rows of two cells whose first is one of our names. A name that stands twice with other texts says nothing."""
    said: dict[str, set[str]] = {}
    for line in lines:
        texts = line.texts
        if line.origin != PARAGRAPH and len(texts) == 2 and texts[0] in _names():
            said.setdefault(_names()[texts[0]], set()).add(texts[1].strip())
    once = {name: texts.pop() for name, texts in said.items() if len(texts) == 1}
    return Particulars(
        agency=once.get("agency"),
        year=_year(once.get("year", "")),
        published_on=_day(once.get("published_on", "")),
        scope=next((scope for scope in SCOPES if t(f"terms.scope.{scope}", "zh") == once.get("scope")), None),
        template="form" in once,
    )


@cache
def _names() -> Mapping[str, str]:
    return {t(f"exports.particular.{name}", "zh"): name for name in _NAMES}


def _year(text: str) -> int | None:
    match = re.fullmatch(r"(\d{4})(?:\.0)?年?度?", text)
    return int(match[1]) if match and FIRST_YEAR <= int(match[1]) <= LAST_YEAR else None


def _day(text: str) -> date | None:
    match = _DATE.match(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
