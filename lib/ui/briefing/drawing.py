"""A slide on the screen: the sentence it says, its chart, and in the foot what it rests on."""

from __future__ import annotations

import streamlit as st

from lib.charts import takeaway
from lib.language import say
from lib.ui.chart import draw_figure
from lib.ui.context import context
from lib.ui.plain import plain
from lib.ui.source import data_line, source_line
from lib.views.slides import Slide


def draw_slide(slide: Slide, key: str, *, least: int = 0) -> None:
    """Title sentence, topic, chart, at `least` so many pixels high, reasons and source."""
    ctx = context()
    with st.container(key=f"chart-{key}", gap="small"):
        st.subheader(plain(slide.heading or takeaway(slide.view, ctx.lang)), anchor=False)
        st.caption(say(slide.view.title, ctx.lang))
        made = draw_figure(slide.view, key, least=least)
        foot = [*made.below, source_line(slide.view, slide.selection), data_line()]
        st.caption(("" if ctx.lang == "zh" else " ").join(foot))
