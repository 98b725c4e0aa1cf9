"""A document that is open: what was read on the left, the document itself on the right, and what is to be decided."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from lib.documents import Document
from lib.language import Language, say, t
from lib.ui.address import parameter
from lib.ui.context import context, open_page
from lib.ui.intake.asking import question_list
from lib.ui.intake.beside import document_beside
from lib.ui.intake.changes import change_table
from lib.ui.intake.choice import choose_figure, chosen_figure
from lib.ui.intake.comparing import compare_pictures
from lib.ui.intake.desk import desk, save_edits
from lib.ui.intake.finishing import finish_bar
from lib.ui.intake.masthead import masthead_form
from lib.ui.intake.panel import figure_panel
from lib.ui.intake.queue import OUTCOME_ICONS, outcome_words
from lib.ui.intake.tables import read_tables
from lib.ui.intake.waiting import Waiting
from lib.ui.listing import Head, listing
from lib.ui.notices import show_notices
from lib.ui.plain import plain
from lib.ui.stored import store


@st.fragment
def opened_document(number: str) -> None:
    """One file of the inbox. A click in it draws this part of the page again and nothing else."""
    lang = context().lang
    if parameter("document") != number:
        # It was taken in or let go by the click that is being answered: the list is the place to be.
        open_page("data", part="load")
    with st.spinner(t("intake.reading", lang)):
        waiting = desk().find(store(), number)
    if waiting is None:
        st.info(t("loading.not_waiting", lang), icon=":material/info:")
        return
    _head(waiting, lang)
    if len(waiting.readings) != 1:
        _many(waiting, lang)
        return
    if waiting.nameable:
        masthead_form(waiting, lang)
    finish_bar(waiting, lang)
    if waiting.plan == "revision":
        change_table(waiting.changes, lang)
    with st.spinner(t("intake.reading", lang)):
        document = desk().document(desk().paper(waiting.item)) if waiting.reading.reading is not None else None
    with st.container(key="document-body"):
        left, right = st.columns([11, 9], gap="medium")
        with left:
            _left(waiting, document, lang)
        with right, st.container(key="document-beside"):
            _right(waiting, document, lang)


def _head(waiting: Waiting, lang: Language) -> None:
    with st.container(gap="xxsmall"):
        st.subheader(plain(waiting.item.name), anchor=False)
        words = outcome_words(waiting, lang)
        st.markdown(f"{OUTCOME_ICONS[waiting.outcome]} {words}")
        if waiting.outcome == "refused":
            for refusal in waiting.refusals[:1]:
                st.warning(plain(say(refusal, lang)), icon=":material/block:")


def _left(waiting: Waiting, document: Document | None, lang: Language) -> None:
    report = waiting.reading.report
    if report is None:
        st.info(t("intake.nothing_read", lang), icon=":material/block:")
        return
    _looked_at(waiting, lang)
    question_list(waiting.item, waiting.questions, waiting.edits, partial(choose_figure, waiting.item.id), lang)
    if document is not None and document.recognised:
        compare_pictures(
            waiting, document, chosen_figure(waiting.item.id), partial(choose_figure, waiting.item.id), lang
        )
    read_tables(
        report,
        waiting.edits,
        waiting.questions,
        chosen_figure(waiting.item.id),
        partial(choose_figure, waiting.item.id),
    )


def _right(waiting: Waiting, document: Document | None, lang: Language) -> None:
    reading, key = waiting.reading, chosen_figure(waiting.item.id)
    places = reading.reading.places if reading.reading is not None else {}
    # Here they are in sight, wherever in the tables the click was.
    show_notices(lang)
    if reading.report is not None:
        figure_panel(waiting.item, reading.report, waiting.edits, key, places.get(key), document)
    document_beside(desk().paper(waiting.item), document, places, key, partial(choose_figure, waiting.item.id), lang)


def _looked_at(waiting: Waiting, lang: Language) -> None:
    """A reading with questions goes in only after a person has said that it was looked at."""
    if waiting.outcome != "questions" or waiting.reading.report is None:
        return
    key = f"looked-at-{waiting.item.id}"
    st.session_state[key] = waiting.edits.looked_at
    recognised = waiting.reading.recognised

    def changed() -> None:
        edits = replace(waiting.edits, looked_at=bool(st.session_state[key]))
        save_edits(waiting.item, edits)

    st.checkbox(t("intake.compared_all" if recognised else "intake.looked_at", lang), key=key, on_change=changed)


def _many(waiting: Waiting, lang: Language) -> None:
    """A file of many reports: what is in it, and what was refused."""
    finish_bar(waiting, lang)
    for refusal in waiting.refusals:
        st.warning(plain(say(refusal, lang)), icon=":material/block:")
    heads = [
        Head(t("frame.agency", lang)),
        Head(t("pages.year", lang), number=True),
        Head(t("intake.figures", lang), True),
    ]
    rows = [(report.agency.name, str(report.year), len(report.figures)) for _, report in waiting.settled]
    listing(heads, rows, label=t("intake.in_this_file", lang))
