"""复议诉讼: how often challenged, with what result?"""

import streamlit as st

from lib.language import say, t
from lib.ui.chart import show_chart
from lib.ui.context import context
from lib.ui.doubt import doubt_line
from lib.ui.frame import page_head
from lib.ui.lists import dispute_table
from lib.ui.lost import loss_table
from lib.ui.pickers import focus_picker
from lib.ui.stored import view
from lib.ui.switches import by_switch, section, shares_switch
from lib.views.disputes import disputes

ctx = context()
shown = view(disputes, ctx.filters, ctx.options)
between = "" if ctx.lang == "zh" else " "

page_head(t("pages.disputes", ctx.lang), shown.selection, shown.headline, ctx.lang)
doubt_line(ctx.filters, ctx.lang, "reconsideration_correction_rate")
if not shown.selection.listed:
    st.info(t("pages.no_reports", ctx.lang), icon=":material/info:")
    st.stop()
for n, column in enumerate(st.columns(len(shown.groups), gap="large")):
    with column:
        show_chart(shown, f"groups.{n}")
if shown.change_of_law:
    with st.container(border=True, key="change-of-law", gap="xsmall"):
        st.markdown(f"**{t('disputed.change_title', ctx.lang)}**")
        st.markdown(between.join(say(one, ctx.lang) for one in shown.change_of_law))

section(t("disputed.heading_rates", ctx.lang), "rates")
left, right = st.columns([3, 2], gap="large")
with left:
    show_chart(shown, "correction", note=t("pages.correction_note", ctx.lang))
with right:
    show_chart(shown, "rate", note=t("disputed.rate_note", ctx.lang))

section(t("disputed.heading_year", ctx.lang), "year")
with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    focus_picker(shown.selection.years, shown.year, ctx.lang)
    by_switch(shown.by, ctx.lang)
    shares_switch(ctx.lang, shares=ctx.options.shares)
st.caption(between.join(say(one, ctx.lang) for one in shown.counted))
for column, (n, group) in zip(st.columns(3, gap="large"), enumerate(shown.breakdown), strict=True):
    with column:
        if group.categories:
            show_chart(shown, f"breakdown.{n}")

section(t("disputed.heading_losses", ctx.lang), "losses")
st.markdown(say(shown.losses.sentence, ctx.lang))
if shown.losses.rows:
    left, right = st.columns([1, 2], gap="large")
    with left:
        show_chart(shown, "losses.outcomes")
    with right:
        loss_table(shown, ctx.lang)
dispute_table(shown, ctx.lang)
