"""What a revision changes, in words: cell by cell, with both states. A blank is a blank and never a zero."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.checks import cell_name
from lib.forms import newest_form
from lib.language import Language, catalogue, t
from lib.loading.comparison import Change
from lib.reports import SCOPES, State
from lib.ui.listing import Head, listing

_LONG = 60


def change_table(changes: Sequence[Change], lang: Language) -> None:
    """The changes of a revision that waits."""
    label = t("intake.changes", lang, n=len(changes))
    with st.expander(label, icon=":material/difference:", expanded=True):
        st.caption(t("intake.changes_note", lang))
        change_listing(changes, label, lang)


def change_listing(changes: Sequence[Change], label: str, lang: Language) -> None:
    """Changes as a table: what, before, after."""
    heads = [Head(t(f"intake.change_{name}", lang)) for name in ("what", "before", "after")]
    # Notes are remarks of the reader in its own shorthand: that they differ is said, and no more.
    told = [change for change in changes if change.part != "note"]
    if told:
        listing(
            heads,
            [(change_name(change, lang), *change_sides(change, lang)) for change in told],
            label=label,
            kind="changes",
        )
    if len(told) < len(changes):
        st.caption(t("intake.changed_notes", lang, n=len(changes) - len(told)))


def change_name(change: Change, lang: Language) -> str:
    if change.part == "figure":
        return cell_name(change.key, lang)
    if change.part == "prose":
        sections = {section.number: section.title.get(lang) for section in newest_form().sections}
        return t("intake.change_prose", lang, section=sections.get(change.key, change.key))
    named = f"intake.field_{change.key.replace('.', '_')}"
    return t(named, lang) if named in catalogue(lang) else change.key


def change_sides(change: Change, lang: Language) -> tuple[str, str]:
    if change.part == "figure":
        before = _figure(change.before, change.before_state, change.before_raw, lang)
        return before, _figure(change.after, change.after_state, change.after_raw, lang)
    return _text(change, change.before, lang), _text(change, change.after, lang)


def _figure(value: object, state: State | None, raw: str | None, lang: Language) -> str:
    if state is State.BLANK:
        return t("charts.blank", lang) if not raw else t("intake.blank_as", lang, raw=raw)
    if state is State.ABSENT:
        return t("charts.table.absent_cell", lang)
    if state is State.UNREAD:
        return t("intake.unread_as", lang, raw=raw or "")
    return f"{value:,}" if not raw else t("intake.stated_as", lang, value=f"{value:,}", raw=raw)


def _text(change: Change, value: object, lang: Language) -> str:
    if value is None:
        return t("intake.nothing", lang)
    if change.key == "scope" and value in SCOPES:
        return t(f"terms.scope.{value}", lang)
    text = " ".join(str(value).split())
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
