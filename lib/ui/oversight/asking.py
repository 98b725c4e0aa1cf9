"""What of the findings is asked for: the words of the address, checked, and the way to change them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from lib.checks import load_catalogue
from lib.checks.model import CauseKind
from lib.store.finding_queries import CHANGES, Change
from lib.ui.address import changed, number_parameter, parameter, write
from lib.views.findings import GROUPINGS, LAST_LOAD, STATES, Worklist

SEVERITIES = ("error", "warning", "information")
CAUSES: tuple[str, ...] = get_args(CauseKind)
# Where in the list the reader is: what narrows the list begins it anew.
_PLACE = ("page", "inner", "open", "finding")


def asked() -> Worklist:
    """The list the address asks for. A word that fits nothing is as if it were not there."""
    return Worklist(
        checks=_named("check", load_catalogue()),
        severities=_named("severity", SEVERITIES),
        states=_named("state", STATES),
        causes=_named("cause", {*CAUSES, *load_catalogue()}),
        search=parameter("find").strip(),
        group=_one("group", GROUPINGS) or "none",
        open_group=parameter("open"),
        page=number_parameter("page") or 1,
        inner=number_parameter("inner") or 1,
    )


def asked_changes() -> Worklist:
    """The same, of what has changed since the moment the address names: what was added, unless it says otherwise."""
    change: Change = _one("change", CHANGES[1:]) or "added"
    since = parameter("since")
    return replace(asked(), change=change, since=since if is_day(since) else LAST_LOAD)


def is_day(text: str) -> bool:
    """Whether this is a day as addresses have it, such as 2026-03-01."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def ask(**parameters: object) -> None:
    """Ask for another list: it begins at its first page, with nothing opened by name."""
    write(changed(**{**dict.fromkeys(_PLACE, ""), **parameters}))


def open_finding(fingerprint: str) -> None:
    """Have a finding opened; the list turns to its page."""
    write(changed(finding=fingerprint))


def _named(name: str, known: Collection[str]) -> tuple[str, ...]:
    return tuple(word for word in parameter(name).split(",") if word in known)


def _one(name: str, known: Collection[Any]) -> Any:
    return parameter(name) if parameter(name) in known else ""
