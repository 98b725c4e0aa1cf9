"""疑点: what is wrong, in what order shall I look, and what has been decided of it?"""

import streamlit as st

from lib.language import t
from lib.ui.context import context
from lib.ui.frame import page_head
from lib.ui.oversight.parts import OWN, PARTS
from lib.ui.oversight.style import apply_oversight_style
from lib.ui.stored import view
from lib.ui.switches import chosen_part, part_switch
from lib.views.findings import findings

ctx = context()
apply_oversight_style()
with st.spinner(t("oversight.asking", ctx.lang)):
    shown = view(findings, ctx.filters)
page_head(t("pages.findings", ctx.lang), shown.selection, shown.headline, ctx.lang)
part_switch(tuple(PARTS), t("oversight.part", ctx.lang), lambda name: t(f"oversight.part_{name}", ctx.lang), own=OWN)
PARTS[chosen_part(tuple(PARTS))](ctx.filters, ctx.lang)
