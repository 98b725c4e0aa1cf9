"""What differs between two readings of a report: cells, masthead, prose and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from lib.forms import ALL_KEYS, TABLES
from lib.reports import FigureValue, Report, State
from lib.store.reading import stored_report

__all__ = ["Change", "Part", "changes", "stored_report"]

Part = Literal["masthead", "figure", "prose", "note"]


@dataclass(frozen=True)
class Change:
    """One thing that is not the same. `part` says what it is; `key` is the figure, the field ("agency.name", "year",
    "editions.requests" …), the number of the section, or the note.

    For figures `before` and `after` are the numbers (None: none is stated), the states tell a blank from an unread and
    an absent cell, and the raw texts are what stood there beyond the number. Elsewhere they are texts, None where there
    is none, and the states are None.
    """

    part: Part
    key: str
    before: FigureValue | str
    after: FigureValue | str
    before_state: State | None = None
    after_state: State | None = None
    before_raw: str | None = None
    after_raw: str | None = None

    @property
    def of_value(self) -> bool:
        """Whether a figure says something else now, and not only differently."""
        return self.part == "figure" and (self.before, self.before_state) != (self.after, self.after_state)


def changes(before: Report, after: Report) -> tuple[Change, ...]:
    """Everything in which `after` is another report than `before`, in the order of the form; where a report came from
    does not count. Empty exactly where the two are the same content."""
    return (
        *_texts("masthead", _masthead(before), _masthead(after)),
        *(change for key in ALL_KEYS if (change := _figure(before, after, key)) is not None),
        *_texts("prose", before.text, after.text),
        *_notes(before, after),
    )


def _figure(before: Report, after: Report, key: str) -> Change | None:
    told = [
        (r.figures.get(key), r.state(key), r.raw.get(key), key in r.figures, r.corrections.get(key))
        for r in (before, after)
    ]
    if told[0] == told[1]:
        return None
    (value, state, raw, *_), (value_after, state_after, raw_after, *_) = told
    return Change("figure", key, value, value_after, state, state_after, raw, raw_after)


def _texts(part: Part, before: Mapping[str, str | None], after: Mapping[str, str | None]) -> Iterable[Change]:
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield Change(part, key, before.get(key), after.get(key))


def _masthead(report: Report) -> dict[str, str | None]:
    agency = {f"agency.{name}": value for name, value in report.agency.model_dump().items()}
    editions = {f"editions.{table}": report.editions.get(table) for table in TABLES}
    found = {**agency, "year": report.year, "scope": report.scope, "published_on": report.published_on, **editions}
    return {name: None if value is None else str(value) for name, value in found.items()}


def _notes(before: Report, after: Report) -> Iterable[Change]:
    """Notes that only one of the two has; where both have the same ones, their order."""
    old, new = Counter(before.notes), Counter(after.notes)
    yield from (Change("note", note, note, None) for note in (old - new).elements())
    yield from (Change("note", note, None, note) for note in (new - old).elements())
    if old == new and before.notes != after.notes:
        yield Change("note", "", "\n".join(before.notes), "\n".join(after.notes))
