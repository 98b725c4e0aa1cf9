"""The store behind the pages, opened once, and the views of it, computed once a version of the data and a selection."""

from __future__ import annotations

import os
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, TypeVar

import streamlit as st

from lib.loading import READ_ONLY_VARIABLE, open_for_reading, store_path
from lib.store import Filters, Store
from lib.store.reading import agencies, years
from lib.store.reviewing import LOG_HEAD
from lib.store.snapshots import open_snapshot, snapshot_of
from lib.ui.filtering import Choices

View = TypeVar("View")


_SNAPSHOT = "snapshot"


def store() -> Store:
    """The store behind the pages: this server's own, or the snapshot that was in force when the rerun began. Raises
    StoreError where it cannot be opened."""
    return _snapshot(st.session_state.get(_SNAPSHOT, "")) if os.environ.get(READ_ONLY_VARIABLE) else _own()


def take_snapshot() -> None:
    """Have this rerun show what is in force now; once a rerun, so that all of a page is of one state of the data."""
    if os.environ.get(READ_ONLY_VARIABLE):
        st.session_state[_SNAPSHOT] = str(snapshot_of(store_path()) or "")


@st.cache_resource(show_spinner=False)
def _own() -> Store:
    return open_for_reading()


@st.cache_resource(show_spinner=False, max_entries=2)
def _snapshot(name: str) -> Store:
    # Known by its name: another one in force is another store.
    return open_snapshot(store_path())


def view(make: Callable[..., View], *args: Any, **named: Any) -> View:
    """What `make(store, …)` gives, from the cache where this version of the data has been asked it before."""
    opened = store()
    found: View = _cached(opened.meta("version") or "", f"{make.__module__}.{make.__name__}", args, named, _Maker(make))
    return found


def reviewed(make: Callable[..., View], *args: Any, **named: Any) -> View:
    """As `view`, for what also shows what was decided of findings: asked anew after every decision."""
    opened = store()
    # The head of the log is another one after every decision.
    state = f"{opened.meta('version') or ''}.{opened.meta(LOG_HEAD) or ''}"
    found: View = _cached(state, f"{make.__module__}.{make.__name__}", args, named, _Maker(make))
    return found


def choices() -> Choices:
    """Everything the frame's filters can be set to."""
    return _choices(store().meta("version") or "")


class _Maker:
    """Carries a function past Streamlit's hashing of arguments: its name is in the key already."""

    def __init__(self, make: Callable[..., Any]) -> None:
        self.make = make


# Views and choices are frozen: every session is given the same object, and none is copied at every rerun.
@st.cache_resource(show_spinner=False, max_entries=512)
def _cached(version: str, name: str, args: tuple[Any, ...], named: dict[str, Any], _maker: _Maker) -> Any:
    return _maker.make(store(), *args, **named)


@st.cache_resource(show_spinner=False, max_entries=2)
def _choices(version: str) -> Choices:
    listed = agencies(store(), Filters())
    prefixes = {agency["region"][:n] for agency in listed for n in (2, 4, 6, 9, 12) if len(agency["region"]) >= n}
    return Choices(
        regions=("", *sorted(prefixes)),
        agencies=("", *(agency["code"] for agency in listed)),
        years=years(store()),
        names=MappingProxyType({agency["code"]: agency["name"] for agency in listed}),
        agency_regions=MappingProxyType({agency["code"]: agency["region"] for agency in listed}),
    )
