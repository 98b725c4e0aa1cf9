"""What every part of the page of comparison begins with: its sentences, and the way to the other parts."""

from __future__ import annotations

from lib.language import Language, Message, t
from lib.ui.frame import page_head
from lib.ui.switches import part_switch
from lib.views.selection import Selection

PARTS = ("matrix", "peers", "years", "versus")


def compare_head(selection: Selection, headline: tuple[Message, ...], lang: Language) -> None:
    """The head of the page, then the switch."""
    page_head(t("pages.compare", lang), selection, headline, lang)
    part_switch(PARTS, t("comparing.part", lang), lambda name: t(f"comparing.part_{name}", lang))
