"""The questions of a reading, each answered where it is asked: a candidate chosen, the cells typed, or looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from lib.checks import cell_name
from lib.extraction import Question
from lib.forms import FigureKey, find_cell
from lib.language import Language, say, t
from lib.loading.inbox import Edits, FigureEdit, Pending
from lib.ui.intake.desk import desk, save_edits
from lib.ui.intake.overlay import typed_figure, with_figures, without_figure
from lib.ui.intake.waiting import is_answered
from lib.ui.notices import attempt
from lib.ui.plain import plain
from lib.views.marks import circled

# A row of the form has seven cells; what asks for more is answered cell by cell in the table.
MOST_TYPED = 15
# With more candidates than this a list is no help.
MOST_CANDIDATES = 40
_BETWEEN = " ｜ "


def question_list(
    item: Pending, questions: Sequence[Question], edits: Edits, on_show: Callable[[FigureKey], None], lang: Language
) -> None:
    """Every question in its order, the first open one unfolded; the numbers are those of the marks on the tables."""
    if not questions:
        return
    first_open = next((n for n, question in enumerate(questions) if not is_answered(question, edits)), -1)
    with st.container(key="questions", gap="xsmall"):
        for number, question in enumerate(questions):
            done = is_answered(question, edits)
            icon = ":material/check_circle:" if done else ":material/help:"
            title = f"{circled(number + 1)} {plain(say(question.message, lang))}"
            with st.expander(title, icon=icon, expanded=number == first_open):
                _question(item, number, question, edits, on_show, lang)


def _question(
    item: Pending, number: int, question: Question, edits: Edits, on_show: Callable[[FigureKey], None], lang: Language
) -> None:
    if question.raw:
        st.caption(t("intake.stood_there", lang))
        st.code(question.raw, language=None, wrap_lines=True)
    if not question.keys:
        st.caption(t("intake.look_only", lang))
        return
    st.button(
        t("intake.show_place", lang),
        key=f"show-{item.id}-{number}",
        icon=":material/my_location:",
        on_click=on_show,
        args=(question.keys[0],),
    )
    if is_answered(question, edits):
        _answered(item, number, question, edits, lang)
        return
    if 0 < len(question.candidates) <= MOST_CANDIDATES:
        _candidates(item, number, question, edits, lang)
    if len(question.keys) <= MOST_TYPED:
        _typed(item, number, question, edits, lang)
    else:
        st.caption(t("intake.answer_in_table", lang, count=len(question.keys)))


def _answered(item: Pending, number: int, question: Question, edits: Edits, lang: Language) -> None:
    values = [edits.figures[key].value for key in question.keys]
    texts = [t("charts.blank", lang) if value is None else f"{value:,}" for value in values]
    st.markdown(t("intake.answered", lang, cells=_BETWEEN.join(texts)))

    def undo() -> None:
        kept = edits
        for key in question.keys:
            kept = without_figure(kept, key)
        save_edits(item, kept)

    st.button(t("intake.undo", lang), key=f"unanswer-{item.id}-{number}", icon=":material/undo:", on_click=undo)


def _candidates(item: Pending, number: int, question: Question, edits: Edits, lang: Language) -> None:
    key = f"candidate-{item.id}-{number}"
    st.radio(
        t("intake.candidates", lang, cells=_BETWEEN.join(_heads(question, lang))),
        range(len(question.candidates)),
        format_func=lambda n: _BETWEEN.join(_cells(question.candidates[n], lang)),
        index=None,
        key=key,
    )

    def take() -> None:
        chosen = st.session_state[key]
        if chosen is not None:
            # A candidate's empty cell is a blank one; an empty field above is one not yet answered.
            _save(item, question, [text or "/" for text in question.candidates[chosen]], edits)

    st.button(t("intake.take_candidate", lang), key=f"take-{item.id}-{number}", type="primary", on_click=take)


def _typed(item: Pending, number: int, question: Question, edits: Edits, lang: Language) -> None:
    with st.form(f"answer-{item.id}-{number}", border=False):
        st.caption(t("intake.type_cells", lang))
        names = [f"answer-{item.id}-{number}-{key}" for key in question.keys]
        with st.container(horizontal=True, key=f"answers-{number}"):
            for key, name in zip(question.keys, names, strict=True):
                given = edits.figures.get(key)
                text = "" if given is None else "/" if given.value is None else str(given.value)
                st.text_input(_label(question, key, lang), value=text, key=name, width=96)
        st.form_submit_button(
            t("intake.answer", lang),
            icon=":material/check:",
            on_click=lambda: _save(item, question, [st.session_state[name] for name in names], edits),
        )


def _save(item: Pending, question: Question, texts: Sequence[str], edits: Edits) -> None:
    """Keep the cells that were filled in; a cell left empty stays open."""
    figures: dict[FigureKey, FigureEdit] = {}

    def read() -> None:
        for key, text in zip(question.keys, texts, strict=True):
            if text.strip():
                figures[key] = typed_figure(text, key, "", noted=False)
        desk().inbox.save(item.id, with_figures(edits, figures))

    attempt(read)


def _heads(question: Question, lang: Language) -> list[str]:
    return [_label(question, key, lang) for key in question.keys]


def _label(question: Question, key: FigureKey, lang: Language) -> str:
    """The column, where all cells are of one row; else row and column."""
    rows = {find_cell(name)[0].key for name in question.keys}
    return find_cell(key)[1].label.get(lang) if len(rows) == 1 else cell_name(key, lang)


def _cells(texts: Sequence[str], lang: Language) -> list[str]:
    return [text or t("charts.blank", lang) for text in texts]
