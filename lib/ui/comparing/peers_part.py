"""同类比较: one agency among those of its kind and level."""

from __future__ import annotations

import streamlit as st

from lib.language import t
from lib.ui.chart import show_chart
from lib.ui.comparing.choosing import agency_choice
from lib.ui.comparing.head import compare_head
from lib.ui.comparing.tables import standing_table
from lib.ui.context import context
from lib.ui.pickers import focus_picker
from lib.ui.stored import view
from lib.views.peers import Peers, peers


def peers_part() -> None:
    """The agency that is picked, filtered or chosen here."""
    ctx = context()
    shown = view(peers, ctx.filters, ctx.options)
    compare_head(shown.selection, shown.headline, ctx.lang)
    with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
        agency_choice(shown.agency.code if shown.agency else "", ctx.lang)
        if shown.selection.years:
            focus_picker(shown.selection.years, shown.year, ctx.lang)
    if shown.standing is None:
        st.info(_why(shown), icon=":material/info:")
        return
    note = t("comparing.standing_note", ctx.lang)
    show_chart(shown, "standing", note=note)
    standing_table(shown.standing, ctx.lang)


def _why(shown: Peers) -> str:
    """What keeps an agency from being compared, and what to do."""
    lang = context().lang
    if shown.agency is None:
        return t("comparing.no_agency", lang)
    key = "comparing.no_group" if shown.has_report else "comparing.no_report"
    return t(key, lang, agency=shown.agency.text, year=shown.year)
