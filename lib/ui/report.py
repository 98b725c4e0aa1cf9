"""The parts of the report page: what it is, the official tables with their findings, where it came from."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lib.checks import Finding, cell_name, describe, load_catalogue
from lib.forms import FigureKey, load_forms
from lib.language import Language, t
from lib.reports import Correction
from lib.ui.address import changed, set_parameter
from lib.ui.context import context
from lib.ui.finding import SEVERITY_ICONS, finding_detail, numbering
from lib.ui.official_table import Mark, official_table_html
from lib.ui.oversight.reviewed import review_line
from lib.ui.pages import page_file
from lib.views.meaning import meaning
from lib.views.picks import FIGURES
from lib.views.report import ReportView, TableView
from lib.views.reviews import Review

# So many further findings are read without a click; more are a list of titles.
FEW = 2
MOST_NAMED = 6


def report_head(shown: ReportView, lang: Language) -> None:
    """Who, for which year, under which form, and how its equations stand."""
    report = shown.stored.report
    forms = sorted({load_forms()[edition].name.get(lang) for edition in report.editions.values()})
    facts = [t(f"terms.scope.{report.scope}", lang), " / ".join(forms)]
    if report.published_on:
        facts.append(t("pages.published", lang, day=report.published_on.isoformat()))
    if shown.stored.revision > 1:
        facts.append(t("pages.revision", lang, n=shown.stored.revision))
    if report.corrections:
        facts.append(t("intake.corrections_note", lang, n=len(report.corrections)))
    with st.container(gap="xxsmall"):
        st.subheader(f"{report.agency.name} · {report.year}", anchor=False)
        st.caption(" · ".join(facts))
        st.markdown(("" if lang == "zh" else " ").join(describe(message, lang) for message in shown.headline))


def opened_finding(shown: ReportView, fingerprint: str) -> Finding | None:
    """The finding whose cells are marked: the one the address names, else the gravest that has cells."""
    named = [finding for finding in shown.findings if finding.fingerprint == fingerprint]
    return next((finding for finding in (*named, *shown.findings) if finding.cells), None)


def previous_switch(shown: ReportView, lang: Language) -> bool:
    """Whether last year's figures stand beside; not to be switched on where no report of that year is on file."""
    year, known = shown.stored.report.year - 1, any(table.previous for table in shown.tables)
    label = t("pages.show_previous" if known else "pages.no_previous", lang, year=year)
    return st.toggle(label, key="previous-year", disabled=not known) and known


def findings_beside(shown: ReportView, opened: Finding | None, decided: Mapping[str, Review], lang: Language) -> None:
    """The finding that is marked on the tables first and in full; the others can be read, and marked instead."""
    others = [finding for finding in shown.findings if finding is not opened]
    with st.container(key="findings-beside"):
        if opened is not None:
            with st.container(border=True, key=f"finding-marked-{opened.severity}"):
                st.caption(f":material/ink_highlighter: {t('pages.marked', lang)}")
                finding_detail(opened, lang)
                _decided(opened, decided, lang)
        for number, finding in enumerate(others):
            title = load_catalogue()[finding.check].title.get(lang)
            icon = SEVERITY_ICONS[finding.severity]
            with st.expander(f"{title} · {finding.check}", icon=icon, expanded=len(others) <= FEW):
                finding_detail(finding, lang, titled=False)
                _decided(finding, decided, lang)
                if finding.cells:
                    _mark_button(finding, number, lang)


def _decided(finding: Finding, decided: Mapping[str, Review], lang: Language) -> None:
    if finding.fingerprint in decided:
        review_line(decided[finding.fingerprint].state, decided[finding.fingerprint], lang)


def _mark_button(finding: Finding, number: int, lang: Language) -> None:
    st.button(
        t("pages.mark_cells", lang),
        key=f"mark-{number}",
        icon=":material/ink_highlighter:",
        on_click=set_parameter,
        args=("finding", finding.fingerprint),
    )


