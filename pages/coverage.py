"""报送情况: who reported what?"""

from datetime import date

import streamlit as st

from lib.language import t
from lib.ui.chart import show_chart
from lib.ui.context import context, open_report
from lib.ui.frame import page_head
from lib.ui.lists import coverage_table
from lib.ui.stored import view
from lib.views.coverage import coverage

ctx = context()
shown = view(coverage, ctx.filters, date.today())

page_head(t("pages.coverage", ctx.lang), shown.selection, shown.headline, ctx.lang)
if not shown.matrix.squares:
    st.info(t("pages.empty", ctx.lang), icon=":material/info:")
    st.stop()
clicked = show_chart(shown.matrix, "matrix", note=t("pages.click_square", ctx.lang))
if clicked:
    open_report(clicked[0], int(clicked[1]))
coverage_table(shown, ctx.lang)
