"""A deck on the screen of a meeting room: one slide at a time, by the keyboard. What is shown is what the address says, so
the filters of a slide can be changed while it is shown and a mark can be picked; the deck stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import streamlit as st

from lib.language import Language, t
from lib.ui.address import Address, parameter
from lib.ui.briefing.desk import slide_at
from lib.ui.briefing.drawing import draw_slide
from lib.ui.chart import pick_clicked
from lib.ui.choosing import OPTION_WORDS
from lib.ui.context import context, open_page
from lib.ui.filtering import FILTER_WORDS
from lib.ui.frame import filter_bar
from lib.ui.picked import picked_bar
from lib.ui.scripts import script
from lib.ui.stored import choices, view
from lib.views.decks import Deck
from lib.views.exhibits import PAGE_VIEWS, part_of
from lib.views.slides import Slide

# What a screen of 900 lines leaves beside the words.
HEIGHT = 560
_OWN = (*FILTER_WORDS, *OPTION_WORDS, "behind")


def is_shown() -> bool:
    """Whether the address asks for the deck on the whole screen."""
    return bool(parameter("show"))


def show_deck(deck: Deck, lang: Language) -> None:
    """The slide the address names, with nothing around it but the way on."""
    place = slide_at(deck)
    if parameter("at") != str(place + 1):
        _go(deck, place)
    placed, ctx = deck.slides[place], context()
    page, _, path = placed.exhibit.partition(".")
    shown = view(PAGE_VIEWS[page], ctx.filters, ctx.options)
    found = part_of(shown, path)
    with st.container(key="show"):
        if found is None:
            st.warning(t("briefing.gone", lang), icon=":material/warning:")
        else:
            picked_bar()
            draw_slide(Slide(found, shown.selection, placed.heading, placed.note), "shown", least=HEIGHT)
            pick_clicked(found, "shown")
    _ways(deck, place, lang)


def _go(deck: Deck, place: int) -> NoReturn:
    """Show a slide as it was chosen: its own words take the place of those of the address."""
    words: Address = {**{name: [] for name in _OWN}, **deck.slides[place].address}
    open_page("briefing", **{**words, "slide": place + 1, "at": place + 1, "show": 1})


def _ways(deck: Deck, place: int, lang: Language) -> None:
    last = len(deck.slides) - 1
    ways: tuple[tuple[str, str, str, Callable[[], object], bool], ...] = (
        ("previous", ":material/chevron_left:", "Left", lambda: _go(deck, place - 1), place == 0),
        ("next", ":material/chevron_right:", "Right", lambda: _go(deck, place + 1), place == last),
        ("stop", ":material/close_fullscreen:", "E", lambda: _stop(place), False),
    )
    with st.container(horizontal=True, vertical_alignment="center", key="show-ways"):
        st.caption(t("briefing.place", lang, n=place + 1, of=last + 1), width="content")
        for name, icon, shortcut, go, off in ways:
            if st.button(t(f"briefing.{name}", lang), key=f"show-{name}", icon=icon, shortcut=shortcut, disabled=off):
                go()
        script("fullscreen")(key="show-whole", data={"label": t("briefing.whole", lang)})
        with st.popover(t("briefing.filters", lang), icon=":material/tune:", key="show-filters"):
            filter_bar(context().filters, choices(), lang)
        if deck.slides[place].note:
            with st.popover(t("briefing.note", lang), icon=":material/sticky_note_2:", key="show-note"):
                st.text(deck.slides[place].note)


def _stop(place: int) -> NoReturn:
    """Back to putting the deck together, with the filters that apply there."""
    open_page("briefing", **{**{name: [] for name in _OWN}, "show": "", "at": "", "slide": place + 1})
