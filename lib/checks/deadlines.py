"""By when a report must be published. Source: 政府信息公开条例 article 49."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

# Departments publish by 31 January of the next year, governments by 31 March. Townships are not named there.
_LAST_DAYS: Mapping[str, tuple[int, int]] = {
    "government": (3, 31),
    "office": (1, 31),
    "department": (1, 31),
    "outpost": (1, 31),
}
_LAST_OF_ALL = (3, 31)


def last_day(kind: object, scope: object, year: int) -> date | None:
    """The last day for the report of `year`; None where article 49 names none for this kind of agency.

    A government's aggregate report is due by the government's day, whoever publishes it.
    """
    named = _LAST_DAYS["government"] if scope == "government_aggregate" else _LAST_DAYS.get(str(kind))
    return date(year + 1, *named) if named else None


def is_due(kind: object, year: int, today: date) -> bool:
    """Whether the report of `year` must be there by now: after the last day, the latest of all where none is named."""
    # No report is due in its own year; a year no calendar has is never asked for its last day.
    return year < today.year and today > date(year + 1, *_LAST_DAYS.get(str(kind), _LAST_OF_ALL))


def first_day(year: int) -> date:
    """No report of a year can be published before that year is over."""
    return date(year + 1, 1, 1)
