"""The store behind the pages, opened once, and the views of it, computed once a version of the data and a selection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from lib.loading import prepare, store_path
from lib.store import Filters, Store
from lib.store.reading import agencies, years
from lib.store.reviewing import decision_count
from lib.ui.filtering import Choices

View = TypeVar("View")


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The store of this server, brought up to date with the bundled data. Raises StoreError where it cannot be opened."""
    opened = Store(store_path())
    prepare(opened)
    return opened


def view(make: Callable[..., View], *args: Any, **named: Any) -> View:
    """What `make(store, …)` gives, from the cache where this version of the data has been asked it before."""
    opened = store()
    found: View = _cached(opened.meta("version") or "", f"{make.__module__}.{make.__name__}", args, named, _Maker(make))
    return found


def reviewed(make: Callable[..., View], *args: Any, **named: Any) -> View:
    """As `view`, for what also shows what was decided of findings: asked anew after every decision."""
    opened = store()
    state = f"{opened.meta('version') or ''}.{decision_count(opened)}"
    found: View = _cached(state, f"{make.__module__}.{make.__name__}", args, named, _Maker(make))
    return found


def choices() -> Choices:
    """Everything the frame's filters can be set to."""
    return _choices(store().meta("version") or "")


class _Maker:
    """Carries a function past Streamlit's hashing of arguments: its name is in the key already."""

    def __init__(self, make: Callable[..., Any]) -> None:
        self.make = make


@st.cache_data(show_spinner=False, max_entries=512)
def _cached(version: str, name: str, args: tuple[Any, ...], named: dict[str, Any], _maker: _Maker) -> Any:
    return _maker.make(store(), *args, **named)


@st.cache_data(show_spinner=False, max_entries=2)
def _choices(version: str) -> Choices:
    listed = agencies(store(), Filters())
    prefixes = {agency["region"][:n] for agency in listed for n in (2, 4, 6, 9, 12) if len(agency["region"]) >= n}
    return Choices(
        regions=("", *sorted(prefixes)),
        agencies=("", *(agency["code"] for agency in listed)),
        years=years(store()),
        names={agency["code"]: agency["name"] for agency in listed},
        agency_regions={agency["code"]: agency["region"] for agency in listed},
    )
