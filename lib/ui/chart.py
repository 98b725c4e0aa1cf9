"""A chart on a page: title, figure, and the same figures as a table that can be taken away."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from lib.charts import View, describe, figure, notes, plotly_config, table, to_plotly
from lib.language import say, t
from lib.reports import safe_text
from lib.ui.context import context

_CLICK = "clicked-mark"


def show_chart(view: View, key: str, *, note: str = "") -> list[Any]:
    """Draw a view. Returns the codes (`customdata`) of the mark that was clicked, [] where none was."""
    with st.container(key=f"chart-{key}", gap="xsmall"):
        _draw(view, key, note)
    if st.session_state.get(_CLICK, ("",))[0] != key:
        return []
    codes: list[Any] = st.session_state.pop(_CLICK)[1]
    return codes


def _draw(view: View, key: str, note: str) -> None:
    ctx = context()
    title = say(view.title, ctx.lang)
    st.subheader(title, anchor=False)
    if note:
        st.caption(note)
    st.plotly_chart(
        to_plotly(figure(view, ctx.lang, ctx.look)),
        key=key,
        theme=None,
        on_select=partial(_remember_click, key),
        selection_mode="points",
        config=plotly_config(ctx.lang),
        alt=f"{title}: {describe(view, ctx.lang)}",
    )
    below = notes(view, ctx.lang)
    if below:
        st.caption(("" if ctx.lang == "zh" else " ").join(below))
    _as_table(view, title, key)


def _remember_click(key: str) -> None:
    """A chart is a button: a click counts once, though Streamlit keeps the selection until the figure changes."""
    points = st.session_state[key]["selection"]["points"]
    st.session_state[_CLICK] = (key, list(points[0].get("customdata", [])) if points else [])


def _as_table(view: View, title: str, key: str) -> None:
    lang = context().lang
    box = st.expander(t("pages.as_table", lang), key=f"{key}-table", type="compact", on_change="rerun")
    if not box.open:
        return
    with box:
        frame = table(view, lang)
        st.caption(describe(view, lang))
        st.dataframe(frame, hide_index=True, placeholder="—", alt=title, column_config=_formats(frame))
        text = frame.map(lambda cell: safe_text(cell) if isinstance(cell, str) else cell).to_csv(index=False)
        name = "".join(c if c.isalnum() else "_" for c in title)
        st.download_button(
            t("pages.download_csv", lang),
            text.encode("utf-8-sig"),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"{key}-csv",
            on_click="ignore",
            icon=":material/download:",
        )


def _formats(frame: pd.DataFrame) -> dict[str, Any]:
    """Counts with separators; a year is a name and has none."""
    year = t("charts.year", context().lang)
    counts = [name for name in frame.columns if str(frame[name].dtype) == "Int64"]
    number = {name: st.column_config.NumberColumn(format="%d" if name == year else "localized") for name in counts}
    rates = [name for name in frame.columns if str(frame[name].dtype) == "Float64"]
    return number | {name: st.column_config.NumberColumn(format="%.4g") for name in rates}
