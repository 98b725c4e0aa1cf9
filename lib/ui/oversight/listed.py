"""The list beside what is opened from it: the same for the worklist and for what has changed."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from lib.language import Language, t
from lib.store import Filters
from lib.ui.address import parameter
from lib.ui.oversight.downloads import downloads
from lib.ui.oversight.filters import filter_row, grouping
from lib.ui.oversight.keyboard import keyboard
from lib.ui.oversight.opened import opened_finding
from lib.ui.stored import reviewed
from lib.ui.worklist import worklist
from lib.views.findings import Findings, Neighbours, Worklist, findings, neighbours_of, opened


def list_section(filters: Filters, asked: Worklist, lang: Language, *, none: str) -> None:
    """Filters, the list, and the finding that is open: the one the address names, else the first. `none`: what is said
    where the list has nothing, and no filter is the reason."""
    named = parameter("finding")
    grouped = asked.group != "none"
    around = reviewed(neighbours_of, filters, asked, named) if named and (asked.open_group or not grouped) else None
    if around is not None:
        asked = replace(asked, inner=around.page) if grouped else replace(asked, page=around.page)
    shown = reviewed(findings, filters, asked)
    narrowed = any((asked.checks, asked.severities, asked.states, asked.causes, asked.search))
    if shown.total or narrowed:
        with st.container(horizontal=True, vertical_alignment="bottom", key="list-filters"):
            filter_row(shown, asked, lang)
    if not shown.total and not named:
        st.info(t("oversight.none_fits", lang) if narrowed else none, icon=":material/check_circle:")
        return
    with st.container(key="list-body"):
        left, right = st.columns([5, 8], gap="medium")
    with left:
        first = shown.items[0].finding.fingerprint if shown.items else ""
        with st.container(horizontal=True, vertical_alignment="center", key="list-head"):
            grouping(asked, lang)
            st.space("stretch")
            downloads(filters, asked, lang)
        worklist(shown, named or first, lang)
    with right:
        _opened(filters, asked, shown, named or first, around, lang)


def _opened(
    filters: Filters, asked: Worklist, shown: Findings, fingerprint: str, around: Neighbours | None, lang: Language
) -> None:
    found = reviewed(opened, fingerprint) if fingerprint else None
    keyboard(fingerprint)
    if found is None:
        st.info(t("oversight.not_found" if fingerprint else "oversight.open_a_group", lang), icon=":material/info:")
        return
    if around is None and parameter("finding") != fingerprint:
        around = reviewed(neighbours_of, filters, asked, fingerprint)
    group = next((group for group in shown.groups if group.code == shown.open_group), None)
    opened_finding(found, around, group.findings if group else shown.total, lang)