def absent_tables(shown: ReportView, lang: Language) -> None:
    """Say which tables the document does not have: an absent table is not a table of zeros."""
    for table in shown.absent_tables:
        st.warning(t("pages.absent_table", lang, table=t(f"pages.table_{table}", lang)), icon=":material/warning:")


def picked_cells() -> tuple[FigureKey, ...]:
    """The cells that a number on a chart came from, where a pick led here; none where it says nothing of figures."""
    pick = context().options.pick
    return meaning(pick).cells if pick.get("agency") and any(pick.get(facet) for facet in FIGURES) else ()


def picked_line(lang: Language) -> None:
    """Say which cells are marked because a chart led here; nothing where none did."""
    names = [cell_name(key, lang) for key in picked_cells()]
    if names:
        shown = ("、" if lang == "zh" else ", ").join(names[:MOST_NAMED]) + ("…" if len(names) > MOST_NAMED else "")
        st.caption(f":material/my_location: {t('picks.cell_marked', lang, what=shown)}")


def official_tables(shown: ReportView, opened: Finding | None, lang: Language, *, previous: bool) -> None:
    """The tables as the form prints them. The cells of the opened finding are numbered, and what
    would mend them stands beside what was reported; the cells a chart led to are outlined."""
    marks = _marks(opened, lang)
    cause = opened.cause if opened else None
    suggestions = {repair.key: f"{repair.suggested:,}" for repair in cause.cells} if cause else {}
    for table in shown.tables:
        form = load_forms()[table.edition]
        number = form.tables[table.table].section
        title = next(section.title for section in form.sections if section.number == number)
        st.subheader(f"{number}、{title.get(lang)}" if lang == "zh" else title.get(lang), anchor=False)
        st.html(_table(table, shown, marks, suggestions, lang, previous))


def source_and_text(shown: ReportView, lang: Language) -> None:
    """Where the figures came from, the prose as far as it was recorded, and the revisions on file."""
    report = shown.stored.report
    st.page_link(
        page_file("document"),
        label=t("intake.to_document", lang),
        icon=":material/find_in_page:",
        query_params=changed(agency=shown.stored.agency_code, year=report.year, document="", figure=""),
    )
    with st.expander(t("pages.source", lang)):
        source = report.source
        if source.url:
            st.markdown(t("pages.source_url", lang, url=source.url))
        if source.file:
            st.markdown(t("pages.source_file", lang, file=source.file))
        if source.state:
            st.markdown(t("pages.source_state", lang, state=t(f"pages.state_{source.state.replace(' ', '_')}", lang)))
        for revision in shown.revisions:
            st.markdown(t("pages.loaded", lang, n=revision["revision"], at=f"{revision['loaded_at']:%Y-%m-%d %H:%M}"))
    if report.text:
        with st.expander(t("pages.prose", lang)):
            for section, text in report.text.items():
                st.caption(section)
                st.text(text)


def _table(
    table: TableView,
    shown: ReportView,
    marks: dict[FigureKey, Mark],
    suggestions: dict[FigureKey, str],
    lang: Language,
    previous: bool,
) -> str:
    corrections = shown.stored.report.corrections
    return official_table_html(
        table.layout,
        lang,
        values=table.values,
        states=table.states,
        marks={key: mark for key, mark in marks.items() if key in table.values},
        previous=table.previous if previous else None,
        suggestions={key: text for key, text in suggestions.items() if key in table.values},
        corrections={key: read_before(corrections[key], lang) for key in table.values if key in corrections},
        picked=picked_cells(),
        dark=context().look.dark,
    )


def read_before(correction: Correction, lang: Language) -> str:
    """What was read of a figure before a person corrected it."""
    if correction.read is not None:
        return f"{correction.read:,}"
    return correction.raw or t("charts.blank", lang)


def _marks(opened: Finding | None, lang: Language) -> dict[FigureKey, Mark]:
    if opened is None:
        return {}
    return {key: Mark(n, opened.severity, cell_name(key, lang)) for key, n in numbering(opened).items()}
