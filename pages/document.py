"""原文核对: what was read, beside the document it was read from."""

import streamlit as st

from lib.language import t
from lib.ui.address import changed, number_parameter, parameter
from lib.ui.context import context
from lib.ui.intake.kept_report import kept_report
from lib.ui.intake.opened import opened_document
from lib.ui.intake.style import apply_intake_style
from lib.ui.pages import page_file

lang = context().lang
number, agency, year = parameter("document"), parameter("agency"), number_parameter("year")
apply_intake_style(lang)
st.header(t("pages.document", lang), anchor=False)
st.page_link(
    page_file("data"),
    label=t("intake.back" if number else "intake.back_stored", lang),
    icon=":material/arrow_back:",
    query_params=changed(document="", figure="", part="load" if number else "stored"),
)
if number:
    opened_document(number)
elif agency and year:
    kept_report(agency, year, lang)
else:
    st.info(t("intake.no_choice", lang), icon=":material/info:")
