"""The choices of a page's own: a year, an indicator, an agency. Each is in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from lib.indicators import indicators
from lib.language import Language, t
from lib.ui.address import changed, write
from lib.ui.choosing import pick_words
from lib.ui.context import context
from lib.ui.finder import Finder, agency_finder
from lib.views.main_indicators import GROUPS, group_of


def focus_picker(years: Sequence[int], chosen: int, lang: Language, label: str = "pages.focus_year") -> None:
    """The year of the charts below it, or of those `label` names. It takes the place of a year picked on a chart."""
    pick = pick_words(context().options.pick.without("year"))
    _picker("focus", t(label, lang), years, chosen, str, 220, {"pick": pick})


def year_picker(years: Sequence[int], chosen: int, agency: str, lang: Language) -> None:
    """The year of the report that is shown; it is then no longer a pick that leads to it."""
    _picker("year", t("pages.year", lang), years, chosen, str, 140, {"agency": agency, "pick": []})


def indicator_picker(chosen: str, lang: Language) -> None:
    """The indicators by their groups; typing finds by either."""
    titles = indicators()

    def label(key: str) -> str:
        group = t(f"comparing.group_name.{group_of(key)}", lang)
        return t("comparing.indicator_in_group", lang, group=group, indicator=titles[key].title.get(lang))

    key = "pick.indicator"
    st.session_state[key] = chosen
    st.selectbox(
        t("pages.indicator", lang),
        [key for keys in GROUPS.values() for key in keys],
        key=key,
        format_func=label,
        placeholder=t("frame.choose", lang),
        on_change=lambda: write(changed(indicator=st.session_state[key], page="")),
        width=340,
    )


def agency_picker(
    codes: Sequence[str], names: Mapping[str, str], chosen: str, year: int | None, lang: Language
) -> None:
    """The agency whose report is shown; it is then no longer a pick that leads to it."""
    finder = Finder("pick.agency", t("frame.agency", lang), codes, names, width=360)
    agency_finder(finder, chosen, lambda code: write(changed(agency=code, year=year, pick=[])), lang)


def _picker(
    name: str,
    label: str,
    options: Sequence[Any],
    chosen: Any,
    format_func: Callable[[Any], str],
    width: int,
    also: Mapping[str, object] | None = None,
) -> None:
    """A choice that goes into the address as `name`, and `also` with it."""
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
        on_change=lambda: write(changed(**{**(also or {}), name: st.session_state[key]})),
        width=width,
    )
