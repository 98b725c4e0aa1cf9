"""What Streamlit's theme cannot say: spacing, and its own English words taken away or put into the reader's language."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from lib.charts import Look, colour
from lib.language import Language, t

_SHEET = (Path(__file__).parent / "style.css").read_text("utf-8")
_HEADS = {False: "#F3F5F8", True: "#1E2630"}
# Chinese fonts draw these as wide as a character; in an English sentence they come from a Latin font of the
# system. The theme names this family first, and only an English page defines it.
_LATIN_MARKS = """@font-face { font-family: "Latin marks"; unicode-range: U+B7, U+2018-201D, U+2026, U+D7;
src: local("Segoe UI"), local("Arial"), local("Helvetica"), local("Liberation Sans"), local("DejaVu Sans"); }"""


def apply_style(lang: Language, *, dark: bool) -> None:
    """Put the style sheet into the page."""
    look = Look(dark=dark)
    colours = "".join(f"--{name}: {colour(f'severity.{name}', look)}; " for name in ("error", "warning", "information"))
    words = f'--no-match: "{t("frame.no_match", lang)}"'
    own = f":root {{ --listing-head: {_HEADS[dark]}; {colours}{words}; }}"
    st.html(f"<style>{own}{_LATIN_MARKS if lang == 'en' else ''}{_SHEET}</style>")
