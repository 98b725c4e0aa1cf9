"""机构比较: who stands out among its peers?"""

import streamlit as st

from lib.language import t
from lib.ui.address import number_parameter, parameter
from lib.ui.chart import show_chart
from lib.ui.context import context, open_report
from lib.ui.doubt import doubt_line
from lib.ui.frame import page_head
from lib.ui.pickers import focus_picker, indicator_picker
from lib.ui.stored import view
from lib.views.compare import compare

ctx = context()
shown = view(compare, ctx.filters, parameter("indicator") or "disclosure_rate", number_parameter("focus"))

page_head(t("pages.compare", ctx.lang), shown.selection, shown.headline, ctx.lang)
doubt_line(ctx.filters, ctx.lang, shown.indicator.key)
if not shown.selection.listed:
    st.info(t("pages.empty", ctx.lang), icon=":material/info:")
    st.stop()
with st.container(horizontal=True, key="pickers"):
    indicator_picker(shown.indicator.key, ctx.lang)
    focus_picker(shown.selection.years, shown.year, ctx.lang, "pages.ranking_year")
st.caption(shown.indicator.definition.get(ctx.lang))
clicked = show_chart(shown.matrix, "matrix", note=t("pages.click_square", ctx.lang))
if clicked:
    open_report(clicked[0], int(clicked[1]))
left, right = st.columns(2, gap="large")
with left:
    if shown.ranking.spots or shown.ranking.unranked:
        note = t("pages.ranking_note", ctx.lang, n=shown.ranking.smallest_n)
        clicked = show_chart(shown.ranking, "ranking", note=note)
        if clicked:
            open_report(clicked[0], shown.year)
    else:
        st.info(t("pages.nobody_in_year", ctx.lang, year=shown.year), icon=":material/info:")
with right:
    if shown.funnel is not None and shown.funnel.spots:
        clicked = show_chart(shown.funnel, "funnel", note=t("pages.funnel_note", ctx.lang))
        if clicked:
            open_report(clicked[0], shown.year)
