"""Reports in words and states, edits laid over what was read: what the tables of an opened document show."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lib.forms import COUNT_KEYS, FigureKey
from lib.language import Language, Message, UserError, t
from lib.loading.inbox import Edits, FigureEdit
from lib.reports import Report, State
from lib.reports.numbers import read_number
from lib.ui.report import read_before


@dataclass(frozen=True)
class Shown:
    """One figure as it would be stored: its text, its state, and what was read where a person has changed it."""

    text: str
    state: State
    was: str | None = None


def shown_figure(report: Report, edits: Edits, key: FigureKey, lang: Language) -> Shown:
    """A figure of a report that waits."""
    read = Shown(_text(report, key), report.state(key))
    edit = edits.figures.get(key)
    if edit is None:
        before = report.corrections.get(key)
        return read if before is None else replace(read, was=read_before(before, lang))
    state = State.BLANK if edit.value is None else State.STATED
    return Shown("" if edit.value is None else f"{edit.value:,}", state, in_words(read, lang))


def in_words(shown: Shown, lang: Language) -> str:
    """A figure as a word: a blank is said to be blank, and a cell the document does not have is said to be missing."""
    if shown.state is State.BLANK:
        return t("charts.blank", lang)
    if shown.state is State.ABSENT:
        return t("charts.table.absent_cell", lang)
    return t("intake.unread_as", lang, raw=shown.text) if shown.state is State.UNREAD else shown.text


def typed_figure(text: str, key: FigureKey, note: str, *, noted: bool = True) -> FigureEdit:
    """What a person typed for a cell: a number, or a sign that it is blank, such as "/". Raises UserError for anything
    else, for a count that is not whole, and where a note is missing; an answer to a question (`noted` False) needs none.
    """
    number = read_number(text)
    if not text.strip() or number.state is State.UNREAD or number.unit:
        raise UserError(Message("intake.not_a_figure", {"text": text.strip()}))
    if number.value is not None and key in COUNT_KEYS and number.value != int(number.value):
        raise UserError(Message("intake.not_whole", {"text": text.strip()}))
    if noted and not note.strip():
        raise UserError(Message("intake.no_note"))
    return FigureEdit(value=number.value, note=note.strip())


def with_figures(edits: Edits, figures: dict[FigureKey, FigureEdit]) -> Edits:
    """The edits with these figures set."""
    return replace(edits, figures={**edits.figures, **figures})


def without_figure(edits: Edits, key: FigureKey) -> Edits:
    """The edits with one figure as it was read."""
    kept = {name: edit for name, edit in edits.figures.items() if name != key}
    return replace(edits, figures=kept)


def _text(report: Report, key: FigureKey) -> str:
    value = report.figures.get(key)
    return report.raw.get(key, "") if value is None else f"{value:,}"
