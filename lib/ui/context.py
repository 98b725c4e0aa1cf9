"""What a page is given: language, filters, look, and the way to a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from lib.charts import Look
from lib.language import Language
from lib.store import Filters
from lib.ui.address import changed
from lib.ui.pages import page_file

_KEY = "context"


@dataclass(frozen=True)
class Context:
    """Set by the shell on every run before the page's own script."""

    lang: Language
    filters: Filters
    look: Look


def set_context(context: Context) -> None:
    st.session_state[_KEY] = context


def context() -> Context:
    """The context of this run."""
    found: Context = st.session_state[_KEY]
    return found


def open_page(slug: str, **parameters: object) -> NoReturn:
    """Go to another page; the rest of the address comes along, so that Back finds this page as it was."""
    st.switch_page(page_file(slug), query_params=changed(**parameters))
    raise AssertionError("st.switch_page does not return")


def open_report(agency: str, year: int, finding: str = "") -> NoReturn:
    """Go to a report."""
    open_page("report", agency=agency, year=year, finding=finding)
