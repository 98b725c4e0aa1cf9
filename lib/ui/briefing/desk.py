"""The deck at hand: the one the address names. What is added on other pages goes into it too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import streamlit as st

from lib.language import Language, UserError, say, t
from lib.reports import FIRST_YEAR
from lib.ui.address import Address, changed, current, parameter, write
from lib.ui.choosing import OPTION_WORDS, parse_options
from lib.ui.context import context
from lib.ui.filtering import FILTER_WORDS, parse
from lib.ui.plain import plain
from lib.ui.stored import choices, store, view
from lib.views.decks import Deck, Placed, forget, load, new_deck, save, words_of
from lib.views.exhibits import PAGE_VIEWS, part_of
from lib.views.slides import Slide


def opened_deck() -> Deck | None:
    """The deck the address names; None where it names none, or one that there is not."""
    return load(store(), parameter("deck"))


def slide_at(deck: Deck) -> int:
    """The place of the slide the address names, from 0; the first where it names none that there is."""
    text = parameter("slide")
    place = int(text) - 1 if text.isdigit() and len(text) < 4 else 0
    return min(max(0, place), max(0, len(deck.slides) - 1))


def made(placed: Placed) -> Slide | None:
    """A kept slide with its figures of today; None where the data no longer has it."""
    page, _, path = placed.exhibit.partition(".")
    filters, options = parse(placed.address, choices()), parse_options(placed.address, choices())
    shown = view(PAGE_VIEWS[page], filters, options)
    found = part_of(shown, path)
    return None if found is None else Slide(found, shown.selection, placed.heading, placed.note)


def words_here(shown: Any) -> Address:
    """The words of the address that make this page show what it shows, its years and its year made definite, so that a
    deck opened next year still shows what was chosen."""
    words = {name: values for name, values in current().items() if name in (*FILTER_WORDS, *OPTION_WORDS)}
    filters = context().filters
    words |= (
        {"from": [str(filters.first_year)], "to": [str(filters.last_year)]} if filters.first_year >= FIRST_YEAR else {}
    )
    year = getattr(shown, "year", None)
    return {**words, "focus": [str(year)]} if year else words


def add_to_deck(exhibit: str, words: Address) -> None:
    """Put a chart as it stands into the deck at hand, or into a new one, which then is at hand."""
    lang = context().lang
    deck = opened_deck() or new_deck(new_title(lang))
    try:
        deck = deck.with_slide(Placed(exhibit, words_of(words)))
    except UserError as error:
        st.toast(say(error.message, lang), icon=":material/error:")
        return
    if not keep(deck):
        return
    write(changed(deck=deck.deck_id))
    st.toast(
        t("briefing.added", lang, title=plain(deck.title), n=len(deck.slides)), icon=":material/playlist_add_check:"
    )


def keep(deck: Deck) -> bool:
    """Keep a deck as it now is; what stands in the way is said. Whether it was kept."""
    return _done(partial(save, store(), deck))


def drop(deck: Deck) -> bool:
    """Forget a deck; what stands in the way is said. Whether it is gone."""
    return _done(partial(forget, store(), deck.deck_id))


def _done(action: Callable[[], None]) -> bool:
    try:
        action()
    except UserError as error:
        st.toast(plain(say(error.message, context().lang)), icon=":material/error:")
        return False
    return True


def new_title(lang: Language) -> str:
    """What a deck is called until somebody gives it a name."""
    return t("briefing.untitled", lang, day=datetime.now().astimezone().date().isoformat())
