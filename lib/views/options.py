"""What a page was asked for besides its filters. Every view of a page takes (store, filters, options)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from lib.views.picks import Pick


@dataclass(frozen=True)
class Options:
    """The page's own choices, as its address has them; what a view does not know of it passes over.

    `focus`: the year of what shows one year; None the latest. `indicator`: what is compared; "" the page's first. `by`: what
    bars stand for (agency, kind, level, region); "" the page's first. `shares`: bars of 100 %. `versus`: agencies set side by
    side. `against`: a second year. `page`: of a long list, from 0. `today`: decides what is missing and what is not yet due.
    """

    focus: int | None = None
    indicator: str = ""
    by: str = ""
    shares: bool = False
    versus: tuple[str, ...] = ()
    against: int | None = None
    page: int = 0
    pick: Pick = field(default_factory=Pick)
    today: date = field(default_factory=date.today)

    @property
    def year(self) -> int | None:
        """The year that is shown where one is: a picked one before one chosen from the list."""
        return self.pick.year or self.focus
