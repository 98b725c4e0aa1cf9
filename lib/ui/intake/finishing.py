"""Taking reports into the store, or letting a file go: what would happen, the buttons, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from lib.language import Language, Message, say, t
from lib.loading import Summary
from lib.loading.committing import commit
from lib.reports import Report
from lib.store import Agencies
from lib.store.reading import find_report, findings_of
from lib.ui.address import changed, set_parameter
from lib.ui.intake.desk import desk
from lib.ui.intake.waiting import Waiting
from lib.ui.notices import attempt
from lib.ui.pages import page_file
from lib.ui.plain import plain
from lib.ui.stored import store

_KEY = "intake-committed"
_LISTED = 20
_REFUSED = "loading.settle_refused"
PLAN_ICONS = {
    "new": ":material/add_circle:",
    "revision": ":material/difference:",
    "same": ":material/equal:",
    "several": ":material/dataset:",
    "hindered": ":material/block:",
}


@dataclass(frozen=True)
class Committed:
    """What a load did: its summary, and the reports that came in by it."""

    summary: Summary
    reports: tuple[Report, ...]


def take_in(waiting: Sequence[Waiting]) -> None:
    """Store what these files give, and take them out of the inbox."""

    def store_all() -> None:
        settled = [(one.item.id, report) for one in waiting for _, report in one.settled]
        places = {one.item.id: one.reading.reading.places for one in waiting if one.reading.reading is not None}
        # A file of which some reports were refused stays, so that nobody takes it for done.
        partly = [one.item.id for one in waiting if one.refusals]
        summary = commit(store(), desk().inbox, settled, places=places, keep=partly)
        left = {item.id for item in desk().inbox.items()}
        for one in waiting:
            if one.item.id not in left:
                desk().forget(one.item.id)
        reports = {(report.agency.name, report.year): report for _, report in settled}
        st.session_state[_KEY] = Committed(summary, tuple(reports.values()))

    if attempt(store_all):
        set_parameter("document", "")


def discard(waiting: Sequence[Waiting]) -> None:
    """Let files go. What is stored stays stored."""
    for one in waiting:
        desk().inbox.discard(one.item.id)
        desk().forget(one.item.id)
    set_parameter("document", "")


def committed_notice(lang: Language) -> None:
    """What the last load did, with the way to its reports and to what the checks found in them."""
    done: Committed | None = st.session_state.get(_KEY)
    if done is None:
        return
    summary = done.summary
    with st.container(border=True, key="committed", gap="xsmall"):
        values = {"added": summary.added, "revised": summary.revised, "unchanged": summary.unchanged}
        st.markdown(f":material/check_circle: **{t('intake.committed', lang, **values)}**")
        for problem in summary.problems:
            st.warning(plain(say(problem, lang)), icon=":material/warning:")
        agencies = Agencies.read(store())
        for report in done.reports[:_LISTED]:
            _link(agencies, report, lang)
        if len(done.reports) > _LISTED:
            st.caption(t("intake.and_more", lang, n=len(done.reports) - _LISTED))
        st.button(t("intake.close", lang), key="close-committed", on_click=lambda: st.session_state.pop(_KEY, None))


def _link(agencies: Agencies, report: Report, lang: Language) -> None:
    known = agencies.find(report.agency)
    stored = find_report(store(), known.code, report.year) if known else None
    if known is None or stored is None:
        return
    found = findings_of(store(), stored.report_id)
    gravest = found[0]["fingerprint"] if found else ""
    count = t("intake.findings_n", lang, n=len(found)) if found else t("intake.findings_none", lang)
    st.page_link(
        page_file("report"),
        label=f"{plain(report.agency.name)} {report.year} · {count}",
        icon=":material/description:",
        query_params=changed(agency=known.code, year=report.year, finding=gravest, document="", figure=""),
    )


def finish_bar(waiting: Waiting, lang: Language) -> None:
    """The buttons that end the work on one file."""
    open_ones = len(waiting.open_questions)
    with st.container(horizontal=True, vertical_alignment="center", key="finish"):
        st.markdown(plan_words(waiting, lang), width="stretch")
        if waiting.outcome != "refused":
            st.button(
                t("intake.commit_revision" if waiting.plan == "revision" else "intake.commit", lang),
                key="commit",
                type="primary",
                icon=":material/save:",
                disabled=not waiting.ready or waiting.plan == "same",
                on_click=take_in,
                args=([waiting],),
            )
        with st.popover(t("intake.discard", lang), icon=":material/delete:"):
            st.markdown(t("intake.discard_sure", lang, name=plain(waiting.item.name)))
            st.button(t("intake.discard_yes", lang), key="discard-one", on_click=discard, args=([waiting],))
    if waiting.hindrance is None and open_ones and waiting.outcome == "questions":
        st.caption(t("intake.must_look", lang, n=open_ones))


def plan_words(waiting: Waiting, lang: Language) -> str:
    """What taking a file in would do, or what stands in the way, with its sign; nothing where the refusal says it all."""
    if waiting.hindrance is not None and waiting.outcome == "refused" and waiting.hindrance.key == _REFUSED:
        return ""
    return f"{PLAN_ICONS[waiting.plan]} {plain(plan_text(waiting, lang))}"


def plan_text(waiting: Waiting, lang: Language) -> str:
    """What taking a file in would do, or what stands in the way."""
    if waiting.hindrance is not None:
        return say(waiting.hindrance, lang)
    if waiting.may_be:
        return t("intake.plan_may_be", lang, name=waiting.may_be)
    cells = sum(change.part == "figure" for change in waiting.changes)
    values: dict[str, object] = {"cells": cells, "others": len(waiting.changes) - cells}
    if waiting.plan == "several":
        values = {"n": len(waiting.settled), "refused": len(waiting.refusals)}
    return say(Message(f"intake.plan_{waiting.plan}", values), lang)
