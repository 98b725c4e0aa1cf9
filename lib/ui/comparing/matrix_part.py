"""排序与矩阵: who is above its peers, the order, the funnel, and every year of every agency."""

from __future__ import annotations

import streamlit as st

from lib.language import Language, t
from lib.ui.chart import show_chart
from lib.ui.clickable import clickable
from lib.ui.comparing.choosing import set_choice
from lib.ui.comparing.head import compare_head
from lib.ui.comparing.tables import higher_table, outside_table
from lib.ui.context import context
from lib.ui.doubt import doubt_line
from lib.ui.kept import kept
from lib.ui.pager import pager
from lib.ui.picked import set_pick
from lib.ui.pickers import focus_picker, indicator_picker
from lib.ui.stored import view
from lib.views.compare import Compare, compare


def matrix_part() -> None:
    """The default part of the page."""
    ctx = context()
    shown = view(compare, ctx.filters, ctx.options)
    compare_head(shown.selection, shown.headline, ctx.lang)
    doubt_line(ctx.filters, ctx.lang, shown.indicator.key)
    if not shown.selection.listed:
        st.info(t("pages.no_reports", ctx.lang), icon=":material/info:")
        st.stop()
    with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
        indicator_picker(shown.indicator.key, ctx.lang)
        focus_picker(shown.selection.years, shown.year, ctx.lang, "pages.ranking_year")
        set_choice(ctx.lang)
    st.caption(shown.indicator.definition.get(ctx.lang))
    _higher(shown, ctx.lang)
    left, right = st.columns(2, gap="large")
    with left:
        if shown.ranking.spots or shown.ranking.unranked:
            note = t("pages.ranking_note", ctx.lang, n=shown.ranking.smallest_n) if shown.ranking.smallest_n else ""
            show_chart(shown, "ranking", note=note)
        else:
            st.info(t("pages.nobody_in_year", ctx.lang, year=shown.year), icon=":material/info:")
    with right:
        if shown.funnel is not None:
            show_chart(shown, "funnel", note=t("pages.funnel_note", ctx.lang))
            _outside(shown, ctx.lang)
    _matrix(shown, ctx.lang)


def _higher(shown: Compare, lang: Language) -> None:
    """Whose rate is above that of its peers, and whether its cases are enough to say so."""
    if shown.standouts is None or not shown.standouts.compared:
        return
    title = t("comparing.higher_title", lang, year=shown.year, indicator=shown.indicator.title)
    st.subheader(title, anchor=False)
    st.caption(t("comparing.higher_note", lang))
    rows = shown.standouts.rows
    if not rows:
        st.caption(t("comparing.higher_none", lang))
        return
    if len(rows) < shown.standouts.higher:
        st.caption(t("comparing.higher_first", lang, n=shown.standouts.higher, shown=len(rows)))
    html = kept(shown, "higher", lang, make=lambda: higher_table(rows, lang, title))
    chosen = clickable(html, key="higher-rows")
    _pick(chosen, [row.agency.code for row in rows])


def _outside(shown: Compare, lang: Language) -> None:
    """Who lies outside the limits, with both parts of its rate."""
    assert shown.funnel is not None
    rows = sorted((spot for spot in shown.funnel.spots if spot.outside), key=lambda spot: -(spot.rate.value or 0))
    if not rows:
        st.caption(t("comparing.outside_none", lang))
        return
    title = t("comparing.outside_title", lang)
    st.markdown(f"**{title}**")
    said = [t("comparing.outside_note", lang)]
    if shown.funnel.beyond:
        said.insert(0, t("comparing.outside_first", lang, n=len(rows) + shown.funnel.beyond, shown=len(rows)))
    st.caption(("" if lang == "zh" else " ").join(said))
    funnel = shown.funnel
    html = kept(shown, "outside", lang, make=lambda: outside_table(rows, funnel, lang, title))
    chosen = clickable(html, key="outside-rows")
    _pick(chosen, [spot.name.code for spot in rows])


def _pick(chosen: str, codes: list[str]) -> None:
    """A row that is chosen is a mark that is clicked."""
    if chosen in codes and context().options.pick.get("agency") != chosen:
        ctx = context()
        set_pick(ctx.options.pick.with_mark({"agency": chosen}))
    return None


def _matrix(shown: Compare, lang: Language) -> None:
    values = {"page": shown.page + 1, "last": shown.pages, "total": shown.agencies}
    many = {"total": shown.agencies, "shown": len(shown.matrix.agencies)}
    note = t("comparing.page_note", lang, **many) if shown.pages > 1 else ""
    show_chart(shown, "matrix", note=note)
    pager("matrix", shown.page, shown.pages, t("comparing.page_of", lang, **values), lang)
