"""The tables and short lists of the pages."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.charts import Tile, tile
from lib.checks import load_catalogue
from lib.language import Language, Message, say, t
from lib.ui.address import changed
from lib.ui.context import context
from lib.ui.finding import SEVERITY_ICONS
from lib.ui.listing import Head, listing
from lib.ui.pages import page_file
from lib.views.basis import legal_basis
from lib.views.compositions import DISPUTES
from lib.views.coverage import STATUSES, Coverage
from lib.views.disputes import DisputeRow, Disputes
from lib.views.findings import Item
from lib.views.model import Name, Rate
from lib.views.overview import Overview
from lib.views.requests import Requests


def words(name: Name, lang: Language) -> str:
    """A name as it is read: a term of the form in this language, or the proper noun it is."""
    if name.message is not None:
        return say(name.message, lang)
    return t("pages.in_brackets", lang, name=name.text, group=name.group) if name.group else str(name.text)


def status_list(statuses: Sequence[tuple[str, int]], lang: Language) -> None:
    """How the reports stand, gravest first, with the way to the list behind it."""
    look = context().look
    with st.container(key="statuses", gap="xsmall"):
        st.subheader(t("pages.data_state", lang), anchor=False)
        for status, count in statuses:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(_swatch(tile(status, look)), width=22)
                st.markdown(f"{t(f'terms.status.{status}', lang)}", width="stretch")
                st.markdown(t("pages.reports_n", lang, n=count), width="content")
        with st.container(horizontal=True):
            _link("findings", t("pages.to_findings", lang))
            _link("coverage", t("pages.to_coverage", lang))


def attention_list(items: Sequence[Item], lang: Language) -> None:
    """The findings to look at first, each with the way to its report."""
    if not items:
        return
    with st.container(key="attention", gap="xsmall"):
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
    title = t("pages.movers", lang)
    with st.container(key="movers", gap="xsmall"):
        st.subheader(title, anchor=False)
        st.caption(t("pages.movers_note", lang, before=year - 1, after=year))
        years = [Head(str(year - 1), number=True), Head(str(year), number=True)]
        heads = [Head(t("frame.agency", lang)), *years, Head(t("pages.difference", lang), number=True)]
        rows = [(words(m.agency, lang), m.before, m.after, _signed(m.after - m.before)) for m in shown.movers]
        listing(heads, rows, label=title)


def ground_table(shown: Requests, lang: Language) -> None:
    """Every ground for not granting with its article, year by year."""
    title = t("pages.grounds", lang)
    st.subheader(title, anchor=False)
    heads = [Head(t(f"pages.{name}", lang)) for name in ("outcome", "ground", "basis")]
    heads += [Head(str(year), number=True) for year in shown.selection.years]
    rows = [
        (
            t(f"terms.outcome.{ground.outcome}", lang),
            words(ground.name, lang),
            say(legal_basis(ground.basis), lang) or None,
            *ground.counts,
        )
        for ground in shown.grounds
    ]
    listing(heads, rows, label=title)


def dispute_table(shown: Disputes, lang: Language) -> None:
    """Each agency's cases and correction rates of one year, with n and the bounds the pending cases leave open."""
    if not shown.rows:
        return
    title = t("pages.dispute_rows", lang, year=shown.year)
    st.subheader(title, anchor=False)
    st.caption(t("pages.bounds_note", lang))
    heads = [Head(t("frame.agency", lang))]
    heads += [Head(t(f"terms.dispute.{name}", lang), number=True) for name in DISPUTES]
    rates = ("corrected_rate", "pending", "bounds", "litigation_rate")
    heads += [Head(t(f"pages.{name}", lang), number=True) for name in rates]
    listing(heads, [_dispute(row, lang) for row in shown.rows], label=title)


def coverage_table(shown: Coverage, lang: Language) -> None:
    """Reports by status, year by year, and how many of those expected are there."""
    title = t("pages.coverage_by_year", lang)
    st.subheader(title, anchor=False)
    heads = [Head(t("pages.year", lang))]
    heads += [Head(t(f"terms.status.{status}", lang), number=True) for status in STATUSES]
    rows = [
        (str(year.year), *(year.statuses[status] for status in STATUSES), _rate(year.coverage, lang))
        for year in shown.years
    ]
    listing([*heads, Head(t("pages.coverage_rate", lang), number=True)], rows, label=title)


def _dispute(row: DisputeRow, lang: Language) -> tuple[str | int | None, ...]:
    # With nothing pending nothing is left open: the rate is what it is.
    bounds = f"{row.lowest:.0%}–{row.highest:.0%}" if row.pending and row.lowest is not None else None
    rates = (_rate(row.corrected, lang), row.pending, bounds, _rate(row.litigation, lang))
    return (words(row.agency, lang), *row.totals, *rates)


def _rate(rate: Rate | None, lang: Language) -> str | None:
    if rate is None:
        return None
    return say(Message("views.rate", {"rate": rate.value, "n": rate.numerator, "of": rate.denominator}), lang)


def _signed(difference: int) -> str:
    return f"{difference:+,}".replace("-", "−")


def _link(slug: str, label: str) -> None:
    st.page_link(page_file(slug), label=label, icon=":material/arrow_forward:", query_params=changed())


def _swatch(drawn: Tile) -> str:
    style = f"background:{drawn.fill};border:1px solid {drawn.line};color:{drawn.ink}"
    return f'<span class="swatch" style="{style}" aria-hidden="true">{drawn.sign}</span>'
