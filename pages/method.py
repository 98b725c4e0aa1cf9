"""口径: what exactly does this number mean?"""

import streamlit as st

from lib.language import t
from lib.ui.context import context
from lib.ui.method import breaks_list, check_list, form_list, indicator_list, law_list
from lib.ui.oversight.thresholds import threshold_section
from lib.views.method import method

lang = context().lang
shown = method()
_TABS = ("laws", "indicators", "checks", "thresholds", "forms", "breaks")

st.header(t("pages.method", lang), anchor=False)
st.markdown(t("pages.method_lead", lang))
tabs = st.tabs([t(f"pages.method_{name}", lang) for name in _TABS])
with tabs[0]:
    law_list(lang)
with tabs[1]:
    indicator_list(shown, lang)
with tabs[2]:
    check_list(shown, lang)
with tabs[3]:
    threshold_section(lang)
with tabs[4]:
    form_list(shown, lang)
with tabs[5]:
    breaks_list(shown, lang)
