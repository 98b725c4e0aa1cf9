"""The choices of a page's own: a year, an indicator, an agency. Each is in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from lib.indicators import indicators
from lib.language import Language, t
from lib.ui.address import set_parameter
from lib.ui.context import context
from lib.views.compare import comparable


def focus_picker(years: Sequence[int], chosen: int, lang: Language, label: str = "pages.focus_year") -> None:
    """The year of the charts below it, or of those `label` names."""
    _picker("focus", t(label, lang), years, chosen, str, width=220)


def year_picker(years: Sequence[int], chosen: int, lang: Language) -> None:
    """The year of the report that is shown."""
    _picker("year", t("pages.year", lang), years, chosen, str, width=140)


def indicator_picker(chosen: str, lang: Language) -> None:
    """The indicator that is compared."""
    titles = indicators()
    _picker("indicator", t("pages.indicator", lang), comparable(), chosen, lambda key: titles[key].title.get(lang), 320)


def agency_picker(names: Mapping[str, str], chosen: str, lang: Language) -> None:
    """The agency whose report is shown."""
    _picker("agency", t("frame.agency", lang), tuple(names), chosen, lambda code: names[code], width=360)


def _picker(
    name: str, label: str, options: Sequence[Any], chosen: Any, format_func: Callable[[Any], str], width: int
) -> None:
    if not options:
        return
    key = f"pick.{name}"
    st.session_state[key] = chosen if chosen in options else options[-1]
    st.selectbox(
        label,
        options,
        key=key,
        format_func=format_func,
        placeholder=t("frame.choose", context().lang),
        on_change=lambda: set_parameter(name, st.session_state[key]),
        width=width,
    )
