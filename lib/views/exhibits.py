"""Every chart of a page by name: "requests.flow" is the chart `flow` of the view requests. A briefing is made of these."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from lib.store import Filters, Store
from lib.views.compare import Compare, compare
from lib.views.coverage import Coverage, coverage
from lib.views.disputes import Disputes, disputes
from lib.views.multiples import SmallMultiples, small_multiples
from lib.views.options import Options
from lib.views.overview import Overview, overview
from lib.views.peers import Peers, peers
from lib.views.requests import Requests, requests
from lib.views.versus import Versus, versus

PageView = Callable[[Store, Filters, Options], Any]
# What a page shows, by name; a page of several parts has a view a part. The name of an exhibit begins with it.
PAGE_VIEWS: dict[str, PageView] = {
    "overview": overview,
    "requests": requests,
    "disputes": disputes,
    "compare": compare,
    "peers": peers,
    "multiples": small_multiples,
    "versus": versus,
    "coverage": coverage,
}
_NAMES: dict[type, str] = {
    Overview: "overview",
    Requests: "requests",
    Disputes: "disputes",
    Compare: "compare",
    Peers: "peers",
    SmallMultiples: "multiples",
    Versus: "versus",
    Coverage: "coverage",
}


def view_name(shown: Any) -> str:
    """The name of the view that a page shows."""
    return _NAMES[type(shown)]


def part_of(shown: Any, path: str) -> Any:
    """A part of a page's view by its path, such as "flow" or "groups.0"; None where the page does not have it."""
    found = shown
    for step in path.split("."):
        if step.isdigit() and isinstance(found, tuple):
            found = found[int(step)] if int(step) < len(found) else None
        else:
            found = getattr(found, step, None)
    return found if hasattr(found, "facets") else None


def exhibit_names(shown: Any) -> Iterator[str]:
    """The paths of all the charts a page's view has."""
    for field in fields(shown):
        value = getattr(shown, field.name)
        if hasattr(value, "facets"):
            yield field.name
        elif isinstance(value, tuple):
            yield from (f"{field.name}.{n}" for n, part in enumerate(value) if hasattr(part, "facets"))
        elif is_dataclass(value) and not isinstance(value, type):
            yield from (f"{field.name}.{name}" for name in exhibit_names(value))


def is_exhibit(name: str) -> bool:
    """Whether a name may be one of a chart: its page is known. Whether the page has the chart depends on the data."""
    page, dot, path = name.partition(".")
    return page in PAGE_VIEWS and bool(dot and path)
