"""Every view of a store, what it says in words, and a compact picture of it for the golden files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from lib.checks import Finding
from lib.indicators import Indicator
from lib.language import LANGUAGES, Message, say
from lib.store import Filters, Store
from lib.views.compare import compare
from lib.views.coverage import coverage
from lib.views.disputes import disputes
from lib.views.findings import findings
from lib.views.model import Name, Point, Rate
from lib.views.multiples import small_multiples
from lib.views.options import Options
from lib.views.overview import overview
from lib.views.peers import peers
from lib.views.requests import requests
from lib.views.versus import versus

TODAY = date(2026, 11, 1)
OPTIONS = Options(today=TODAY)
VIEWS: dict[str, Callable[[Store, Filters], object]] = {
    "overview": overview,
    "requests": requests,
    "disputes": disputes,
    "compare": compare,
    "coverage": lambda store, filters: coverage(store, filters, OPTIONS),
    "findings": findings,
    "peers": peers,
    "multiples": small_multiples,
    "versus": versus,
}


def sentences(view: object) -> list[dict[str, str]]:
    """Every message of a view, said in each language."""
    return [{lang: say(message, lang) for lang in LANGUAGES} for message in _messages(view)]


def _messages(part: object) -> Iterator[Message]:
    if isinstance(part, Message):
        # A finding's own sentences are said by the checks, which know the names of cells.
        if not part.key.startswith("checks."):
            yield part
    elif isinstance(part, Finding | Indicator):
        return
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield from _messages(getattr(part, field.name))
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from _messages(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _messages(value)


def picture(part: object) -> Any:
    """A view as plain JSON: no language, no ids, nothing that is empty."""
    match part:
        case Message():
            return part.key if not part.values else {part.key: {k: picture(v) for k, v in sorted(part.values.items())}}
        case Rate():
            interval = "" if part.low is None or part.high is None else f" [{part.low:.4f}, {part.high:.4f}]"
            return f"{part.numerator}/{part.denominator}{interval}"
        case Name():
            return part.code if part.group is None else [part.code, picture(part.group)]
        case Point():
            return [part.year, picture(part.rate) if part.rate else part.value, part.reports]
        case Finding():
            cause = part.cause.kind if part.cause else None
            return [part.year, part.check, part.severity.value, part.verdict.value, cause, *part.cells[:4]]
        case Indicator():
            return part.key
        case float():
            return round(part, 6)
        case Fraction():
            return str(part)
        case tuple() | list():
            return [picture(value) for value in part]
        case Mapping():
            return {str(key): picture(value) for key, value in part.items()}
    if is_dataclass(part) and not isinstance(part, type):
        values = {field.name: getattr(part, field.name) for field in fields(part)}
        return {name: picture(value) for name, value in values.items() if not _empty(value)}
    return part


def _empty(value: object) -> bool:
    """Not shown in a picture; a 0 is. A moment is another one at every run."""
    return isinstance(value, datetime) or value is None or value is False or value in ((), {}, "")
