"""The style of the page of findings."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_SHEET = (Path(__file__).parent / "oversight.css").read_text("utf-8")


def apply_oversight_style() -> None:
    """Put the style sheet into the page."""
    st.html(f"<style>{_SHEET}</style>")
