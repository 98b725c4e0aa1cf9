"""报告: is this report right?"""

import streamlit as st

from lib.language import t
from lib.ui.address import number_parameter, parameter
from lib.ui.context import context
from lib.ui.offered import agencies_inside
from lib.ui.oversight.downloads import letter_button
from lib.ui.pickers import agency_picker, year_picker
from lib.ui.plain import plain
from lib.ui.report import (
    absent_tables,
    findings_beside,
    official_tables,
    opened_finding,
    picked_line,
    previous_switch,
    report_head,
    source_and_text,
)
from lib.ui.stored import choices, reviewed, view
from lib.views.report import report, years_of
from lib.views.reviews import reviews

ctx = context()
offered = choices()
codes, names = agencies_inside(offered, ""), offered.names
pick = ctx.options.pick
asked = pick.get("agency") or parameter("agency")
agency = asked if asked in names else next(iter(codes), "")
years = view(years_of, agency)
named = pick.year if pick.get("agency") else number_parameter("year")
year = named or (years[-1] if years else None)

st.header(t("pages.report", ctx.lang), anchor=False)
if asked and asked != agency:
    # A link that names an agency nobody knows must not show another's report as if it were meant.
    st.warning(t("pages.unknown_agency", ctx.lang, agency=plain(asked)), icon=":material/warning:")
with st.container(horizontal=True, key="pickers"):
    agency_picker(codes, names, agency, year, ctx.lang)
    year_picker(years, year or 0, agency, ctx.lang)
shown = view(report, agency, year) if year else None
if shown is None:
    st.info(t("pages.no_report", ctx.lang, agency=names.get(agency, agency), year=year or "—"), icon=":material/info:")
    st.stop()
report_head(shown, ctx.lang)
opened = opened_finding(shown, parameter("finding"))
with st.container(key="report-body"):
    left, right = st.columns([8, 5], gap="large") if shown.findings else (st.container(), None)
with left:
    with st.container(horizontal=True, vertical_alignment="center"):
        previous = previous_switch(shown, ctx.lang)
        st.space("stretch")
        letter_button(agency, ctx.lang, year)
    picked_line(ctx.lang)
    absent_tables(shown, ctx.lang)
    official_tables(shown, opened, ctx.lang, previous=previous)
if right is not None:
    with right:
        findings_beside(shown, opened, reviewed(reviews, shown.stored.report_id), ctx.lang)
source_and_text(shown, ctx.lang)
