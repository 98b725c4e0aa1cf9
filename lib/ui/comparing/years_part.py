"""逐机关小图: the chosen indicator over the years, a small panel an agency."""

from __future__ import annotations

import streamlit as st

from lib.language import t
from lib.ui.chart import show_chart
from lib.ui.comparing.choosing import set_choice
from lib.ui.comparing.head import compare_head
from lib.ui.context import context
from lib.ui.pager import pager
from lib.ui.pickers import indicator_picker
from lib.ui.stored import view
from lib.views.multiples import small_multiples
from lib.views.year_rates import SMALLEST_N


def years_part() -> None:
    """Twelve agencies a page, on one scale."""
    ctx = context()
    shown = view(small_multiples, ctx.filters, ctx.options)
    compare_head(shown.selection, shown.headline, ctx.lang)
    with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
        indicator_picker(shown.indicator.key, ctx.lang)
        set_choice(ctx.lang)
    if not shown.multiples.panels:
        st.info(t("pages.no_reports", ctx.lang), icon=":material/info:")
        return
    st.caption(shown.indicator.definition.get(ctx.lang))
    show_chart(shown, "multiples", note=t("comparing.multiples_note", ctx.lang, smallest=SMALLEST_N))
    values = {"page": shown.page + 1, "last": shown.pages, "total": shown.multiples.of}
    pager("multiples", shown.page, shown.pages, t("comparing.page_of", ctx.lang, **values), ctx.lang)
