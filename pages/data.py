"""数据: from a published document to a stored report; who is expected to report; what is stored."""

import streamlit as st

from lib.language import t
from lib.ui.context import context
from lib.ui.intake.kept import kept_part
from lib.ui.intake.load import load_part
from lib.ui.intake.roster import roster_part
from lib.ui.intake.style import apply_intake_style
from lib.ui.switches import chosen_part, part_switch

PARTS = {"load": load_part, "roster": roster_part, "stored": kept_part}

lang = context().lang
apply_intake_style(lang)
st.header(t("pages.data", lang), anchor=False)
part_switch(
    tuple(PARTS),
    t("intake.part", lang),
    lambda name: t(f"intake.part_{name}", lang),
    own=("document", "figure", "page", "find"),
)
PARTS[chosen_part(tuple(PARTS))](lang)
