"""Which agencies moved a figure from one year to the next: differences that add up to the whole change, nothing left over.

The whole is pooled over the agencies that are counted, with reports of the same scope, in both years. In the place of an
aggregate stand the agencies' own reports as far as these are stored; what the aggregates state beyond them, or short of
them, is one part of its own. A rate's change is split as Foster, Haltiwanger and Krizan do for those present in both
periods (2001, in Hulten et al., New Developments in Productivity Analysis, NBER, p. 303: the terms within, between and
cross of one unit added up): with r the pooled rate of the year before, N and D the unit's parts and D(y) the pooled
denominator, a unit gives (N(y) − r·D(y)) ÷ D(y)pooled − (N(y−1) − r·D(y−1)) ÷ D(y−1)pooled. A unit whose rate stays at r
gives nothing, however much it grows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import nsmallest
from typing import Any

from lib.language import Message
from lib.views.model import Facets, Name, Rate

MOST_STEPS = 10
# Parts of a rate's change are told in hundredths of a percentage point.
POINTS = 10_000
# In the place of an agency's code: the other agencies together, and what aggregates state beyond the agencies they contain.
REST, REMAINDER = "", "."


@dataclass(frozen=True)
class Step:
    """An agency's part of the change: `amount` in cases, or in hundredths of a percentage point, rounded so that all
    amounts add up to the change that is told; `exact` is what was rounded."""

    name: Name
    before: int | Rate
    after: int | Rate
    amount: int
    exact: Fraction


@dataclass(frozen=True)
class Contribution:
    """`steps` are the agencies that moved it most, the largest part first; `rest` is what the other `rest_agencies` come
    to together. `amount` is the whole change: the steps and the rest, to the last digit. `agencies` are those compared;
    `years` what `before` and `after` are of. The words for both ends are `ends`."""

    title: Message
    ends: tuple[Message, Message]
    before: int | Rate
    after: int | Rate
    steps: tuple[Step, ...]
    rest: int
    rest_agencies: int
    amount: int
    agencies: int
    facets: Facets = ()

    @property
    def is_rate(self) -> bool:
        return isinstance(self.before, Rate)


@dataclass(frozen=True)
class Unit:
    """Who is compared: what it states for both years, as (count,) or (numerator, denominator)."""

    name: Name
    last: tuple[int, ...]
    this: tuple[int, ...]


def units_of(rows: Sequence[Mapping[str, Any]], above: Mapping[int, Sequence[int]]) -> tuple[Unit, ...]:
    """The units that add up to the counted reports among `rows`: agencies by their own reports, an aggregate only where
    none that it contains is in `rows`, and one unit for what the other aggregates state beyond these agencies. A report
    that no counted aggregate leads to is left out: it is in none of the sums."""
    here = {row["agency_id"]: row for row in rows}
    parent = {number: _holder(number, here, above) for number in here}
    shown = [number for number in here if _is_reached(number, here, parent)]
    held = {parent[number] for number in shown}
    units = _units([here[number] for number in shown if number not in held])
    if not held - {None}:
        return tuple(units)
    counted = _units([here[number] for number in shown if here[number]["counted"]])
    last, this = (
        tuple(whole - part for whole, part in zip(_added(counted, side), _added(units, side), strict=True))
        for side in _SIDES
    )
    return (*units, Unit(Name(REMAINDER, message=Message("moved.without_parts")), last, this))


def contribution(
    title: Message,
    ends: tuple[Message, Message],
    units: Sequence[Unit],
    facets: Facets = (),
    most: int = MOST_STEPS,
) -> Contribution | None:
    """The change of these units together, and each one's part in it; None where there is nothing to divide by."""
    if not units:
        return None
    last, this = (_added(units, side) for side in _SIDES)
    if len(last) == 2 and min(last[1], this[1]) <= 0:
        return None
    exact, over = _parts(units, last, this)
    amount = _rounded(this) - _rounded(last)
    amounts = apportioned(exact if len(last) == 1 else [part * POINTS for part in exact], amount, over)
    moving = (n for n, part in enumerate(exact) if part)
    shown = nsmallest(most, moving, key=lambda n: (-abs(exact[n]), n))
    # What no agency answers for is never hidden among the others.
    shown += [n for n, unit in enumerate(units) if unit.name.code == REMAINDER and exact[n] and n not in shown]
    return Contribution(
        title=title,
        ends=ends,
        before=_figure(last),
        after=_figure(this),
        steps=tuple(
            Step(units[n].name, _figure(units[n].last), _figure(units[n].this), amounts[n], Fraction(exact[n], over))
            for n in shown
        ),
        rest=amount - sum(amounts[n] for n in shown),
        rest_agencies=len(units) - len(shown),
        amount=amount,
        agencies=sum(unit.name.code != REMAINDER for unit in units),
        facets=facets,
    )


