"""变化: what was added, what is gone and what remains since the last load, or since a day."""

from __future__ import annotations

import streamlit as st

from lib.language import Language, Message, t
from lib.store import Filters
from lib.ui.address import changed, parameter, write
from lib.ui.notices import notice, show_notices
from lib.ui.oversight.asking import ask, asked_changes, is_day
from lib.ui.oversight.clock import moment
from lib.ui.oversight.listed import list_section
from lib.ui.stored import reviewed
from lib.views.findings import LAST_LOAD, Since, findings

_KINDS = ("added", "gone", "remaining")


def changes_section(filters: Filters, lang: Language) -> None:
    """Since when, how much of each, and the list of one kind with what is opened from it."""
    asked = asked_changes()
    since = reviewed(findings, filters, asked).since
    show_notices(lang)
    with st.container(horizontal=True, vertical_alignment="bottom", key="change-choice"):
        _kind(since, str(asked.change), lang)
        _day(asked.since, lang)
    st.caption(_compared(since, lang))
    if since.at is not None:
        list_section(filters, asked, lang, none=t(f"oversight.none_{asked.change}", lang))


def _kind(since: Since, chosen: str, lang: Language) -> None:
    key = "list.change"
    st.session_state[key] = chosen
    st.segmented_control(
        t("oversight.change", lang),
        _KINDS,
        key=key,
        format_func=lambda name: f"{t(f'oversight.change_{name}', lang)} {getattr(since, name):,}",
        on_change=lambda: ask(change=st.session_state[key] or "added"),
        required=True,
    )


def _day(chosen: str, lang: Language) -> None:
    """Since which day: typed, because Streamlit's calendar speaks English only. Blank is since the last load."""
    key = "list.since"
    st.session_state[key] = "" if chosen == LAST_LOAD else chosen

    def typed() -> None:
        day = st.session_state[key].strip().replace("/", "-").replace(".", "-")
        if day and not is_day(day):
            notice("problem", Message("oversight.no_day", {"text": day}))
            return
        ask(since=day)

    st.text_input(
        t("oversight.since", lang),
        key=key,
        placeholder=t("oversight.since_hint", lang),
        on_change=typed,
        width=260,
    )
    if parameter("since"):
        st.button(
            t("oversight.since_last", lang), key="since-last", on_click=lambda: write(changed(since="", finding=""))
        )


def _compared(since: Since, lang: Language) -> str:
    if since.at is None:
        return t("oversight.never_loaded", lang)
    return t(f"oversight.compared_{since.what or 'day'}", lang, at=moment(since.at))
