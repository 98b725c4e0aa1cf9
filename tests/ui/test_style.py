"""The page's own colours, beside those of the charts: every text on every ground it stands on can be read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from lib.charts import Look, colour
from lib.charts.theme import contrast, ink_on, palette
from lib.ui.official_style import style_of
from lib.ui.style import _HEADS

TEXT, GRAPHIC = 4.5, 3.0
ROOT = Path(__file__).resolve().parents[2]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]

either = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


@either
def test_the_theme_has_the_charts_colours_and_can_be_read(dark: bool) -> None:
    theme, colours = THEME["dark" if dark else "light"], palette(Look(dark))
    assert theme["backgroundColor"] == colours.background
    assert theme["textColor"] == colours.ink
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"], _HEADS[dark]):
        assert contrast(theme["textColor"], ground) >= TEXT
        assert contrast(theme["linkColor"], ground) >= TEXT
        assert contrast(colours.muted, ground) >= TEXT
    assert contrast(theme["primaryColor"], theme["backgroundColor"]) >= GRAPHIC
    # What is written on a button of the first colour: see --on-accent.
    assert contrast(ink_on(colours.accent), theme["primaryColor"]) >= TEXT


@either
@pytest.mark.parametrize("severity", ["error", "warning", "information"])
def test_a_marked_cell_can_be_read(severity: str, dark: bool) -> None:
    """Its figure in ink, its number in the colour of the severity, both on the tint; the frame around it is seen."""
    rules, look = style_of(dark), Look(dark)
    tint = re.search(rf"td\.{severity}{{background-color:(#\w{{6}})", rules)
    assert tint is not None
    assert contrast(palette(look).ink, tint[1]) >= TEXT
    assert contrast(colour(f"severity.{severity}", look), tint[1]) >= TEXT
    assert contrast(colour(f"severity.{severity}", look), palette(look).background) >= GRAPHIC


@either
def test_one_ink_is_read_on_every_severity(dark: bool) -> None:
    """The signs of a list are written in it: see --on-severity."""
    look = Look(dark)
    ink = ink_on(colour("severity.error", look))
    assert all(contrast(ink, colour(f"severity.{name}", look)) >= TEXT for name in ("error", "warning", "information"))
