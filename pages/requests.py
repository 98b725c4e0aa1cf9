"""申请办理: what became of the requests?"""

import streamlit as st

from lib.language import say, t
from lib.ui.chart import show_chart
from lib.ui.context import context
from lib.ui.doubt import doubt_line
from lib.ui.frame import page_head
from lib.ui.lists import ground_table
from lib.ui.pickers import focus_picker
from lib.ui.stored import view
from lib.ui.switches import by_switch, section, shares_switch
from lib.views.requests import requests

ctx = context()
shown = view(requests, ctx.filters, ctx.options)

page_head(t("pages.requests", ctx.lang), shown.selection, shown.headline, ctx.lang)
doubt_line(ctx.filters, ctx.lang)
if not shown.selection.listed:
    st.info(t("pages.no_reports", ctx.lang), icon=":material/info:")
    st.stop()
with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    focus_picker(shown.selection.years, shown.year, ctx.lang)
    by_switch(shown.by, ctx.lang)
    shares_switch(ctx.lang, shares=ctx.options.shares)
left, right = st.columns(2, gap="large")
with left:
    show_chart(shown, "outcomes", note=t("pages.uneven", ctx.lang))
with right:
    if shown.breakdown.categories:
        counted = ("" if ctx.lang == "zh" else " ").join(say(one, ctx.lang) for one in shown.counted)
        show_chart(shown, "breakdown", note=counted)
if shown.flow.links:
    show_chart(shown, "flow", note=t("pages.flow_note", ctx.lang))

section(t("grounds.heading", ctx.lang), "grounds")
left, right = st.columns(2, gap="large")
with left:
    show_chart(shown, "ground_bars")
with right:
    show_chart(shown, "applicants")
ground_table(shown, ctx.lang)

section(t("chain.heading", ctx.lang), "chain")
if shown.chain is not None:
    st.markdown(say(shown.chain, ctx.lang))
left, right = st.columns(2, gap="large")
with left:
    show_chart(shown, "backlog")
with right:
    if shown.handover.pairs:
        show_chart(shown, "handover")
if shown.gap is not None:
    show_chart(shown, "gap")