def apportioned(parts: Sequence[int], total: int, over: int = 1) -> list[int]:
    """Whole numbers near `parts` ÷ `over` that add up to `total`: rounded down, and the largest remainders up (or the
    smallest ones down) until they do."""
    floors = [part // over for part in parts]
    left = total - sum(floors)
    order = sorted(range(len(parts)), key=lambda n: (floors[n] * over - parts[n], n)) if left else []
    for turn in range(abs(left)):
        n = order[turn % len(order)] if left > 0 else order[-1 - turn % len(order)]
        floors[n] += 1 if left > 0 else -1
    return floors


_SIDES = ("last", "this")


def _parts(units: Sequence[Unit], last: Sequence[int], this: Sequence[int]) -> tuple[list[int], int]:
    """Each unit's part, all over one denominator: exact, and as whole numbers quick to compare for a nation's agencies."""
    if len(last) == 1:
        return [unit.this[0] - unit.last[0] for unit in units], 1
    (n, d), later = last, this[1]
    return [
        (unit.this[0] * d - n * unit.this[1]) * d - (unit.last[0] * d - n * unit.last[1]) * later for unit in units
    ], d * d * later


def _rounded(values: Sequence[int]) -> int:
    """A count as it is, a rate in hundredths of a percentage point."""
    return values[0] if len(values) == 1 else round(Fraction(values[0], values[1]) * POINTS)


def _figure(values: Sequence[int]) -> int | Rate:
    return values[0] if len(values) == 1 else Rate(values[0], values[1])


def _holder(number: int, here: Mapping[int, Any], above: Mapping[int, Sequence[int]]) -> int | None:
    """The nearest aggregate among those compared that contains this one; None for one that is counted itself."""
    if here[number]["counted"]:
        return None
    seen, level = {number}, list(above.get(number, ()))
    while level:
        found = [one for one in level if one in here and here[one]["scope"] != "own_office"]
        if found:
            return found[0]
        seen.update(level)
        level = [one for below in level for one in above.get(below, ()) if one not in seen]
    return None


def _is_reached(number: int, here: Mapping[int, Any], parent: Mapping[int, int | None]) -> bool:
    """Whether the way up ends at a report that is counted."""
    seen: set[int] = set()
    while not here[number]["counted"]:
        up = parent[number]
        if up is None or up in seen:
            return False
        seen.add(up)
        number = up
    return True


def _units(rows: Sequence[Mapping[str, Any]]) -> list[Unit]:
    if not rows:
        return []
    last, this = ([name for name in rows[0] if name.startswith(f"{side}.")] for side in _SIDES)
    return [
        Unit(_name(row), tuple(int(row[name]) for name in last), tuple(int(row[name]) for name in this)) for row in rows
    ]


def _name(row: Mapping[str, Any]) -> Name:
    group = _AGGREGATE if row["scope"] == "government_aggregate" else None
    return Name(row["agency_code"], text=row["agency_name"], group=group)


_AGGREGATE = Message("terms.scope.government_aggregate")


def _added(units: Sequence[Unit], side: str) -> tuple[int, ...]:
    columns: list[tuple[int, ...]] = [getattr(unit, side) for unit in units]
    return tuple(sum(column[n] for column in columns) for n in range(len(columns[0])))
