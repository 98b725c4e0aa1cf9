"""报送情况: who reported what, and when?"""

import streamlit as st

from lib.language import say, t
from lib.ui.chart import show_chart
from lib.ui.context import context
from lib.ui.frame import page_head
from lib.ui.lists import coverage_table
from lib.ui.pager import pager
from lib.ui.pickers import focus_picker
from lib.ui.stored import view
from lib.ui.switches import section
from lib.ui.turned import turn_lists
from lib.views.coverage import PAGE_SIZE, coverage

ctx = context()
shown = view(coverage, ctx.filters, ctx.options)

page_head(t("pages.coverage", ctx.lang), shown.selection, shown.headline, ctx.lang)
if not shown.matrix.squares:
    st.info(t("pages.empty", ctx.lang), icon=":material/info:")
    st.stop()
show_chart(shown, "matrix")
pages = -(-shown.agencies // PAGE_SIZE)
turned = {"page": shown.page + 1, "last": pages, "total": shown.agencies}
pager("matrix", shown.page, pages, t("filing.page_of", ctx.lang, **turned), ctx.lang)
coverage_table(shown, ctx.lang)

section(t("filing.heading_turned", ctx.lang), "turned")
focus_picker(shown.selection.years, shown.year, ctx.lang)
st.markdown(say(shown.turned.sentence, ctx.lang))
left, right = st.columns(2, gap="large")
with left:
    show_chart(shown, "regions")
with right:
    if shown.turned.states.rows:
        show_chart(shown, "turned.states")
if any(shown.turned.counts):
    st.caption(t("filing.turned_note", ctx.lang))
    turn_lists(shown.turned, ctx.lang)
