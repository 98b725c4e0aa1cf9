"""申请办理: what became of the requests?"""

import streamlit as st

from lib.language import t
from lib.ui.address import number_parameter, set_parameter
from lib.ui.chart import show_chart
from lib.ui.context import context, open_report
from lib.ui.doubt import doubt_line
from lib.ui.frame import page_head
from lib.ui.lists import ground_table
from lib.ui.pickers import focus_picker
from lib.ui.stored import view
from lib.views.requests import requests

ctx = context()
shown = view(requests, ctx.filters, number_parameter("focus"))

page_head(t("pages.requests", ctx.lang), shown.selection, shown.headline, ctx.lang)
doubt_line(ctx.filters, ctx.lang)
if not shown.selection.listed:
    st.info(t("pages.empty", ctx.lang), icon=":material/info:")
    st.stop()
clicked = show_chart(shown.outcomes, "outcomes", note=t("pages.uneven", ctx.lang))
if clicked and int(clicked[0]) != shown.year:
    set_parameter("focus", clicked[0])
    st.rerun()
focus_picker(shown.selection.years, shown.year, ctx.lang)
if shown.flow.links:
    show_chart(shown.flow, "flow", note=t("pages.flow_note", ctx.lang))
if shown.by_agency.categories:
    clicked = show_chart(shown.by_agency, "by-agency", note=t("pages.click_agency", ctx.lang))
    if clicked:
        open_report(clicked[0], shown.year)
left, right = st.columns(2, gap="large")
with left:
    show_chart(shown.applicants, "applicants")
with right:
    show_chart(shown.backlog, "backlog")
ground_table(shown, ctx.lang)
