"""The left side of an opened document: the official tables as they were read, every cell to be chosen."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lib.extraction import Question
from lib.forms import FigureKey, TableKey, load_forms
from lib.language import Language, say, t
from lib.loading.inbox import Edits
from lib.reports import Report
from lib.ui.clickable import clickable
from lib.ui.context import context
from lib.ui.intake.overlay import shown_figure
from lib.ui.intake.waiting import is_answered
from lib.ui.official_table import Mark, official_table_html
from lib.views.form_layout import form_layout


def read_tables(
    report: Report, edits: Edits, questions: tuple[Question, ...], chosen: str, on_pick: Callable[[str], None]
) -> None:
    """The tables of the report with what a person has changed; cells of open questions bear the question's number."""
    lang = context().lang
    marks = question_marks(questions, edits, lang)
    for table in report.tables:
        form = load_forms()[report.editions[table]]
        st.markdown(f"**{table_title(table, report.editions[table], lang)}**")
        inside = set(form.tables[table].keys)
        html = _table_html(report, edits, table, {key: mark for key, mark in marks.items() if key in inside}, lang)
        clickable(html, key=f"read-{table}", chosen=chosen if chosen in inside else "", on_pick=on_pick)


def question_marks(questions: tuple[Question, ...], edits: Edits, lang: Language) -> dict[FigureKey, Mark]:
    """The open questions at their cells, numbered as in the list of questions."""
    marks: dict[FigureKey, Mark] = {}
    for number, question in enumerate(questions, start=1):
        if not is_answered(question, edits):
            for key in question.keys:
                marks.setdefault(key, Mark(number, "warning", say(question.message, lang)))
    return marks


def table_title(table: TableKey, edition: str, lang: Language) -> str:
    """The table's section, and under which edition of the form its cells were read."""
    form = load_forms()[edition]
    number = form.tables[table].section
    title = next(section.title for section in form.sections if section.number == number).get(lang)
    name = f"{number}、{title}" if lang == "zh" else title
    return t("intake.table_of", lang, title=name, form=form.name.get(lang))


def _table_html(report: Report, edits: Edits, table: TableKey, marks: dict[FigureKey, Mark], lang: Language) -> str:
    edition = report.editions[table]
    form = load_forms()[edition].tables[table]
    shown = {key: shown_figure(report, edits, key, lang) for key in form.keys}
    return official_table_html(
        form_layout(form, edition),
        lang,
        values={key: figure.text for key, figure in shown.items()},
        states={key: figure.state for key, figure in shown.items()},
        marks=marks,
        previous=None,
        suggestions={},
        corrections={key: figure.was for key, figure in shown.items() if figure.was is not None},
        single_cells=True,
        dark=context().look.dark,
    )
