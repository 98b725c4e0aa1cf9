"""What Streamlit's theme cannot say: spacing, and its own English words taken away or put into the reader's language."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from lib.charts import Look, colour
from lib.charts.theme import ink_on, palette
from lib.language import Language, t

_SHEET = (Path(__file__).parent / "style.css").read_text("utf-8")
_HEADS = {False: "#F3F5F8", True: "#1E2630"}
# Chinese fonts draw these as wide as a character; in an English sentence they come from a Latin font of the
# system. The theme names this family first, and only an English page defines it.
_LATIN_MARKS = """@font-face { font-family: "Latin marks"; unicode-range: U+B7, U+2018-201D, U+2026, U+D7;
src: local("Segoe UI"), local("Arial"), local("Helvetica"), local("Liberation Sans"), local("DejaVu Sans"); }"""

# Every size on the page goes by the first one. A chart that would become narrow takes the next line.
_LARGE = """html { font-size: 22px !important; }
[data-testid="stMainBlockContainer"] { max-width: none !important; }
[data-testid="stColumn"]:has(.js-plotly-plot) { min-width: 29rem; }"""


def apply_style(lang: Language, *, dark: bool, large: bool = False) -> None:
    """Put the style sheet into the page."""
    look = Look(dark=dark)
    colours = "".join(f"--{name}: {colour(f'severity.{name}', look)}; " for name in ("error", "warning", "information"))
    words = f'--no-match: "{t("frame.no_match", lang)}"; --working: "{t("marks.working", lang)}"'
    plain = "".join(f"--{name}: {value}; " for name, value in _plain(look).items())
    own = f":root {{ --listing-head: {_HEADS[dark]}; {plain}{colours}{words}; }}"
    st.html(f"<style>{own}{_LARGE if large else ''}{_LATIN_MARKS if lang == 'en' else ''}{_SHEET}</style>")


def _plain(look: Look) -> dict[str, str]:
    """The colours without a meaning; Streamlit writes white on its buttons in whatever colour they are."""
    neutral = palette(look)
    names = {"ink": neutral.ink, "paper": neutral.background, "muted": neutral.muted}
    return names | {"on-accent": ink_on(neutral.accent), "on-severity": ink_on(colour("severity.error", look))}
