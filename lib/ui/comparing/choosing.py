"""What the page of comparison is asked: which indicator, which agencies, which year."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.language import Language, t
from lib.ui.address import changed, write
from lib.ui.choosing import pick_words
from lib.ui.context import context
from lib.ui.finder import MOST_LISTED, Finder, agency_finder
from lib.ui.offered import agencies_inside
from lib.ui.stored import choices

_SET = "pick.versus"


def set_choice(lang: Language) -> None:
    """The agencies that are compared: any number of those in the region, found by name."""
    offered = choices()
    codes = agencies_inside(offered, context().filters.region)
    chosen = list(context().options.versus)
    label = t("comparing.set", lang)
    if len(codes) <= MOST_LISTED:
        st.session_state[_SET] = chosen
        st.multiselect(
            label,
            list(dict.fromkeys([*codes, *chosen])),
            key=_SET,
            format_func=lambda code: offered.names.get(code, code),
            placeholder=t("frame.choose", lang),
            help=t("comparing.set_help", lang),
            on_change=lambda: _set(st.session_state[_SET]),
            width=420,
        )
        return
    finder = Finder("versus-add", label, codes, offered.names, region=context().filters.region, every="")
    agency_finder(finder, "", lambda code: _set([*chosen, code]), lang)
    for code in chosen:
        name = offered.names.get(code, code)
        drop = t("comparing.drop", lang, agency=name)
        rest = [other for other in chosen if other != code]
        st.button(name, key=f"drop-{code}", icon=":material/close:", help=drop, on_click=_set, args=(rest,))


def agency_choice(chosen: str, lang: Language) -> None:
    """The one agency that is looked at. A picked one gives way to it."""
    offered, region = choices(), context().filters.region
    codes = agencies_inside(offered, region)
    finder = Finder("peers-agency", t("frame.agency", lang), codes, offered.names, region=region, width=340)
    agency_finder(finder, chosen, _look_at, lang)


def _look_at(code: str) -> None:
    pick = context().options.pick.without("agency", "region", "kind", "level")
    rest = [other for other in context().options.versus if other != code]
    write(changed(versus=[code, *rest], unit="", pick=pick_words(pick)))


def _set(codes: Sequence[str]) -> None:
    write(changed(versus=list(dict.fromkeys(codes)), page=""))
