"""数据: from a published document to a stored report; who is expected to report; what is stored."""

import streamlit as st

from lib.language import t
from lib.ui.address import changed, parameter, write
from lib.ui.context import context
from lib.ui.intake.kept import kept_part
from lib.ui.intake.load import load_part
from lib.ui.intake.roster import roster_part
from lib.ui.intake.style import apply_intake_style

PARTS = {"load": load_part, "roster": roster_part, "stored": kept_part}

lang = context().lang
part = parameter("part") if parameter("part") in PARTS else "load"
apply_intake_style(lang)
st.header(t("pages.data", lang), anchor=False)
st.session_state["part"] = part
st.segmented_control(
    t("intake.part", lang),
    list(PARTS),
    key="part",
    format_func=lambda name: t(f"intake.part_{name}", lang),
    on_change=lambda: write(changed(part=st.session_state["part"], document="", figure="", page="", find="")),
    label_visibility="collapsed",
    required=True,
)
PARTS[part](lang)
