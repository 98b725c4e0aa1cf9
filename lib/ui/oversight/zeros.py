"""零报告 on the page: each agency's years as a strip, what speaks against a zero, and its peers."""

from __future__ import annotations

from html import escape

import streamlit as st

from lib.checks import describe
from lib.language import Language, say, t
from lib.store import Filters
from lib.ui.address import number_parameter
from lib.ui.oversight.year_table import ReportLinks, legend, turn_pages, year_table
from lib.ui.stored import view
from lib.views.zeros import PAGE_SIZE, State, ZeroLine, ZeroYear, zeros

_SIGNS = {"stated": "0", "mixed": "0", "blank": "", "unknown": "?", "missing": "×", "none": ""}
_LEGEND: tuple[State, ...] = ("stated", "mixed", "blank", "requests", "unknown", "missing")


def zeros_section(filters: Filters, lang: Language) -> None:
    """Agencies that report no request in some year, the contradicted ones first."""
    with st.spinner(t("years.zeros_asking", lang), show_time=True):
        shown = view(zeros, filters, number_parameter("page") or 1)
    said = ("" if lang == "zh" else " ").join(say(message, lang) for message in shown.headline)
    if not shown.lines:
        st.info(said, icon=":material/check_circle:")
        return
    st.markdown(said)
    words = [(_mark(ZeroYear(0, state, 12)), t(f"years.state_{state}", lang)) for state in _LEGEND]
    legend([*words, (_mark(ZeroYear(0, "stated", 0, contradicted=True)), t("years.contradicted", lang))])
    heads = [
        t("years.agency", lang),
        *map(str, shown.selection.years),
        t("years.longest", lang),
        t("years.peers", lang),
    ]
    links = ReportLinks.from_here()
    year_table(heads, [_row(line, links, lang) for line in shown.lines], t("oversight.part_zeros", lang))
    turn_pages(shown.page, PAGE_SIZE, shown.total, lang)


def _row(line: ZeroLine, links: ReportLinks, lang: Language) -> str:
    against = "".join(_against(line, place, links, lang) for place in range(len(line.contradictions)))
    years = "".join(f"<td>{_year(line, year, links, lang)}</td>" for year in line.years)
    longest = escape(t("years.years_n", lang, n=line.streak))
    return (
        f"<tr><td>{escape(line.agency.text or '')}{against}</td>{years}"
        f'<td>{longest}</td><td class="words"><small>{escape(_peers(line, lang))}</small></td></tr>'
    )


def _against(line: ZeroLine, place: int, links: ReportLinks, lang: Language) -> str:
    """What speaks against a zero, with the way to the finding."""
    found = line.contradictions[place]
    years = ("、" if lang == "zh" else ", ").join(map(str, found.years))
    text = t("years.contradiction", lang, years=years, said=describe(found.message, lang))
    link = links.to(line.agency.code, found.years[-1], escape(text), title=text, finding=found.fingerprint)
    return f'<small class="against {escape(found.severity)}">{link}</small>'


def _year(line: ZeroLine, year: ZeroYear, links: ReportLinks, lang: Language) -> str:
    if year.state == "none":
        return ""
    state = t(f"years.state_{year.state}", lang)
    title = t("years.square", lang, agency=line.agency.text, year=year.year, state=state)
    if year.state == "missing":
        return f'<span title="{escape(title)}">{_mark(year)}</span>'
    return links.to(line.agency.code, year.year, _mark(year), title=title)


def _mark(year: ZeroYear) -> str:
    sign = (
        f"{year.received:,}" if year.state == "requests" and year.received is not None else _SIGNS.get(year.state, "·")
    )
    against = " against-it" if year.contradicted else ""
    return f'<span class="year-mark {year.state}{against}">{escape(sign) or "&nbsp;"}{"!" if against else ""}</span>'


def _peers(line: ZeroLine, lang: Language) -> str:
    peers = line.peers
    if peers is None:
        return "—"
    values = {"year": peers.year, "reports": peers.reports, "median": f"{peers.median:,g}", "zeros": peers.zeros}
    return t("years.peers_detail", lang, **values, share=peers.zeros / peers.reports)
