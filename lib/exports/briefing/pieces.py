"""A view with more agencies than a page holds, cut into pages: in order, of equal length, and said to be cut."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from lib.language import Language, t
from lib.views.model import Composition, Matrix, Part, Ranking


@dataclass(frozen=True)
class Piece:
    """A page of a view: agencies `first` to `last` (from 1) of `of`; `shown` of them are on any page at all."""

    view: Any
    first: int = 1
    last: int = 1
    of: int = 1
    shown: int = 1

    def said(self, lang: Language) -> str:
        """ "1–18 of 40", and where the rest is left out that it is; "" for a view in one piece."""
        if self.first == 1 and self.last == self.of:
            return ""
        span = t("briefing_files.piece", lang, first=self.first, last=self.last, of=self.of)
        return span if self.shown == self.of else span + t("briefing_files.cut", lang, shown=self.shown, of=self.of)


def pieces(view: Any, rows: int, most: int) -> tuple[Piece, ...]:
    """`view` in at most `most` pages of at most `rows` agencies; a view that is no list of agencies is one piece."""
    of = _length(view)
    if of <= rows:
        return (Piece(view, 1, of, of, of),)
    pages = min(most, math.ceil(of / rows))
    shown = min(of, pages * rows)
    each = math.ceil(shown / pages)
    starts = range(0, shown, each)
    return tuple(
        Piece(_between(view, start, min(start + each, shown)), start + 1, min(start + each, shown), of, shown)
        for start in starts
    )


def _length(view: Any) -> int:
    match view:
        case Composition(horizontal=True):
            return len(view.categories)
        case Ranking():
            return len(view.spots) + len(view.unranked)
        case Matrix():
            return len(view.agencies)
    return 1


def _between(view: Any, start: int, end: int) -> Any:
    match view:
        case Composition():
            return replace(
                view,
                categories=view.categories[start:end],
                parts=tuple(Part(part.name, part.counts[start:end]) for part in view.parts),
                totals=view.totals[start:end],
                reports=view.reports[start:end],
            )
        case Ranking():
            ranked = len(view.spots)
            unranked = view.unranked[max(0, start - ranked) : max(0, end - ranked)]
            return replace(view, spots=view.spots[start:end], unranked=unranked)
        case Matrix():
            agencies = view.agencies[start:end]
            codes = {name.code for name in agencies}
            return replace(view, agencies=agencies, squares=tuple(s for s in view.squares if s.agency in codes))
    return view
