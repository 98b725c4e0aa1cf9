"""Every deck there is, a new one, and one that is put together from a region's year."""

from __future__ import annotations

import streamlit as st

from lib.language import Language, say, t
from lib.ui.address import changed, write
from lib.ui.briefing.desk import keep, new_title
from lib.ui.context import context, open_page
from lib.ui.filtering import with_filters
from lib.ui.frame import filter_bar
from lib.ui.plain import plain
from lib.ui.stored import choices, store, view
from lib.views.decks import listed, new_deck
from lib.views.ready import region_year, region_year_title
from lib.views.selection import select


def deck_list(lang: Language) -> None:
    """Begin a deck, or open one; the last saved first."""
    st.markdown(t("briefing.lead", lang))
    with st.container(border=True, key="deck-begin"):
        st.markdown(t("briefing.ready_lead", lang))
        with st.container(horizontal=True, vertical_alignment="bottom", key="frame"):
            filter_bar(context().filters, choices(), lang)
        with st.container(horizontal=True):
            _ready(lang)
            st.button(t("briefing.new", lang), icon=":material/add:", key="deck-new", on_click=_begin, args=(lang,))
    decks = listed(store())
    if not decks:
        st.info(t("briefing.none", lang), icon=":material/info:")
        return
    st.subheader(t("briefing.kept", lang), anchor=False)
    for deck, kept in decks:
        with st.container(horizontal=True, vertical_alignment="center", key=f"deck-{deck.deck_id}"):
            # A link to the page one is on does nothing; a button leads to it with other parameters.
            label = plain(deck.title or deck.deck_id)
            if st.button(label, key=f"open-{deck.deck_id}", icon=":material/slideshow:", type="tertiary"):
                open_page("briefing", deck=deck.deck_id, slide="", show="")
            facts = t("briefing.facts", lang, n=len(deck.slides), at=f"{kept.saved_at:%Y-%m-%d %H:%M}")
            st.caption(facts, width="content")


def _begin(lang: Language) -> None:
    deck = new_deck(new_title(lang))
    if keep(deck):
        write(changed(deck=deck.deck_id, slide=""))


def _ready(lang: Language) -> None:
    """The ready-made deck is of the region and the year that are chosen above."""
    ctx = context()
    selection = view(select, ctx.filters)
    if not selection.listed:
        return
    year = selection.year_of(ctx.options.focus)
    st.button(
        t("briefing.make_ready", lang, title=region_year_title(ctx.filters, year)),
        icon=":material/auto_awesome:",
        key="deck-ready",
        type="primary",
        on_click=_make_ready,
        args=(year, lang),
    )


def _make_ready(year: int, lang: Language) -> None:
    ctx = context()
    words = with_filters({}, ctx.filters, choices())
    title = say(region_year_title(ctx.filters, year), lang)
    deck = new_deck(title, region_year(words, ctx.filters, year))
    if keep(deck):
        write(changed(deck=deck.deck_id, slide=""))
