"""The chosen figure: what was read, where it stood, what stood there; another value with a note, or a blank."""

from __future__ import annotations

import streamlit as st

from lib.checks import cell_name
from lib.documents import Document, Grid, Paragraph
from lib.extraction import Place
from lib.forms import FigureKey
from lib.language import Language, t
from lib.loading.inbox import Edits, FigureEdit, Pending
from lib.reports import Report, State
from lib.ui.context import context
from lib.ui.intake.desk import save_edits
from lib.ui.intake.overlay import in_words, shown_figure, typed_figure, with_figures, without_figure
from lib.ui.notices import attempt
from lib.ui.plain import plain
from lib.ui.report import read_before

_LONG, _SHORT = 160, 30


def figure_panel(
    item: Pending | None, report: Report, edits: Edits, key: FigureKey, place: Place | None, document: Document | None
) -> None:
    """Everything about one figure, and the way to put it right; only to be read where nothing waits (`item` None)."""
    lang = context().lang
    with st.container(border=True, key="figure-panel", gap="xsmall"):
        if not key:
            st.markdown(t("intake.choose_figure" if item is not None else "intake.choose_stored", lang))
            return
        shown = shown_figure(report, edits, key, lang)
        st.markdown(f"**{cell_name(key, lang)}**　{_marked(plain(in_words(shown, lang)), shown.state)}")
        stood = stood_there(place, document)
        said = "" if stood is None else t("intake.stood_there", lang)
        if stood is not None and len(stood) <= _SHORT:
            said += f" **{plain(stood) or t('charts.blank', lang)}**"
        st.caption(f"{_where(place, lang)}　{said}")
        if stood is not None and len(stood) > _SHORT:
            st.code(stood, language=None, wrap_lines=True)
        if item is None:
            _corrected_before(report, key, lang)
        elif key in edits.figures:
            _corrected(item, edits, key, shown.was or "", lang)
        else:
            _correct(item, edits, key, lang)


def stood_there(place: Place | None, document: Document | None) -> str | None:
    """The text of the cell or paragraph as it stands in the document; None where that is not known."""
    if place is None or document is None:
        return None
    if place.grid is None:
        block = document.blocks[place.row - 1] if place.row <= len(document.blocks) else None
        return _around(block.text, place.column) if isinstance(block, Paragraph) else None
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    cell = grids[place.grid - 1].at(place.row - 1, place.column - 1) if place.grid <= len(grids) else None
    return _around(cell.text, 1) if cell is not None else None


def _around(text: str, column: int) -> str:
    start = max(0, column - 1 - _LONG // 2) if len(text) > _LONG else 0
    return ("…" if start else "") + text[start : start + _LONG] + ("…" if start + _LONG < len(text) else "")


def _marked(word: str, state: State) -> str:
    return word if state is State.STATED else f":gray[{word}]"


def _where(place: Place | None, lang: Language) -> str:
    if place is None:
        return t("intake.no_place", lang)
    page = t("intake.on_page", lang, page=place.page) if place.page else ""
    if place.grid is None:
        return t("intake.in_text", lang, paragraph=place.row) + page
    return t("intake.in_table", lang, grid=place.grid, row=place.row, column=place.column) + page


def _corrected(item: Pending, edits: Edits, key: FigureKey, was: str, lang: Language) -> None:
    note = edits.figures[key].note
    st.markdown(t("intake.corrected", lang, was=plain(was)))
    if note:
        st.caption(t("intake.because", lang, note=plain(note)))
    st.button(
        t("intake.undo", lang),
        icon=":material/undo:",
        key=f"undo-{item.id}-{key}",
        on_click=save_edits,
        args=(item, without_figure(edits, key)),
    )


def _corrected_before(report: Report, key: FigureKey, lang: Language) -> None:
    """What was read of a stored figure before a person corrected it."""
    correction = report.corrections.get(key)
    if correction is None:
        return
    st.markdown(t("intake.corrected", lang, was=plain(read_before(correction, lang))))
    st.caption(t("intake.because", lang, note=plain(correction.note)))


def _correct(item: Pending, edits: Edits, key: FigureKey, lang: Language) -> None:
    value_key, note_key = f"value-{item.id}-{key}", f"note-{item.id}-{key}"

    def save(*, blank: bool) -> None:
        text = "/" if blank else st.session_state[value_key]
        edit: list[FigureEdit] = []
        if attempt(lambda: edit.append(typed_figure(text, key, st.session_state[note_key]))):
            save_edits(item, with_figures(edits, {key: edit[0]}))

    with st.form(f"correct-{item.id}-{key}", border=False):
        columns = st.columns([2, 5])
        columns[0].text_input(t("intake.other_value", lang), key=value_key)
        columns[1].text_input(t("intake.note", lang), key=note_key, placeholder=t("intake.note_hint", lang))
        with st.container(horizontal=True):
            st.form_submit_button(
                t("intake.correct", lang), icon=":material/edit:", on_click=save, kwargs={"blank": False}
            )
            st.form_submit_button(t("intake.is_blank", lang), on_click=save, kwargs={"blank": True})
