"""What Streamlit's theme cannot say: spacing, and its own English controls taken away where there is a Chinese one."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_SHEET = (Path(__file__).parent / "style.css").read_text("utf-8")


def apply_style() -> None:
    """Put the style sheet into the page."""
    st.html(f"<style>{_SHEET}</style>")
