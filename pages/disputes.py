"""复议诉讼: how often challenged, with what result?"""

import streamlit as st

from lib.language import t
from lib.ui.address import number_parameter
from lib.ui.chart import show_chart
from lib.ui.context import context, open_report
from lib.ui.doubt import doubt_line
from lib.ui.frame import page_head
from lib.ui.lists import dispute_table
from lib.ui.pickers import focus_picker
from lib.ui.stored import view
from lib.views.disputes import disputes

ctx = context()
shown = view(disputes, ctx.filters, number_parameter("focus"))

page_head(t("pages.disputes", ctx.lang), shown.selection, shown.headline, ctx.lang)
doubt_line(ctx.filters, ctx.lang, "reconsideration_correction_rate")
if not shown.selection.listed:
    st.info(t("pages.empty", ctx.lang), icon=":material/info:")
    st.stop()
for column, (n, group) in zip(st.columns(3, gap="large"), enumerate(shown.groups), strict=True):
    with column:
        show_chart(group, f"group-{n}")
show_chart(shown.correction, "correction", note=t("pages.correction_note", ctx.lang))
focus_picker(shown.selection.years, shown.year, ctx.lang)
for n, composition in enumerate(shown.by_agency):
    if composition.categories:
        clicked = show_chart(composition, f"agencies-{n}", note=t("pages.click_agency", ctx.lang))
        if clicked:
            open_report(clicked[0], shown.year)
dispute_table(shown, ctx.lang)
