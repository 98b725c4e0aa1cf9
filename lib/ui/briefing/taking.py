"""A deck as files: slides that can be edited, a report to print, the figures behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from lib.exports import write_briefing_html, write_briefing_pptx, write_briefing_xlsx
from lib.language import Language, t
from lib.ui.briefing.desk import made
from lib.ui.context import context
from lib.ui.picture import picture_name
from lib.ui.source import data_version
from lib.views.decks import Deck
from lib.views.slides import Briefing

Writer = Callable[[Briefing, Language], bytes]
FILES: dict[str, tuple[Writer, str]] = {
    "pptx": (write_briefing_pptx, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "html": (write_briefing_html, "text/html"),
    "xlsx": (write_briefing_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def take_deck(deck: Deck, lang: Language) -> None:
    """The menu of a deck's files. A file is made when its button is pressed."""
    day = context().options.today
    with st.popover(t("briefing.take", lang), icon=":material/download:", key="deck-take", disabled=not deck.slides):
        st.caption(t("briefing.take_note", lang))
        briefing = briefing_of(deck)
        for kind, (write, mime) in FILES.items():
            st.download_button(
                t(f"briefing.take_{kind}", lang),
                data=partial(write, briefing, lang),
                file_name=f"{picture_name(deck.title or deck.deck_id, day)}.{kind}",
                mime=mime,
                key=f"deck-{kind}",
                on_click="ignore",
                icon=":material/download:",
                width="stretch",
            )


def briefing_of(deck: Deck) -> Briefing:
    """The deck with its figures of today; a slide whose chart the data no longer has is left out."""
    slides = tuple(slide for placed in deck.slides if (slide := made(placed)) is not None)
    return Briefing(deck.title, slides, data_version(), context().options.today)
