"""结转链 and 存量链: what one year hands to the next, agency by agency, and where it does not arrive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from lib.checks import EQUATION_IDS, VERDICT_CODES, Verdict
from lib.checks.chain_relations import STOCK, stock_rows
from lib.forms import FigureKey
from lib.language import Message
from lib.store import Filters, Store
from lib.store.chained_years import chained_agencies, chained_years, link_counts
from lib.views.model import Name
from lib.views.selection import Selection, select

PAGE_SIZE = 50
# Requests carried over, or the documents of a row of table 二 that are in force.
CARRY = "carry"
KINDS: tuple[str, ...] = (CARRY, *reversed(stock_rows()))
# "missing": one of the two reports, or both, are not there though others before and after are.
State = Literal["holds", "blank", "broken", "open", "apart", "missing"]
_STATES: Mapping[Verdict, State] = {
    Verdict.HOLDS: "holds",
    Verdict.HOLDS_IF_BLANK_ZERO: "blank",
    Verdict.BROKEN: "broken",
    Verdict.UNDETERMINED: "open",
    Verdict.NOT_APPLICABLE: "apart",
}


@dataclass(frozen=True)
class Link:
    """From `year` − 1 to `year`. `left` is what last year hands over, `right` what this year says it got; None where no
    number is stated. Documents in force change by `issued` and `repealed` on the way. "apart": nothing follows from one
    to the other. `absent` are the years without a report; `new_form`: the table changed its edition between them."""

    year: int
    state: State
    left: int | None = None
    right: int | None = None
    issued: int | None = None
    repealed: int | None = None
    absent: tuple[int, ...] = ()
    new_form: bool = False

    @property
    def expected(self) -> int | None:
        """What this year should say."""
        if self.left is None:
            return None
        return self.left + (self.issued or 0) - (self.repealed or 0)

    @property
    def difference(self) -> int | None:
        """By how much this year says more than it should."""
        return None if self.expected is None or self.right is None else self.right - self.expected


@dataclass(frozen=True)
class ChainLine:
    """An agency's years on one line: a link for every pair of years between its first and last report."""

    agency: Name
    links: tuple[Link | None, ...]
    broken: int


@dataclass(frozen=True)
class Chains:
    """A page of agencies, those with the most broken links first. `years` are the later years of the links; `counts` how
    many links of the selection are in each state."""

    selection: Selection
    headline: tuple[Message, ...]
    kind: str
    years: tuple[int, ...]
    lines: tuple[ChainLine, ...]
    total: int
    page: int
    counts: Mapping[State, int]


def chains(store: Store, filters: Filters, kind: str = CARRY, page: int = 1) -> Chains:
    """The chain of one kind over the years of a selection; verdicts are those of YEAR-CARRY and YEAR-STOCK."""
    filters = replace(filters, without_doubtful=False)
    kind = kind if kind in KINDS else CARRY
    selection = select(store, filters)
    if selection.years:
        filters = replace(filters, first_year=selection.years[0], last_year=selection.years[-1])
    place = EQUATION_IDS.index("YEAR-CARRY/total" if kind == CARRY else f"YEAR-STOCK/{kind}")
    counted = link_counts(store, filters, place)
    counts: dict[State, int] = {state: counted.get(verdict.letter, 0) for verdict, state in _STATES.items()}
    page = min(max(1, page), max(1, -(-counted["agencies"] // PAGE_SIZE)))
    listed = chained_agencies(store, filters, place, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    keys = _keys(kind)
    reports: dict[int, dict[int, dict[str, Any]]] = {row["agency_id"]: {} for row in listed}
    for row in chained_years(store, filters, place, keys, list(reports)):
        reports[row["agency_id"]][row["year"]] = row
    years = selection.years[1:]
    return Chains(
        selection=selection,
        headline=(_headline(kind, counts),),
        kind=kind,
        years=years,
        lines=tuple(
            ChainLine(
                Name(row["agency_code"], text=row["agency_name"]),
                tuple(_link(year, reports[row["agency_id"]], keys) for year in years),
                int(row["broken"]),
            )
            for row in listed
        ),
        total=counted["agencies"],
        page=page,
        counts=counts,
    )


def _keys(kind: str) -> tuple[FigureKey, ...]:
    """What is handed over, what arrives, and what changes it on the way."""
    if kind == CARRY:
        return "requests.carry_out.total", "requests.carry_in.total"
    issued, repealed, in_force = (f"proactive.{kind}.{name}" for name in STOCK)
    return in_force, in_force, issued, repealed


def _link(year: int, reports: Mapping[int, Mapping[str, Any]], keys: Sequence[FigureKey]) -> Link | None:
    """None outside the agency's first and last report."""
    if not min(reports) < year <= max(reports):
        return None
    before, now = reports.get(year - 1), reports.get(year)
    left = before[keys[0]] if before else None
    right = now[keys[1]] if now else None
    if before is None or now is None:
        absent = tuple(y for y in (year - 1, year) if y not in reports)
        return Link(year, "missing", left, right, absent=absent)
    changes = [now[key] for key in keys[2:]]
    issued, repealed = changes or (None, None)
    state = _STATES[Verdict.of(VERDICT_CODES.index(now["letter"]))]
    return Link(year, state, left, right, issued, repealed, new_form=before["edition"] != now["edition"])


def _headline(kind: str, counts: Mapping[State, int]) -> Message:
    checked = counts["holds"] + counts["blank"] + counts["broken"]
    values: dict[str, object] = {"checked": checked, "broken": counts["broken"], "open": counts["open"]}
    return Message("years.said_carried" if kind == CARRY else "years.said_stocks", values)
