"""Deciding on a finding: confirm, dismiss with a reason, take back; by whom, with a note; then the next one opens."""

from __future__ import annotations

import streamlit as st

from lib.language import Language, UserError, t
from lib.store.reviewing import Decided, decide
from lib.ui.context import context
from lib.ui.notices import notice
from lib.ui.oversight.asking import open_finding
from lib.ui.oversight.clock import day
from lib.ui.oversight.keyboard import CONFIRM, DISMISS, want_field
from lib.ui.oversight.reviewed import review_line
from lib.ui.plain import plain
from lib.ui.silence import said_read_only
from lib.ui.stored import store
from lib.views.findings import Item, Neighbours

_WHO = "reviewer"


def review_form(item: Item, around: Neighbours | None, lang: Language) -> None:
    """The state it is in, and the buttons that change it. Not for a finding that is gone."""
    with st.container(key="review", gap="xsmall"):
        _state(item, lang)
        if item.gone_at is not None or said_read_only(lang):
            return
        note_key = f"note-{item.finding.fingerprint}"
        _who(note_key, lang)
        form = st.form("review-form", border=False)
        with form, st.container(horizontal=True, vertical_alignment="bottom", key="review-row", gap="small"):
            with st.container(key="review-note"):
                st.text_input(t("oversight.note", lang), key=note_key, placeholder=t("oversight.note_hint", lang))
            # The first button is what Enter in the note presses.
            _button("dismissed", item, around, note_key, lang)
            _button("confirmed", item, around, note_key, lang)
            if item.review != "new":
                _button("new", item, around, note_key, lang)


def _button(state: Decided, item: Item, around: Neighbours | None, note_key: str, lang: Language) -> None:
    icon = {"confirmed": ":material/check:", "dismissed": ":material/close:", "new": ":material/undo:"}[state]
    label = t(f"oversight.do_{state}", lang)
    st.form_submit_button(
        f"{label} :gray[{DISMISS}]" if state == "dismissed" else label,
        key=f"review-{state}",
        icon=icon,
        type="primary" if state == "confirmed" else "secondary",
        shortcut=CONFIRM if state == "confirmed" else None,
        disabled=state == item.review and state != "dismissed",
        on_click=_decide,
        args=(state, item, around, note_key),
    )


def _state(item: Item, lang: Language) -> None:
    """What was decided last, by whom and why; or that it is gone."""
    if item.gone_at is not None:
        why = t(f"oversight.gone_by.{item.gone_by}", lang)
        st.info(t("oversight.is_gone", lang, day=day(item.gone_at), why=why), icon=":material/task_alt:")
    review_line(item.review, item, lang)


def _who(note_key: str, lang: Language) -> None:
    """Whose decisions these are: asked once, then only shown, with the way to change it."""
    known = st.session_state.get(_WHO, "")

    def named() -> None:
        st.session_state[_WHO] = st.session_state["review-who"].strip()
        # A note that waits for a name is not left alone; otherwise the keys are free again.
        if st.session_state.get(note_key):
            want_field("review-note")

    if not known:
        with st.container(key="review-who-field"):
            st.text_input(t("oversight.who", lang), key="review-who", on_change=named, width=260)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="review-who-known"):
        st.caption(t("oversight.who_is", lang, who=known), width="content")
        st.button(t("oversight.who_change", lang), type="tertiary", key="who-change", on_click=_forget)


def _forget() -> None:
    st.session_state.pop(_WHO, None)
    want_field("review-who-field")


def _decide(state: Decided, item: Item, around: Neighbours | None, note_key: str) -> None:
    """Write the decision down and open the next finding. What is missing is asked for, with the cursor where it goes."""
    who, note = st.session_state.get(_WHO, ""), st.session_state.get(note_key, "").strip()
    try:
        decide(store(), item.finding.fingerprint, state, note, who)
    except UserError as error:
        notice("problem", error.message)
        want_field("review-note" if who else "review-who-field")
        return
    done = t(f"oversight.done_{state}", context().lang, agency=item.agency.text, year=item.finding.year)
    st.toast(plain(done), icon=":material/check_circle:")
    after = around and (around.next or around.previous)
    if after and state != "new":
        open_finding(after)
