"""The finding that is open: what is wrong, the review of it, and the official table with its cells numbered."""

from __future__ import annotations

import streamlit as st

from lib.checks import cell_name
from lib.forms import load_forms
from lib.language import Language, t
from lib.ui.address import changed, write
from lib.ui.context import context, open_report
from lib.ui.finding import finding_basis, finding_evidence, finding_said, finding_title, numbering
from lib.ui.notices import show_notices
from lib.ui.official_table import Mark, official_table_html
from lib.ui.oversight.asking import open_finding
from lib.ui.oversight.clock import day, moment
from lib.ui.oversight.keyboard import NEXT, OPEN_REPORT, PREVIOUS
from lib.ui.oversight.reviewing import review_form
from lib.ui.plain import plain
from lib.views.findings import Neighbours, Opened
from lib.views.report import TableView

# What is shared with another report is read side by side, in a part of its own.
COMPARED = ("COPY-TEXT", "COPY-YEAR", "COPY-AGENCY")


def opened_finding(found: Opened, around: Neighbours | None, total: int, lang: Language) -> None:
    """All of it. `around`: what stands before and after it in the list of `total`; None where it is not in the list."""
    finding = found.item.finding
    with st.container(key="opened-finding", gap="small"):
        _steps(found, around, total, lang)
        with st.container(border=True, key=f"finding-marked-{finding.severity}", gap="small"):
            show_notices(lang)
            finding_title(finding, lang)
            st.caption(plain(" · ".join(_facts(found, lang))))
            finding_said(finding, lang)
            finding_evidence(finding, lang)
            if finding.check in COMPARED:
                st.button(
                    t("oversight.side_by_side", lang),
                    key="side-by-side",
                    icon=":material/compare:",
                    on_click=lambda: write(changed(part="copies", pair=finding.fingerprint, finding="", page="")),
                )
            review_form(found.item, around, lang)
        for table in found.report.tables if found.report else ():
            if any(key in table.values for key in finding.cells):
                _table(table, found, lang)
        with st.container(key="finding-basis", gap="xxsmall"):
            finding_basis(finding, lang)
        _history(found, lang)


def _steps(found: Opened, around: Neighbours | None, total: int, lang: Language) -> None:
    """Back and on through the list, and out to the report."""
    finding = found.item.finding
    with st.container(horizontal=True, vertical_alignment="center", key="steps", gap="small"):
        for name, icon, shortcut in (("previous", "arrow_upward", PREVIOUS), ("next", "arrow_downward", NEXT)):
            there = getattr(around, name) if around else ""
            st.button(
                t(f"oversight.{name}", lang),
                key=f"step-{name}",
                icon=f":material/{icon}:",
                shortcut=shortcut,
                disabled=not there,
                on_click=open_finding,
                args=(there,),
            )
        if around is None:
            st.caption(t("oversight.not_listed", lang), width="content")
        else:
            st.caption(t("oversight.place", lang, n=around.number, total=total), width="content")
        st.space("stretch")
        if finding.report_id is not None and st.button(
            t("pages.open_report", lang), key="open-finding", icon=":material/open_in_new:", shortcut=OPEN_REPORT
        ):
            open_report(str(found.item.agency.code), finding.year, finding.fingerprint)


def _facts(found: Opened, lang: Language) -> list[str]:
    item = found.item
    facts = [f"{item.agency.text} · {item.finding.year}"]
    if item.finding.impact:
        facts.append(t("oversight.impact", lang, n=item.finding.impact))
    if item.repeats > 1:
        facts.append(t("oversight.repeats", lang, n=item.repeats))
    facts.append(t("oversight.seen", lang, day=day(item.seen_at)))
    return facts


def _table(table: TableView, found: Opened, lang: Language) -> None:
    """One official table with the finding's cells numbered; last year's figures stand in these cells only."""
    finding = found.item.finding
    numbers = numbering(finding)
    marks = {
        key: Mark(number, finding.severity, cell_name(key, lang))
        for key, number in numbers.items()
        if key in table.values
    }
    repairs = finding.cause.cells if finding.cause else ()
    form = load_forms()[table.edition]
    number = form.tables[table.table].section
    title = next(section.title for section in form.sections if section.number == number).get(lang)
    st.subheader(f"{number}、{title}" if lang == "zh" else title, anchor=False)
    st.html(
        official_table_html(
            table.layout,
            lang,
            values=table.values,
            states=table.states,
            marks=marks,
            previous={key: text for key, text in found.last_year.items() if key in table.values},
            suggestions={repair.key: f"{repair.suggested:,}" for repair in repairs if repair.key in table.values},
            dark=context().look.dark,
        )
    )


def _history(found: Opened, lang: Language) -> None:
    """What was decided before, of this finding and of the same check while the figures were others."""
    decisions = (*found.history, *found.earlier)
    if not decisions:
        return
    with st.container(key="finding-history", gap="xxsmall"):
        st.markdown(f"**{t('oversight.history', lang)}**")
        for decision in decisions:
            said = t(
                "oversight.decision",
                lang,
                at=moment(decision.decided_at),
                who=decision.who,
                state=t(f"oversight.states.{decision.state}", lang),
            )
            note = t("oversight.in_quotes", lang, text=decision.note) if decision.note else ""
            other = "" if decision.fingerprint == found.item.finding.fingerprint else t("oversight.other_figures", lang)
            st.caption(plain(said + note + other))
