"""Choosing an agency: from a list while there are some hundreds, by a part of its name where there are more.

A list is sent to the browser whole at every rerun; of forty thousand names that is a megabyte for one choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from lib.language import Language, t
from lib.store.agency_search import agencies_named
from lib.ui.clickable import clickable
from lib.ui.listing import Head, listing_html
from lib.ui.stored import choices, store
from lib.views.selection import region_name

MOST_LISTED = 300


@dataclass(frozen=True)
class Finder:
    """A choice of one agency: `key` is its place on the page, `codes` may be chosen, all of them inside `region`.

    `every`: what choosing none is called; "" where one must be chosen.
    """

    key: str
    label: str
    codes: Sequence[str]
    names: Mapping[str, str]
    region: str = ""
    every: str = ""
    width: int = 300

    @property
    def is_long(self) -> bool:
        return len(self.codes) > MOST_LISTED


def agency_finder(finder: Finder, chosen: str, on_choose: Callable[[str], None], lang: Language) -> None:
    """Let one agency be chosen; `on_choose` is called with its code ("" for none) before the rerun that shows it."""
    if finder.is_long:
        _searched(finder, chosen, on_choose, lang)
    else:
        _listed(finder, chosen, on_choose, lang)


def _listed(finder: Finder, chosen: str, on_choose: Callable[[str], None], lang: Language) -> None:
    options = [*([""] if finder.every else []), *finder.codes]
    st.session_state[finder.key] = chosen if chosen in options else options[0] if finder.every else None
    st.selectbox(
        finder.label,
        options,
        key=finder.key,
        format_func=lambda code: finder.names.get(code, code) if code else finder.every,
        placeholder=t("frame.choose", lang),
        on_change=lambda: on_choose(st.session_state[finder.key] or ""),
        width=finder.width,
    )


def _searched(finder: Finder, chosen: str, on_choose: Callable[[str], None], lang: Language) -> None:
    """A button that says who is chosen; behind it a field, and under that at most fifty rows that fit."""
    box_key, text_key = f"{finder.key}-box", f"{finder.key}-text"

    def choose(code: str) -> None:
        st.session_state[box_key] = False
        st.session_state[text_key] = ""
        on_choose(code)

    with st.container(key=f"finder-{finder.key}", gap=None, width=finder.width):
        st.caption(finder.label)
        shown = finder.names.get(chosen, chosen) or finder.every or t("comparing.choose_agency", lang)
        box = st.popover(shown, icon=":material/search:", key=box_key, on_change="rerun", width="stretch")
    if not box.open:
        return
    with box, st.container(width=440, gap="small"):
        text = st.text_input(
            t("comparing.search", lang), key=text_key, placeholder=t("comparing.search_hint", lang), live="300ms"
        )
        if finder.every and chosen:
            label = t("comparing.every", lang, n=len(finder.codes))
            st.button(label, key=f"{finder.key}-every", on_click=choose, args=("",))
        _matches(finder, text, choose, lang)


def _matches(finder: Finder, text: str, choose: Callable[[str], None], lang: Language) -> None:
    rows, total = agencies_named(store(), text, finder.region)
    if not rows:
        st.caption(t("comparing.found_none", lang))
        return
    key = "comparing.found" if total == len(rows) else "comparing.found_first"
    st.caption(t(key, lang, total=total, shown=len(rows)))
    regions = choices().agency_regions
    heads = [Head(t("frame.agency", lang)), Head(t("frame.region", lang), narrow=True)]
    listed = [(name, region_name(regions.get(code, "")[:6]) or None) for code, name in rows]
    html = listing_html(heads, listed, label=finder.label, keys=[code for code, _ in rows])
    clickable(html, key=f"{finder.key}-rows", on_pick=choose)
