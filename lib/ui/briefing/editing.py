"""A deck put together: its slides in order on the left, the chosen one as it will be seen on the right."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lib.charts import takeaway
from lib.language import Language, t
from lib.ui.address import changed, write
from lib.ui.briefing.desk import drop, keep, made, slide_at
from lib.ui.briefing.drawing import draw_slide
from lib.ui.briefing.taking import take_deck
from lib.ui.context import open_page
from lib.ui.plain import plain
from lib.views.decks import MOST_HEADING, MOST_NOTE, MOST_TITLE, Deck


def deck_editor(deck: Deck, lang: Language) -> None:
    """The deck the address names, to be changed; every change is kept at once."""
    _bar(deck, lang)
    if not deck.slides:
        st.info(t("briefing.empty", lang), icon=":material/info:")
        return
    left, right = st.columns([4, 9], gap="large")
    place = slide_at(deck)
    with left:
        _order(deck, place, lang)
    with right:
        _chosen(deck, place, lang)


def _bar(deck: Deck, lang: Language) -> None:
    key = "deck-title"
    st.session_state[key] = deck.title
    with st.container(horizontal=True, vertical_alignment="bottom", key="deck-bar"):
        st.text_input(
            t("briefing.title", lang),
            key=key,
            max_chars=MOST_TITLE,
            on_change=lambda: _rename(deck, st.session_state[key]),
        )
        if st.button(
            t("briefing.show", lang),
            key="deck-show",
            type="primary",
            icon=":material/slideshow:",
            disabled=not deck.slides,
        ):
            open_page("briefing", show=1, slide=slide_at(deck) + 1)
        take_deck(deck, lang)
        with st.popover(t("briefing.remove", lang), icon=":material/delete:", key="deck-remove"):
            st.markdown(t("briefing.remove_sure", lang))
            st.button(t("briefing.remove_now", lang), key="deck-remove-now", on_click=_remove, args=(deck,))
        if st.button(t("briefing.back", lang), key="deck-back", icon=":material/arrow_back:"):
            open_page("briefing", deck="", slide="")
    st.caption(t("briefing.link", lang))


def _rename(deck: Deck, title: str) -> None:
    keep(Deck(deck.deck_id, title, deck.slides))


def _remove(deck: Deck) -> None:
    if drop(deck):
        write(changed(deck="", slide=""))


def _order(deck: Deck, place: int, lang: Language) -> None:
    for n, placed in enumerate(deck.slides):
        slide = made(placed)
        said = placed.heading or (takeaway(slide.view, lang) if slide else t("briefing.gone", lang))
        with st.container(border=n == place, key=f"slide-{n}", gap="xxsmall"):
            label = t("briefing.nth", lang, n=n + 1, text=plain(said))
            if st.button(label, key=f"slide-open-{n}", type="tertiary", width="stretch"):
                open_page("briefing", slide=n + 1)
            if n == place:
                _moves(deck, n, lang)


def _moves(deck: Deck, place: int, lang: Language) -> None:
    last = len(deck.slides) - 1
    moves: tuple[tuple[str, str, Callable[[], None], bool], ...] = (
        ("up", ":material/arrow_upward:", lambda: _move(deck, place, -1), place == 0),
        ("down", ":material/arrow_downward:", lambda: _move(deck, place, 1), place == last),
        ("drop", ":material/close:", lambda: _drop(deck, place), False),
    )
    with st.container(horizontal=True, gap="small", key="slide-moves"):
        for name, icon, act, off in moves:
            label = t(f"briefing.{name}", lang)
            st.button(label, key=f"slide-{name}", icon=icon, on_click=act, disabled=off, type="tertiary")


def _move(deck: Deck, place: int, by: int) -> None:
    keep(deck.moved(place, by))
    write(changed(slide=place + by + 1))


def _drop(deck: Deck, place: int) -> None:
    keep(deck.without(place))
    write(changed(slide=max(1, min(place + 1, len(deck.slides) - 1))))


def _chosen(deck: Deck, place: int, lang: Language) -> None:
    placed = deck.slides[place]
    slide = made(placed)
    if slide is None:
        st.warning(t("briefing.gone", lang), icon=":material/warning:")
    else:
        draw_slide(slide, "preview")
    for name, most, value in (("heading", MOST_HEADING, placed.heading), ("note", MOST_NOTE, placed.note)):
        st.session_state[f"slide-{name}"] = value
        field = st.text_input if name == "heading" else st.text_area
        field(
            t(f"briefing.{name}", lang),
            key=f"slide-{name}",
            max_chars=most,
            on_change=_tell,
            args=(deck, place),
            placeholder=t(f"briefing.{name}_hint", lang),
        )


def _tell(deck: Deck, place: int) -> None:
    keep(deck.told(place, st.session_state["slide-heading"], st.session_state["slide-note"]))
