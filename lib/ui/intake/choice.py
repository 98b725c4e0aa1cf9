"""Which figure of a document is chosen. A link may name one; a click is kept for the session and not in the address,
where each would be one more step for the browser's Back."""

from __future__ import annotations

import streamlit as st

from lib.forms import ALL_KEYS, FigureKey
from lib.ui.address import parameter

_KEY = "chosen-figures"
_KEYS = frozenset(ALL_KEYS)


def chosen_figure(document: str) -> FigureKey:
    """The figure last chosen in this document, else the one the address names; "" for none."""
    kept: dict[str, FigureKey] = st.session_state.get(_KEY, {})
    key = kept.get(document, parameter("figure"))
    return key if key in _KEYS else ""


def choose_figure(document: str, key: FigureKey) -> None:
    """Choose a figure; "" chooses none."""
    st.session_state[_KEY] = {**st.session_state.get(_KEY, {}), document: key}
