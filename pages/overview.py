"""总览: how is it going, what changed, what needs attention?"""

import streamlit as st

from lib.language import t
from lib.ui.cards import kpi_cards
from lib.ui.chart import show_chart
from lib.ui.context import context
from lib.ui.doubt import doubt_line
from lib.ui.frame import page_head
from lib.ui.lists import attention_list, status_list
from lib.ui.moved import moved_list, not_compared
from lib.ui.pickers import indicator_picker
from lib.ui.stored import reviewed
from lib.ui.switches import section
from lib.views.overview import overview

ctx = context()
shown = reviewed(overview, ctx.filters, ctx.options)

page_head(t("pages.overview", ctx.lang), shown.selection, shown.headline, ctx.lang)
doubt_line(ctx.filters, ctx.lang)
if not shown.selection.listed:
    st.info(t("pages.no_reports", ctx.lang), icon=":material/info:")
    st.stop()
kpi_cards(shown.kpis, ctx.lang)

left, right = st.columns([3, 2], gap="large")
with left:
    show_chart(shown, "outcomes", note=t("pages.uneven", ctx.lang))
with right:
    status_list(shown.statuses, ctx.lang)
    attention_list(shown.attention, ctx.lang)

section(t("moved.heading", ctx.lang), "moved")
left, right = st.columns(2, gap="large")
with left:
    indicator_picker(shown.indicator, ctx.lang)
    if shown.contribution is None:
        st.info(not_compared(shown, ctx.lang), icon=":material/info:")
    else:
        show_chart(shown, "contribution")
with right:
    moved_list(shown, ctx.lang)
show_chart(shown, "correction")
