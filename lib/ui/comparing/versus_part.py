"""两两对照: two agencies, or two years, indicator by indicator."""

from __future__ import annotations

import streamlit as st

from lib.language import Language, t
from lib.ui.address import changed, write
from lib.ui.chart import show_chart
from lib.ui.comparing.choosing import set_choice
from lib.ui.comparing.head import compare_head
from lib.ui.comparing.tables import versus_table
from lib.ui.context import context
from lib.ui.lists import words
from lib.ui.pickers import focus_picker
from lib.ui.stored import view
from lib.views.compare import compare
from lib.views.versus import Versus, versus

MODES = ("years", "agencies")
_MODE, _AGAINST = "versus-mode", "pick.against"


def versus_part() -> None:
    """Two sides of every main indicator."""
    ctx = context()
    shown = view(versus, ctx.filters, ctx.options)
    compare_head(shown.selection, shown.headline, ctx.lang)
    if not shown.selection.listed:
        st.info(t("pages.no_reports", ctx.lang), icon=":material/info:")
        return
    _mode(shown, ctx.lang)
    with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
        focus_picker(shown.selection.years, shown.year, ctx.lang, "pages.year")
        if shown.mode == "years":
            _against(shown, ctx.lang)
        set_choice(ctx.lang)
    left, right = (words(side, ctx.lang) for side in shown.dumbbell.sides)
    said = [t("comparing.versus_reports", ctx.lang, left=left, right=right, n=shown.reports[0], m=shown.reports[1])]
    if shown.reports[0] != shown.reports[1]:
        said.append(t("comparing.versus_uneven", ctx.lang))
    said += [
        t("charts.note_break", ctx.lang, before=mark.before, after=mark.after, reason=mark.reason)
        for mark in shown.breaks
    ]
    if shown.mode == "agencies" and len(ctx.options.versus) > 2:
        said.append(t("comparing.versus_pair", ctx.lang))
    st.caption(("" if ctx.lang == "zh" else " ").join(said))
    if not any(shown.reports):
        return
    versus_table(shown, ctx.lang)
    show_chart(shown, "dumbbell", note=t("comparing.versus_note", ctx.lang))


def _mode(shown: Versus, lang: Language) -> None:
    """Two agencies need two: where they are not chosen yet, the first two of the ranking stand in."""
    st.session_state[_MODE] = shown.mode

    def switched() -> None:
        if st.session_state[_MODE] != "agencies":
            write(changed(against=shown.against or shown.year - 1))
            return
        chosen = [*context().options.versus]
        if len(chosen) < 2:
            ranking = view(compare, context().filters, context().options).ranking
            chosen += [spot.name.code for spot in (*ranking.spots, *ranking.unranked) if spot.name.code not in chosen]
        write(changed(against="", versus=chosen[:2]))

    st.segmented_control(
        t("comparing.versus_mode", lang),
        MODES,
        key=_MODE,
        format_func=lambda mode: t(f"comparing.mode_{mode}", lang),
        on_change=switched,
        label_visibility="collapsed",
        required=True,
    )


def _against(shown: Versus, lang: Language) -> None:
    years = [year for year in shown.selection.years if year != shown.year]
    if not years:
        return
    st.session_state[_AGAINST] = shown.against if shown.against in years else None
    st.selectbox(
        t("comparing.against", lang),
        years,
        key=_AGAINST,
        placeholder=t("frame.choose", lang),
        filter_mode=None,
        on_change=lambda: write(changed(against=st.session_state[_AGAINST])),
        width=140,
    )
