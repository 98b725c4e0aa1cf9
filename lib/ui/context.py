"""What a page is given: its name, language, filters, options and look, and the way to other pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from lib.charts import Look
from lib.language import Language
from lib.store import Filters
from lib.ui.address import changed
from lib.ui.pages import page_file
from lib.views.options import Options

_KEY = "context"


@dataclass(frozen=True)
class Context:
    """Set by the shell on every run before the page's own script."""

    slug: str
    lang: Language
    filters: Filters
    options: Options
    look: Look


def set_context(context: Context) -> None:
    st.session_state[_KEY] = context


def context() -> Context:
    """The context of this run."""
    found: Context = st.session_state[_KEY]
    return found


def page_slug() -> str:
    """The page of this run; "" where the run has not come to one."""
    found: Context | None = st.session_state.get(_KEY)
    return found.slug if found else ""


def open_page(slug: str, **parameters: object) -> NoReturn:
    """Go to another page; the rest of the address comes along, so that Back finds this page as it was."""
    st.switch_page(page_file(slug), query_params=changed(**parameters))
    raise AssertionError("st.switch_page does not return")


def open_report(agency: str, year: int, finding: str = "") -> NoReturn:
    """Go to a report; a pick would lead to its own."""
    open_page("report", agency=agency, year=year, finding=finding, pick=[])
