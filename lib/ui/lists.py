"""The tables and short lists of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from lib.charts import Tile, tile
from lib.checks import load_catalogue
from lib.language import Language, Message, say, t
from lib.ui.address import changed
from lib.ui.context import context
from lib.ui.finding import SEVERITY_ICONS
from lib.ui.listing import Head, listing
from lib.ui.pager import pager
from lib.ui.pages import page_file
from lib.views.basis import legal_basis
from lib.views.compositions import DISPUTES
from lib.views.coverage import STATUSES, Coverage, YearCoverage
from lib.views.disputes import DisputeRow, Disputes
from lib.views.findings import Item
from lib.views.model import Name, Rate
from lib.views.numbers import rate
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
        st.html(f"<ul>{''.join(_status(tile(status, look), status, count, lang) for status, count in statuses)}</ul>")
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
    """Each agency's cases and correction rates of one year, with n and the bounds the pending cases leave open; a page of
    them at a time."""
    table = shown.table
    if not table.rows:
        return
    title = t("pages.dispute_rows", lang, year=shown.year)
    st.subheader(title, anchor=False)
    st.caption(t("pages.bounds_note", lang))
    heads = [Head(t("frame.agency", lang))]
    heads += [Head(t(f"terms.dispute.{name}", lang), number=True) for name in DISPUTES]
    rates = ("corrected_rate", "pending", "bounds", "litigation_rate")
    heads += [Head(t(f"pages.{name}", lang), number=True) for name in rates]
    listing(heads, [_dispute(row, lang) for row in table.rows], label=title)
    values = {"page": table.page + 1, "last": table.pages, "total": table.agencies}
    pager("disputes", table.page, table.pages, t("comparing.page_of", lang, **values), lang)


def coverage_table(shown: Coverage, lang: Language) -> None:
    """Reports by status, year by year, how many of those expected are there, and how many came late."""
    title = t("pages.coverage_by_year", lang)
    st.subheader(title, anchor=False)
    used = [status for status in STATUSES if any(year.statuses[status] for year in shown.years)]
    heads = [Head(t("pages.year", lang), narrow=True)]
    heads += [Head(t(f"terms.status.{status}", lang), number=True) for status in used]
    heads += [Head(t(name, lang), number=True) for name in ("pages.coverage_rate", "filing.late", "filing.on_time")]
    listing(heads, [_year(year, used, lang) for year in shown.years], label=title)


def _year(year: YearCoverage, used: Sequence[str], lang: Language) -> tuple[str | int | None, ...]:
    """Late is counted of the reports whose day is known: without any there is nothing to say."""
    on_time = rate(year.dated - year.late, year.dated)
    late = year.late if year.dated else None
    counts = (year.statuses[status] for status in used)
    return (str(year.year), *counts, _rate(year.coverage, lang), late, _rate(on_time, lang))


def _dispute(row: DisputeRow, lang: Language) -> tuple[str | int | None, ...]:
    # With nothing pending nothing is left open: the rate is what it is.
    bounds = f"{row.lowest:.0%}–{row.highest:.0%}" if row.pending and row.lowest is not None else None
    rates = (_rate(row.corrected, lang), row.pending, bounds, _rate(row.litigation, lang))
    return (words(row.agency, lang), *row.totals, *rates)


def _rate(found: Rate | None, lang: Language) -> str | None:
    if found is None:
        return None
    return say(Message("views.rate", {"rate": found.value, "n": found.numerator, "of": found.denominator}), lang)


def _link(slug: str, label: str) -> None:
    st.page_link(page_file(slug), label=label, icon=":material/arrow_forward:", query_params=changed())


def _status(drawn: Tile, status: str, count: int, lang: Language) -> str:
    name, reports = escape(t(f"terms.status.{status}", lang)), escape(t("pages.reports_n", lang, n=count))
    return f"<li>{_swatch(drawn)}<span>{name}</span><b>{reports}</b></li>"


def _swatch(drawn: Tile) -> str:
    style = f"background:{drawn.fill};border:1px solid {drawn.line};color:{drawn.ink}"
    return f'<span class="swatch" style="{style}" aria-hidden="true">{drawn.sign}</span>'
