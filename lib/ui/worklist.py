"""The worklist of findings: filters by check and severity, the list, and the one that is open."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from lib.checks import Finding, load_catalogue, say_equation, say_finding
from lib.language import Language, t
from lib.ui.address import set_parameter
from lib.views.findings import PAGE_SIZE, Findings, Item

_SEVERITIES = ("error", "warning", "information")
# Streamlit wraps the text of rows higher than this many px.
_TALL = 64
_SIGNS = {"error": "✕", "warning": "!", "information": "i"}


def check_filter(shown: Findings, checks: tuple[str, ...], severities: tuple[str, ...], lang: Language) -> None:
    """Which severities and checks to list; both are in the address."""
    by_severity = {name: sum(c.findings for c in shown.counts if c.severity == name) for name in _SEVERITIES}
    by_check: dict[str, int] = {}
    for count in shown.counts:
        by_check[count.check] = by_check.get(count.check, 0) + count.findings
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _pills(
            "severity",
            list(severities),
            {n: f"{t(f'terms.severity.{n}', lang)} {k}" for n, k in by_severity.items() if k},
            lang,
        )
        titles = {name: f"{load_catalogue()[name].title.get(lang)} · {name}（{n}）" for name, n in by_check.items()}
        _choice("check", list(checks), titles, lang)


def worklist(shown: Findings, lang: Language) -> Item:
    """The list; the finding of the row that was clicked, the first one before any click."""
    frame = pd.DataFrame([_row(item, lang) for item in shown.items])
    frame.columns = [t(f"pages.{name}", lang) for name in ("severity", "agency_year", "message")]
    event: Any = st.dataframe(
        frame,
        key=f"worklist-{shown.page}",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        height=700,
        row_height=_TALL,
        column_config={
            frame.columns[0]: st.column_config.TextColumn(width=76 if lang == "zh" else 96),
            frame.columns[1]: st.column_config.TextColumn(width=150),
        },
    )
    _pages(shown, lang)
    cells = event["selection"]["cells"] if event else []
    place = cells[0][0] if cells else 0
    return shown.items[place if place < len(shown.items) else 0]


def _row(item: Item, lang: Language) -> tuple[str, ...]:
    finding = item.finding
    severity = f"{_SIGNS[finding.severity]} {t(f'terms.severity.{finding.severity}', lang)}"
    return severity, f"{item.agency.text} {finding.year}", _short(finding, lang)


def _short(finding: Finding, lang: Language) -> str:
    """What is wrong, by its first equation: the rest and the cause stand beside the list."""
    if not finding.equations:
        return say_finding(finding, lang)
    others = len(finding.equations) - 1
    more = t("pages.and_equations", lang, n=others) if others else ""
    return say_equation(finding.equations[0], lang) + more


def _pages(shown: Findings, lang: Language) -> None:
    last = -(-shown.total // PAGE_SIZE)
    if last <= 1:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("pages.previous", lang),
            disabled=shown.page <= 1,
            on_click=lambda: set_parameter("page", shown.page - 1),
        )
        st.markdown(t("pages.page_of", lang, page=shown.page, last=last, total=shown.total), width="content")
        st.button(
            t("pages.next", lang), disabled=shown.page >= last, on_click=lambda: set_parameter("page", shown.page + 1)
        )


def _pills(name: str, chosen: list[str], labels: dict[str, str], lang: Language) -> None:
    key = f"list.{name}"
    st.session_state[key] = [code for code in chosen if code in labels]
    st.pills(
        t(f"pages.{name}", lang),
        list(labels),
        selection_mode="multi",
        key=key,
        format_func=labels.__getitem__,
        on_change=lambda: _chosen(name, key),
    )


def _choice(name: str, chosen: list[str], labels: dict[str, str], lang: Language) -> None:
    key = f"list.{name}"
    st.session_state[key] = [code for code in chosen if code in labels]
    st.multiselect(
        t(f"pages.{name}", lang),
        list(labels),
        key=key,
        format_func=labels.__getitem__,
        placeholder=t("pages.all_checks", lang),
        select_all=False,
        on_change=lambda: _chosen(name, key),
        width=420,
    )


def _chosen(name: str, key: str) -> None:
    set_parameter(name, ",".join(st.session_state[key]))
    set_parameter("page", "")
