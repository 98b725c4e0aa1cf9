"""A stored report with its document: every figure leads to the cell it was read from; its revisions side by side."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from lib.language import Language, t
from lib.loading.archive import original_of, places_of
from lib.loading.comparison import changes
from lib.loading.inbox import Edits
from lib.store.reading import StoredReport, find_report, revisions
from lib.ui.address import changed
from lib.ui.context import context
from lib.ui.intake.beside import document_beside
from lib.ui.intake.changes import change_listing
from lib.ui.intake.choice import choose_figure, chosen_figure
from lib.ui.intake.desk import Paper, desk
from lib.ui.intake.panel import figure_panel
from lib.ui.intake.tables import read_tables
from lib.ui.listing import Head, listing
from lib.ui.pages import page_file
from lib.ui.plain import plain
from lib.ui.stored import store


def kept_report(agency: str, year: int, lang: Language) -> None:
    """The current revision of a report, its document beside it, and what its revisions changed."""
    stored = find_report(store(), agency, year)
    if stored is None:
        st.info(t("pages.no_report", lang, agency=plain(agency), year=year), icon=":material/info:")
        return
    st.subheader(f"{plain(stored.report.agency.name)} · {year}", anchor=False)
    _source(stored, lang)
    _revisions(stored, year, lang)
    _beside(agency, year)


def _source(stored: StoredReport, lang: Language) -> None:
    source = stored.report.source
    path = original_of(source.sha256)
    facts = [plain(source.file) if source.file else t("intake.no_file", lang)]
    if source.sha256:
        facts.append(f"SHA-256 {source.sha256[:16]}…")
    with st.container(horizontal=True, vertical_alignment="center", key="kept-source"):
        st.caption(" · ".join(facts), width="content")
        if path is not None:
            st.download_button(
                t("intake.open_original", lang),
                data=path.read_bytes,
                file_name=source.file or path.name,
                icon=":material/download:",
                key="original",
                on_click="ignore",
            )
        st.page_link(
            page_file("report"),
            label=t("pages.open_report", lang),
            icon=":material/description:",
            query_params=changed(agency=stored.agency_code, year=stored.report.year, document="", figure=""),
            width="content",
        )


def _revisions(stored: StoredReport, year: int, lang: Language) -> None:
    """Every revision with where it came from; two of them compared."""
    found = revisions(store(), stored.agency_code, year)
    with st.expander(t("intake.revisions_n", lang, n=len(found)), icon=":material/history:", expanded=len(found) > 1):
        heads = [Head(t(f"intake.kept_{name}", lang)) for name in ("revision", "loaded_at", "file")]
        rows = [(_number(row, lang), f"{row['loaded_at']:%Y-%m-%d %H:%M}", row["source_file"] or "—") for row in found]
        listing(heads, rows, label=t("intake.revisions_n", lang, n=len(found)), kind="whole")
        if len(found) < 2:
            return
        numbers = [row["revision"] for row in found]
        with st.container(horizontal=True):
            before = st.selectbox(t("intake.compare_from", lang), numbers, index=1, filter_mode=None, width=140)
            after = st.selectbox(t("intake.compare_to", lang), numbers, index=0, filter_mode=None, width=140)
        sides = [find_report(store(), stored.agency_code, year, number) for number in (before, after)]
        if sides[0] is None or sides[1] is None:
            return
        changed_cells = changes(sides[0].report, sides[1].report)
        if changed_cells:
            change_listing(changed_cells, t("intake.changes", lang, n=len(changed_cells)), lang)
        else:
            st.caption(t("intake.no_changes", lang))


def _number(row: dict[str, Any], lang: Language) -> str:
    return t("intake.revision_current" if row["current"] else "intake.revision_past", lang, n=row["revision"])


@st.fragment
def _beside(agency: str, year: int) -> None:
    lang = context().lang
    stored = find_report(store(), agency, year)
    if stored is None:
        return
    report = stored.report
    path, places = original_of(report.source.sha256), places_of(report.source.sha256)
    name = f"{agency} {year}"
    chosen, choose = chosen_figure(name), partial(choose_figure, name)
    with st.container(key="document-body"):
        left, right = st.columns([11, 9], gap="medium")
        with left:
            read_tables(report, Edits(), (), chosen, choose)
        with right, st.container(key="document-beside"):
            paper = _paper(path, report.source.file) if path is not None else None
            with st.spinner(t("intake.reading", lang)):
                document = desk().document(paper) if paper is not None else None
            key = chosen if chosen in report.figures else ""
            figure_panel(None, report, Edits(), key, places.get(key), document)
            if paper is None:
                st.info(t("intake.no_original", lang), icon=":material/description:")
            else:
                document_beside(paper, document, places, key, choose, lang)


def _paper(path: Path, name: str | None) -> Paper:
    return Paper(path.stem, name or path.name, path.read_bytes)
