"""A chart on a page: what it is called, what it says, the figure, its reasons and its source; the same figures as a table
and as files; and the way into a briefing. A mark that is clicked is picked."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from lib.charts import View, plotly_config, table
from lib.language import t
from lib.ui.context import context
from lib.ui.drawn import Drawn, drawn
from lib.ui.picked import add_mark
from lib.ui.plain import plain
from lib.ui.source import source_line
from lib.ui.taking import take_away
from lib.views.exhibits import part_of

_CLICK = "clicked-mark"


def show_chart(shown: Any, path: str, *, note: str = "") -> None:
    """Draw the chart `path` ("flow", "groups.0") of a page's view; nothing where the view has none. A click on a mark picks
    what it stands for."""
    view = part_of(shown, path)
    if view is None:
        return
    key = path.replace(".", "-").replace("_", "-")
    with st.container(key=f"chart-{key}", gap="xsmall"):
        _head(shown, view, path, key, note)
        below = [*draw_figure(view, key).below, source_line(view, shown.selection)]
        st.caption(("" if context().lang == "zh" else " ").join(below))
        _as_table(view, key)
    pick_clicked(view, key)


def pick_clicked(view: View, key: str) -> None:
    """Where a mark of the chart was clicked, the page is shown anew with it picked."""
    if st.session_state.get(_CLICK, ("",))[0] == key:
        add_mark(view, st.session_state.pop(_CLICK)[1])


def draw_figure(view: View, key: str, *, least: int = 0) -> Drawn:
    """The figure alone, at `least` so many pixels high, and what is to be said of it. A click on it is remembered until the
    chart is drawn again."""
    ctx = context()
    made = drawn(view, ctx.lang, ctx.look, ctx.options.pick, least)
    st.plotly_chart(
        made.spec,
        key=key,
        theme=None,
        on_select=partial(_remember_click, key),
        selection_mode="points",
        config=plotly_config(ctx.lang),
        alt=made.alt,
    )
    return made


def _head(shown: Any, view: View, path: str, key: str, note: str) -> None:
    ctx = context()
    made = drawn(view, ctx.lang, ctx.look, ctx.options.pick)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"head-{key}"):
        st.subheader(plain(made.title), anchor=False, width="stretch")
        take_away(shown, view, path, key, made)
    st.markdown(plain(made.said))
    if note:
        st.caption(note)


def _remember_click(key: str) -> None:
    """A chart is a button: a click counts once, though Streamlit keeps the selection until the figure changes."""
    points = st.session_state[key]["selection"]["points"]
    remember_click(key, list(points[0].get("customdata", [])) if points else [])


def remember_click(key: str, codes: list[Any]) -> None:
    """Have the chart `key` take a click on the mark with these codes when it is next drawn."""
    st.session_state[_CLICK] = (key, codes)


def _as_table(view: View, key: str) -> None:
    ctx = context()
    box = st.expander(t("pages.as_table", ctx.lang), key=f"{key}-table", type="compact", on_change="rerun")
    if not box.open:
        return
    made = drawn(view, ctx.lang, ctx.look, ctx.options.pick)
    with box:
        frame = table(view, ctx.lang)
        st.caption(made.alt)
        st.dataframe(frame, hide_index=True, placeholder="—", alt=made.title, column_config=_formats(frame))


def _formats(frame: pd.DataFrame) -> dict[str, Any]:
    """Counts with separators; a year is a name and has none."""
    year = t("charts.year", context().lang)
    counts = [name for name in frame.columns if str(frame[name].dtype) == "Int64"]
    number = {name: st.column_config.NumberColumn(format="%d" if name == year else "localized") for name in counts}
    rates = [name for name in frame.columns if str(frame[name].dtype) == "Float64"]
    return number | {name: st.column_config.NumberColumn(format="%.4g") for name in rates}
