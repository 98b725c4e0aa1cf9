"""The tables and short lists of the pages."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib.charts import Tile, tile
from lib.checks import load_catalogue
from lib.language import Language, Message, say, t
from lib.ui.address import changed
from lib.ui.context import context
from lib.ui.finding import SEVERITY_ICONS
from lib.ui.pages import page_file
from lib.views.compositions import DISPUTES
from lib.views.coverage import STATUSES, Coverage
from lib.views.disputes import DisputeRow, Disputes
from lib.views.findings import Item
from lib.views.model import Name, Rate
from lib.views.overview import Overview
from lib.views.requests import Requests

NOTHING = "—"


def words(name: Name, lang: Language) -> str:
    """A name as it is read: a term of the form in this language, or the proper noun it is."""
    if name.message is not None:
        return say(name.message, lang)
    return f"{name.text}（{say(name.group, lang)}）" if name.group and lang == "zh" else str(name.text)


def status_list(statuses: Sequence[tuple[str, int]], lang: Language) -> None:
    """How the reports stand, gravest first, with the way to the list behind it."""
    st.subheader(t("pages.data_state", lang), anchor=False)
    look = context().look
    for status, count in statuses:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(_swatch(tile(status, look)), width=22)
            st.markdown(f"{t(f'terms.status.{status}', lang)}", width="stretch")
            st.markdown(t("pages.reports_n", lang, n=count), width="content")
    _link("findings", t("pages.to_findings", lang))
    _link("coverage", t("pages.to_coverage", lang))


def attention_list(items: Sequence[Item], lang: Language) -> None:
    """The findings to look at first, each with the way to its report."""
    if not items:
        return
    st.subheader(t("pages.attention", lang), anchor=False)
    for item in items:
        finding = item.finding
        title = load_catalogue()[finding.check].title.get(lang)
        st.page_link(
            page_file("report"),
            label=f"{item.agency.text} {finding.year} · {title}",
            icon=SEVERITY_ICONS[finding.severity],
            query_params=changed(agency=item.agency.code, year=finding.year, finding=finding.fingerprint),
        )


def movers_list(shown: Overview, lang: Language) -> None:
    """Which agencies' own reports changed most since the year before."""
    if not shown.movers:
        return
    year = shown.selection.focus
    st.subheader(t("pages.movers", lang), anchor=False)
    st.caption(t("pages.movers_note", lang, before=year - 1, after=year))
    rows = [(words(m.agency, lang), m.before, m.after, f"{m.after - m.before:+,}") for m in shown.movers]
    columns = [t("frame.agency", lang), str(year - 1), str(year), t("pages.difference", lang)]
    st.table(pd.DataFrame(rows, columns=columns).set_index(columns[0]))


def ground_table(shown: Requests, lang: Language) -> None:
    """Every ground for not granting with its article, year by year."""
    st.subheader(t("pages.grounds", lang), anchor=False)
    years = [str(year) for year in shown.selection.years]
    rows = [
        (t(f"terms.outcome.{ground.outcome}", lang), words(ground.name, lang), ground.basis or NOTHING, *ground.counts)
        for ground in shown.grounds
    ]
    head = [t(f"pages.{name}", lang) for name in ("outcome", "ground", "basis")]
    frame = pd.DataFrame(rows, columns=[*head, *years])
    _grid(frame.astype(dict.fromkeys(years, "Int64")))


def dispute_table(shown: Disputes, lang: Language) -> None:
    """Each agency's cases and correction rates of one year, with n and the bounds the pending cases leave open."""
    if not shown.rows:
        return
    st.subheader(t("pages.dispute_rows", lang, year=shown.year), anchor=False)
    head = [t("frame.agency", lang), *(t(f"terms.dispute.{name}", lang) for name in DISPUTES)]
    rates = [t(f"pages.{name}", lang) for name in ("corrected_rate", "pending", "bounds", "litigation_rate")]
    frame = pd.DataFrame([_dispute(row, lang) for row in shown.rows], columns=[*head, *rates])
    _grid(frame.astype(dict.fromkeys([*head[1:], rates[1]], "Int64")))


def coverage_table(shown: Coverage, lang: Language) -> None:
    """Reports by status, year by year, and how many of those expected are there."""
    head = [t("pages.year", lang), *(t(f"terms.status.{status}", lang) for status in STATUSES)]
    rows = [
        (str(year.year), *(year.statuses[status] for status in STATUSES), _rate(year.coverage, lang))
        for year in shown.years
    ]
    _grid(pd.DataFrame(rows, columns=[*head, t("pages.coverage_rate", lang)]))


def _dispute(row: DisputeRow, lang: Language) -> tuple[object, ...]:
    bounds = NOTHING if row.lowest is None else f"{row.lowest:.0%}–{row.highest:.0%}"
    rates = (_rate(row.corrected, lang), row.pending, bounds, _rate(row.litigation, lang))
    return (words(row.agency, lang), *row.totals, *rates)


def _rate(rate: Rate | None, lang: Language) -> str:
    if rate is None:
        return NOTHING
    return say(Message("views.rate", {"rate": rate.value, "n": rate.numerator, "of": rate.denominator}), lang)


def _grid(frame: pd.DataFrame) -> None:
    st.dataframe(frame, hide_index=True, placeholder=NOTHING)


def _link(slug: str, label: str) -> None:
    st.page_link(page_file(slug), label=label, icon=":material/arrow_forward:", query_params=changed())


def _swatch(drawn: Tile) -> str:
    style = f"background:{drawn.fill};border:1px solid {drawn.line};color:{drawn.ink}"
    return f'<span class="swatch" style="{style}" aria-hidden="true">{drawn.sign}</span>'
