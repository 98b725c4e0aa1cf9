"""The right side of an opened document: the document itself, with the chosen figure's place marked and in sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from lib.documents import Document
from lib.extraction import Place
from lib.forms import FigureKey
from lib.language import Language, t
from lib.ui.clickable import clickable
from lib.ui.intake.desk import Paper, desk
from lib.ui.intake.drawing import document_html, page_overlay
from lib.ui.intake.places import picked_figure, place_name


def document_beside(
    paper: Paper,
    document: Document | None,
    places: Mapping[FigureKey, Place],
    chosen: FigureKey,
    on_pick: Callable[[str], None],
    lang: Language,
) -> None:
    """The document. A click on the place of a figure chooses the figure."""
    if document is None:
        st.info(t("intake.no_document", lang), icon=":material/description:")
        return

    def picked(name: str) -> None:
        on_pick(picked_figure(name, places, chosen))

    marked = place_name(places[chosen]) if chosen in places else ""
    if document.pages and _pages(paper, document, places, chosen, marked, picked, lang):
        return
    html = document_html(document, {place_name(place) for place in places.values()}, lang)
    clickable(html, key="document-text", chosen=marked, on_pick=picked)


def _pages(
    paper: Paper,
    document: Document,
    places: Mapping[FigureKey, Place],
    chosen: FigureKey,
    marked: str,
    picked: Callable[[str], None],
    lang: Language,
) -> bool:
    """The picture of the page the chosen figure stands on; False where this file has no pages to draw."""
    page = _page(paper.id, len(document.pages), places[chosen].page if chosen in places else None, chosen, lang)
    picture = desk().picture(paper, page)
    if picture is None:
        return False
    with st.container(key="page-frame"), st.container(key="page-picture"):
        st.image(picture, width="stretch")
        overlay = page_overlay(document.pages[page - 1], places, page)
        clickable(overlay, key="document-page", chosen=marked, on_pick=picked)
    return True


def _page(name: str, last: int, wanted: int | None, chosen: FigureKey, lang: Language) -> int:
    """Which page is shown: the chosen figure's until the reader turns to another."""
    key, of = f"page-of-{name}", f"page-for-{name}"
    if st.session_state.get(of) != chosen or key not in st.session_state:
        st.session_state[key] = wanted or st.session_state.get(key, 1)
        st.session_state[of] = chosen
    page = min(max(int(st.session_state[key]), 1), last)

    def turn(by: int) -> None:
        st.session_state[key] = page + by

    if last > 1:
        with st.container(horizontal=True, vertical_alignment="center", key="page-turner"):
            st.button(t("pages.previous", lang), key="page-back", disabled=page <= 1, on_click=turn, args=(-1,))
            st.markdown(t("intake.page_of", lang, page=page, last=last), width="content")
            st.button(t("pages.next", lang), key="page-on", disabled=page >= last, on_click=turn, args=(1,))
    return page
