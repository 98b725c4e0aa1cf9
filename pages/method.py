"""口径: what exactly does this number mean?"""

import streamlit as st

from lib.language import t
from lib.ui.context import context
from lib.ui.method import SHOWN
from lib.ui.switches import chosen_part, part_switch

lang = context().lang

st.header(t("pages.method", lang), anchor=False)
st.markdown(t("pages.method_lead", lang))
part_switch(tuple(SHOWN), t("pages.method_part", lang), lambda name: t(f"pages.method_{name}", lang))
SHOWN[chosen_part(tuple(SHOWN))](lang)
