"""The marks of every chart at the keyboard and aloud, clicks on a flow, and the cell a chart led to brought into sight."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.language import Language, t
from lib.ui.chart import remember_click
from lib.ui.scripts import script

_KEY = "marks"


def marks(lang: Language) -> None:
    """Watch the charts of the page. Once a run and before the page, which may stop."""
    words = {name: t(f"marks.{name}", lang) for name in ("hint", "kind", "joint", "working")}
    script("marks")(key=_KEY, data=words, on_picked_change=_picked)


def _picked() -> None:
    """A mark was picked in the browser: as if Plotly had reported a click. What does not look like one is passed over."""
    event: Any = st.session_state[_KEY]
    match event["picked"]:
        case {"key": str(key), "codes": list(codes)}:
            remember_click(key, codes)
