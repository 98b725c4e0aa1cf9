"""疑点: what is wrong, in what order shall I look?"""

import streamlit as st

from lib.language import t
from lib.ui.address import number_parameter, parameter
from lib.ui.context import context
from lib.ui.finding import finding_detail
from lib.ui.frame import page_head
from lib.ui.stored import view
from lib.ui.worklist import check_filter, worklist
from lib.views.findings import findings

ctx = context()
checks = tuple(name for name in parameter("check").split(",") if name)
severities = tuple(name for name in parameter("severity").split(",") if name)
shown = view(findings, ctx.filters, checks, severities, number_parameter("page") or 1)

page_head(t("pages.findings", ctx.lang), shown.selection, shown.headline, ctx.lang)
check_filter(shown, checks, severities, ctx.lang)
if not shown.items:
    st.info(t("pages.no_findings", ctx.lang), icon=":material/check_circle:")
    st.stop()
left, right = st.columns([5, 4], gap="large")
with left:
    chosen = worklist(shown, ctx.lang)
with right, st.container(border=True):
    finding_detail(chosen.finding, ctx.lang, agency=chosen.agency)
