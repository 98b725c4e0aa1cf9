"""What a pick means: which figures of a report it is about, and how that is said."""

from __future__ import annotations

from dataclasses import dataclass

from lib.forms import ALL_KEYS, FigureKey, find_cell, load_forms, newest_form
from lib.indicators import indicators
from lib.indicators.computation import computable
from lib.language import Message
from lib.reports import KINDS, LEVELS
from lib.views.compositions import DISPUTES, OUTCOMES, RESULTS
from lib.views.model import worded
from lib.views.picks import Pick
from lib.views.selection import region_name


@dataclass(frozen=True)
class Meaning:
    """`columns` of the store that are added up, `whole` the column they are a share of ("" for a count), `cells` of the
    form they stand in, `words` for them."""

    columns: tuple[str, ...]
    whole: str
    cells: tuple[FigureKey, ...]
    words: Message


def meaning(pick: Pick) -> Meaning:
    """What is counted where a pick says so; requests received where it does not."""
    indicator, dispute, result = pick.get("indicator"), pick.get("dispute"), pick.get("result")
    who, outcome, row = pick.get("requester") or "total", pick.get("outcome"), pick.get("row")
    if indicator:
        found = indicators()[indicator]
        whole = f"den.{indicator}" if found.unit == "rate" else ""
        cells = tuple(cell for term in (*found.numerator, *found.denominator) for cell in _cells(term))
        return Meaning((f"num.{indicator}",), whole, tuple(dict.fromkeys(cells)), _indicator(indicator))
    if dispute or result:
        groups, what = (dispute,) if dispute else DISPUTES, result or "total"
        keys = tuple(f"disputes.{group}.{what}" for group in groups)
        return Meaning(keys, "", keys, _said(pick, "dispute", "result"))
    if outcome:
        keys = tuple(_outcome_rows(outcome, who))
        columns = keys if who != "total" else (OUTCOMES[outcome],)
        return Meaning(columns, "", keys, _said(pick, "requester", "outcome"))
    key = f"requests.{row}.{who}" if row else f"requests.new.{who}"
    return Meaning((key,), "", (key,), _said(pick, "requester", "row") if row else _received(pick))


def facet_words(facet: str, value: str) -> Message:
    """A facet as a chip and a sentence say it."""
    match facet:
        case "year":
            return Message("picks.year", {"year": int(value)})
        case "agency":
            return Message("picks.as_it_is", {"text": value})
        case "region":
            return Message("picks.as_it_is", {"text": region_name(value)})
        case "row":
            return worded(find_cell(f"requests.{value}.total")[0].short)
        case "requester":
            columns = {column.key: column.label for column in newest_form().tables["requests"].columns}
            return Message("picks.requester", {"who": worded(columns[value])})
        case "indicator":
            return _indicator(value)
        case _:
            return Message(f"terms.{facet}.{value}")


def is_known(facet: str, value: str) -> bool:
    """Whether a facet of the form or of the catalogues has this value; places and years are the store's to know."""
    match facet:
        case "kind":
            return value in KINDS
        case "level":
            return value in LEVELS
        case "outcome":
            return value in OUTCOMES
        case "row":
            return f"requests.{value}.total" in ALL_KEYS
        case "requester":
            return f"requests.new.{value}" in ALL_KEYS
        case "dispute":
            return value in DISPUTES
        case "result":
            return value in RESULTS
        case "indicator":
            return value in indicators() and computable(indicators()[value])
        case _:
            return True


def _cells(term: str) -> tuple[FigureKey, ...]:
    name = term.removeprefix("-")
    if name.startswith("@"):
        return tuple(_outcome_rows(name[1:], "total"))
    return (name,) if name in ALL_KEYS else ()


def _outcome_rows(outcome: str, who: str) -> list[FigureKey]:
    """The rows of an outcome in any edition."""
    rows = {row.key: None for form in load_forms().values() for row in form.outcomes()[outcome]}
    return [f"requests.{row}.{who}" for row in rows]


def _said(pick: Pick, *facets: str) -> Message:
    said = tuple(facet_words(facet, pick.get(facet)) for facet in facets if pick.get(facet) not in ("", "total"))
    return Message("picks.joined", {"parts": said}) if len(said) > 1 else said[0] if said else _received(pick)


def _received(pick: Pick) -> Message:
    received = facet_words("row", "new")
    who = pick.get("requester")
    if who in ("", "total"):
        return received
    return Message("picks.joined", {"parts": (facet_words("requester", who), received)})


def _indicator(key: str) -> Message:
    return worded(indicators()[key].title)
