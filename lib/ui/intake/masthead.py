"""Whose report, for which year, published when, of what scope: as read, to be put right by a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from lib.language import Language, Message, UserError, t
from lib.loading.inbox import Edits
from lib.reports import SCOPES, Agency
from lib.reports.model import FIRST_YEAR
from lib.store import Agencies
from lib.ui.intake.desk import desk
from lib.ui.intake.waiting import Waiting
from lib.ui.notices import attempt
from lib.ui.plain import plain
from lib.ui.stored import store

_SUGGESTED = 4
# As long as the name of an agency may be; what is longer is refused with a sentence when it is settled.
_LONGEST_NAME = 80


def masthead_form(waiting: Waiting, lang: Language) -> None:
    """The fields; every change is kept at once. A file that was refused for want of one is read again with it."""
    report, edits, item = waiting.reading.report, waiting.edits, waiting.item
    read: dict[str, Any] = {
        "agency": report.agency.name if report else "",
        "year": report.year if report else None,
        "published_on": report.published_on.isoformat() if report and report.published_on else "",
        "scope": report.scope if report else "unknown",
    }
    now = {name: getattr(edits, name) if getattr(edits, name) is not None else read[name] for name in read}
    keys = {name: f"{name}-{item.id}" for name in read}
    for name, value in now.items():
        st.session_state[keys[name]] = value.isoformat() if isinstance(value, date) else value

    def changed() -> None:
        attempt(lambda: _save(waiting, {name: st.session_state[key] for name, key in keys.items()}, read))

    with st.container(horizontal=True, key="masthead", vertical_alignment="bottom"):
        _fields(keys, now["year"], changed, lang)
    _known_or_near(waiting, str(now["agency"] or ""), lang)


def _fields(keys: Mapping[str, str], year: int | None, changed: Callable[[], None], lang: Language) -> None:
    st.text_input(t("frame.agency", lang), key=keys["agency"], on_change=changed, width=340)
    years = range(date.today().year, FIRST_YEAR - 1, -1)
    options = [*years] if year in years or not year else [year, *years]
    label, choose = t("pages.year", lang), t("frame.choose", lang)
    st.selectbox(label, options, key=keys["year"], on_change=changed, placeholder=choose, filter_mode=None, width=110)
    day, example = t("intake.published_on", lang), "2025-01-31"
    st.text_input(day, key=keys["published_on"], on_change=changed, placeholder=example, width=150)
    st.selectbox(
        t("intake.scope", lang),
        SCOPES,
        key=keys["scope"],
        format_func=lambda scope: t(f"terms.scope.{scope}", lang),
        on_change=changed,
        filter_mode=None,
        width=200,
    )


def _known_or_near(waiting: Waiting, name: str, lang: Language) -> None:
    """Whether the roster knows this agency; if not, which of its names may be meant."""
    if not 2 <= len(name) <= _LONGEST_NAME:
        return
    agencies = Agencies.read(store())
    if agencies.known(Agency(name=name)):
        return
    near = [agency.entry.agency for agency in agencies.nearest(name, _SUGGESTED)]
    with st.container(horizontal=True, vertical_alignment="center", key="near-names"):
        said = t("intake.unknown_agency_near" if near else "intake.unknown_agency", lang, name=plain(name))
        st.caption(f":material/person_search: {said}", width="content")
        for n, agency in enumerate(near):
            st.button(plain(agency.name), key=f"near-{n}", type="tertiary", on_click=_take_name, args=(waiting, agency))


def _take_name(waiting: Waiting, agency: Agency) -> None:
    named = replace(waiting.edits, agency=agency.name, region_code=agency.region_code)
    attempt(lambda: _keep(waiting, named))


def _save(waiting: Waiting, typed: Mapping[str, Any], read: Mapping[str, Any]) -> None:
    """Keep what differs from what was read. Raises UserError for a date that is none."""
    said = {name: value if value not in (read[name], "", None) else None for name, value in typed.items()}
    agency = said["agency"].strip() if said["agency"] else None
    edits = waiting.edits
    _keep(
        waiting,
        replace(
            edits,
            agency=agency,
            region_code=edits.region_code if agency == edits.agency else None,
            year=said["year"],
            published_on=_date(said["published_on"]),
            scope=said["scope"],
        ),
    )


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text else None
    except ValueError:
        raise UserError(Message("intake.not_a_date", {"text": text})) from None


def _keep(waiting: Waiting, edits: Edits) -> None:
    desk().inbox.save(waiting.item.id, edits)
    if waiting.reading.reading is not None and waiting.reading.report is None:
        desk().read_again(waiting.item)
