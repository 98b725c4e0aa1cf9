"""名册: who is expected to report. A table to search, files to take away, and an upload that says first what it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import streamlit as st

from lib.exports import write_roster_xlsx
from lib.language import Language, Message, UserError, say, t
from lib.loading.roster import COLUMNS, read_roster, roster_cells, roster_of, write_roster
from lib.loading.rostering import RosterChanges, apply_roster, roster_changes
from lib.store import RosterEntry
from lib.ui.address import number_parameter, parameter, set_parameter
from lib.ui.intake.search import search_field
from lib.ui.intake.upload import MEGABYTES
from lib.ui.listing import Head, listing
from lib.ui.notices import attempt, notice, show_notices
from lib.ui.plain import plain
from lib.ui.silence import said_read_only
from lib.ui.stored import store, view

PAGE_SIZE = 50
_ROUND = "roster-round"
_SHOWN = ("name", "kind", "level", "region_code", "parent", "expected", "past_names")


def roster_part(lang: Language) -> None:
    """The roster as it is, and the way to change it."""
    show_notices(lang)
    entries = view(roster_of)
    _downloads(entries, lang)
    if not said_read_only(lang):
        _upload(lang)
    _table(entries, lang)


def matching(entries: Iterable[RosterEntry], text: str) -> list[RosterEntry]:
    """The entries with `text` in a name, a past name, the parent or the region code."""
    found = []
    for entry in entries:
        agency = entry.agency
        words = (agency.name, agency.parent or "", agency.region_code or "", *entry.past_names)
        if any(text in word for word in words):
            found.append(entry)
    return found


def _downloads(entries: Sequence[RosterEntry], lang: Language) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(t("intake.roster_lead", lang, n=len(entries)), width="stretch")
        xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        for ending, mime in (("xlsx", xlsx), ("csv", "text/csv")):
            st.download_button(
                t(f"intake.roster_{ending}", lang),
                data=partial(_file, entries, ending),
                file_name=t("intake.roster_file", lang, ending=ending),
                mime=mime,
                key=f"roster-{ending}",
                icon=":material/download:",
                on_click="ignore",
            )


def _file(entries: Sequence[RosterEntry], ending: str) -> bytes:
    return write_roster_xlsx(entries) if ending == "xlsx" else "".join(write_roster(entries)).encode("utf-8-sig")


def _upload(lang: Language) -> None:
    turn = st.session_state.setdefault(_ROUND, 0)
    with st.container(key="upload-roster"):
        sent = st.file_uploader(t("intake.upload_roster", lang), key=f"roster-file-{turn}", max_upload_size=MEGABYTES)
    if sent is None:
        return
    try:
        entries = read_roster(sent.getvalue(), sent.name)
        found = roster_changes(store(), entries)
    except UserError as error:
        st.error(plain(say(error.message, lang)), icon=":material/error:")
        return
    with st.container(border=True, key="roster-preview"):
        counts = {name: len(getattr(found, name)) for name in ("added", "changed", "unlisted", "removed")}
        summary = t("intake.roster_preview", lang, **counts, unchanged=found.unchanged)
        st.markdown(f"**{plain(sent.name)}** {summary}")
        _preview(found, lang)
        _decide(found, entries, counts, lang)


def _decide(found: RosterChanges, entries: Sequence[RosterEntry], counts: dict[str, int], lang: Language) -> None:
    def apply() -> None:
        if attempt(lambda: apply_roster(store(), entries)):
            notice("done", Message("intake.roster_applied", counts))
            st.session_state[_ROUND] += 1

    with st.container(horizontal=True):
        label = t("intake.roster_apply", lang)
        st.button(label, type="primary", key="roster-apply", disabled=not found.any, on_click=apply)
        st.button(t("intake.roster_cancel", lang), key="roster-cancel", on_click=_cancel)


def _cancel() -> None:
    st.session_state[_ROUND] += 1


def _preview(found: RosterChanges, lang: Language) -> None:
    """Every entry that would not be as it is."""
    for name in ("added", "unlisted", "removed"):
        entries: Sequence[RosterEntry] = getattr(found, name)
        if entries:
            label = t(f"intake.roster_{name}", lang, n=len(entries))
            st.caption(label)
            listing(_heads(lang), [_row(entry, lang) for entry in entries], label=label)
    _changed(found, lang)


def _changed(found: RosterChanges, lang: Language) -> None:
    if not found.changed:
        return
    label = t("intake.roster_changed", lang, n=len(found.changed))
    st.caption(label)
    heads = [Head(t("intake.roster_name", lang)), Head(t("intake.roster_column", lang))]
    heads += [Head(t("intake.change_before", lang)), Head(t("intake.change_after", lang))]
    rows = []
    for before, after in found.changed:
        for name, old, new in zip(COLUMNS, roster_cells(before), roster_cells(after), strict=True):
            if old != new:
                rows.append((after.agency.name, t(f"intake.column_{name}", lang), old or None, new or None))
    listing(heads, rows, label=label)


def _table(entries: Sequence[RosterEntry], lang: Language) -> None:
    search_field("roster-search", t("intake.roster_find_hint", lang), lang)
    found = matching(entries, parameter("find").strip())
    if not found:
        st.info(t("intake.roster_none", lang), icon=":material/search_off:")
        return
    last = -(-len(found) // PAGE_SIZE)
    page = min(number_parameter("page") or 1, last)
    rows = [_row(entry, lang) for entry in found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]]
    listing(_heads(lang), rows, label=t("intake.part_roster", lang), kind="whole")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(t("pages.previous", lang), disabled=page <= 1, on_click=set_parameter, args=("page", page - 1))
        st.markdown(t("pages.page_of", lang, page=page, last=last, total=len(found)), width="content")
        st.button(t("pages.next", lang), disabled=page >= last, on_click=set_parameter, args=("page", page + 1))


def _heads(lang: Language) -> list[Head]:
    return [Head(t(f"intake.column_{name}", lang)) for name in _SHOWN]


def _row(entry: RosterEntry, lang: Language) -> tuple[str | None, ...]:
    agency = entry.agency
    return (
        agency.name,
        t(f"terms.kind.{agency.kind}", lang) if agency.kind else None,
        t(f"terms.level.{agency.level}", lang) if agency.level else None,
        agency.region_code,
        agency.parent,
        _expected(entry, lang),
        "；".join(entry.past_names) or None,
    )


def _expected(entry: RosterEntry, lang: Language) -> str | None:
    if entry.expected_from is None:
        return None
    if entry.expected_until is None:
        return t("pages.years_since", lang, since=entry.expected_from)
    return t("pages.years_until", lang, since=entry.expected_from, until=entry.expected_until)
