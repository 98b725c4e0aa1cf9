"""总览: how is it going, what changed, what needs attention?"""

import streamlit as st

from lib.language import t
from lib.ui.cards import kpi_cards
from lib.ui.chart import show_chart
from lib.ui.context import context, open_page
from lib.ui.doubt import doubt_line
from lib.ui.frame import page_head
from lib.ui.lists import attention_list, movers_list, status_list
from lib.ui.stored import reviewed
from lib.views.overview import overview

ctx = context()
shown = reviewed(overview, ctx.filters)

page_head(t("pages.overview", ctx.lang), shown.selection, shown.headline, ctx.lang)
doubt_line(ctx.filters, ctx.lang)
if not shown.selection.listed:
    st.info(t("pages.empty", ctx.lang), icon=":material/info:")
    st.stop()
kpi_cards(shown.kpis, ctx.lang)

left, right = st.columns([3, 2], gap="large")
with left:
    clicked = show_chart(shown.outcomes, "outcomes", note=t("pages.uneven", ctx.lang))
    if clicked:
        open_page("requests", focus=clicked[0])
    clicked = show_chart(shown.correction, "correction")
    if clicked:
        open_page("disputes", focus=clicked[0])
with right:
    status_list(shown.statuses, ctx.lang)
    attention_list(shown.attention, ctx.lang)
    movers_list(shown, ctx.lang)
