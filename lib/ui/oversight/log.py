"""复核记录: everything that was decided, as it was entered, and whether the record is still whole."""

from __future__ import annotations

import streamlit as st

from lib.checks import load_catalogue
from lib.language import Language, t
from lib.store import Filters, Store
from lib.store.reviewing import Decision, LogCheck, log, verify_log
from lib.ui.address import number_parameter, set_parameter
from lib.ui.listing import Head, listing
from lib.ui.notices import show_notices
from lib.ui.oversight.clock import moment
from lib.ui.oversight.exchange import exchange
from lib.ui.stored import choices, store

PAGE_SIZE = 50
_HEADS = ("at", "who_head", "agency_head", "check", "decision_head", "note_head")


def log_section(_filters: Filters, lang: Language) -> None:
    """The log, the latest entry first. It is only ever added to: there is nothing here to change an entry with."""
    opened: Store = store()
    show_notices(lang)
    st.markdown(t("oversight.log_lead", lang))
    exchange(lang)
    _whole(verify_log(opened), lang)
    page = number_parameter("page") or 1
    entries, total = log(opened, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    if not total:
        st.info(t("oversight.log_empty", lang), icon=":material/history:")
        return
    names = choices().names
    rows = [_row(entry, names.get(entry.agency_code, entry.agency_code), lang) for entry in entries]
    heads = [Head(t(f"oversight.{name}", lang), narrow=name in ("at", "who_head")) for name in _HEADS]
    listing(heads, rows, label=t("oversight.part_log", lang), kind="whole log")
    _turn(page, -(-total // PAGE_SIZE), lang)


def _whole(check: LogCheck, lang: Language) -> None:
    if check.broken_at is not None:
        st.error(t("oversight.log_broken", lang, n=check.broken_at), icon=":material/gpp_bad:")
    elif check.entries:
        st.success(
            t("oversight.log_whole", lang, n=check.entries, digest=check.head[:16]), icon=":material/verified_user:"
        )


def _row(entry: Decision, agency: str, lang: Language) -> tuple[str, ...]:
    check = load_catalogue().get(entry.check)
    title = f"{check.title.get(lang)} · {entry.check}" if check else entry.check
    at = moment(entry.decided_at)
    if entry.entered_at and (entry.entered_at - entry.decided_at).total_seconds() > 60:
        at = t("oversight.entered_later", lang, at=at, entered=moment(entry.entered_at))
    state = t(f"oversight.decided_{entry.state}", lang)
    return at, entry.who, f"{agency} · {entry.year}", title, state, entry.note


def _turn(page: int, last: int, lang: Language) -> None:
    if last <= 1:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="log-pages"):
        for way, step, end in (("previous", -1, 1), ("next", 1, last)):
            if step > 0:
                st.markdown(t("oversight.page_of", lang, page=page, last=last), width="content")
            st.button(
                t(f"pages.{way}", lang),
                key=f"log-{way}",
                disabled=page == end,
                on_click=set_parameter,
                args=("page", page + step),
            )
