"""结转链 and 存量链 on the page: every agency's years on one line, broken links marked."""

from __future__ import annotations

from html import escape

import streamlit as st

from lib.language import Language, say, t
from lib.store import Filters
from lib.ui.address import changed, number_parameter, parameter, write
from lib.ui.listing import NOTHING
from lib.ui.oversight.year_table import ReportLinks, legend, turn_pages, year_table
from lib.ui.stored import view
from lib.views.chains import CARRY, KINDS, PAGE_SIZE, Chains, Link, chains

# What says by itself how two years stand to each other.
_SIGNS = {"holds": "✓", "blank": "✓", "broken": "✕", "open": "?", "apart": "·", "missing": "×"}
_LEGEND = ("broken", "holds", "blank", "open", "apart", "missing")


def chains_section(filters: Filters, lang: Language) -> None:
    """Which chain, and its links: one row an agency, those with broken links first."""
    chosen = parameter("row") if parameter("row") in KINDS else CARRY
    _choice(chosen, lang)
    with st.spinner(t("years.chains_asking", lang), show_time=True):
        shown = view(chains, filters, chosen, number_parameter("page") or 1)
    if not shown.lines:
        st.info(t("years.no_chains", lang), icon=":material/link_off:")
        return
    st.markdown(" ".join(say(message, lang) for message in shown.headline))
    st.caption(t(f"years.chain_note_{'carry' if chosen == CARRY else 'stock'}", lang))
    legend([(_framed(state, _SIGNS[state]), t(f"years.link_{state}", lang)) for state in _LEGEND])
    heads = [t("years.agency", lang), *(t("years.link", lang, before=y - 1, year=y) for y in shown.years)]
    year_table(heads, _rows(shown, lang), t(f"years.kind_{chosen}", lang))
    turn_pages(shown.page, PAGE_SIZE, shown.total, lang)


def _choice(chosen: str, lang: Language) -> None:
    key = "chains-kind"
    st.session_state[key] = chosen

    def switched() -> None:
        kind = st.session_state[key] or CARRY
        write(changed(row="" if kind == CARRY else kind, page=""))

    st.segmented_control(
        t("years.kind", lang),
        KINDS,
        key=key,
        format_func=lambda kind: t(f"years.kind_{kind}", lang),
        on_change=switched,
        label_visibility="collapsed",
        required=True,
    )


def _rows(shown: Chains, lang: Language) -> list[str]:
    rows, links = [], ReportLinks.from_here()
    for line in shown.lines:
        name = escape(line.agency.text or "")
        broken = f" <small>{escape(t('years.broken_n', lang, n=line.broken))}</small>" if line.broken else ""
        cells = "".join(f"<td>{_link(line.agency.code, link, links, lang)}</td>" for link in line.links)
        rows.append(f"<tr><td>{name}{broken}</td>{cells}</tr>")
    return rows


def _link(agency: str, link: Link | None, links: ReportLinks, lang: Language) -> str:
    """Both sides of a link, its sign, and by how much it is off; it leads to the report that should have got it."""
    if link is None:
        return ""
    notes = []
    if link.absent:
        notes.append(t("years.absent", lang, years="–".join(map(str, link.absent))))
    if link.new_form:
        notes.append(t("years.new_form", lang))
    inner = _framed(link.state, _sides(link, lang), notes)
    if link.year in link.absent:
        return inner
    title = f"{t('years.link', lang, before=link.year - 1, year=link.year)} {t(f'years.link_{link.state}', lang)}"
    return links.to(agency, link.year, inner, title=title)


def _sides(link: Link, lang: Language) -> str:
    """Such as "3 → 5 ✕ +2", or "20 + 2 − 1 → 21 ✓" where documents came and went on the way."""
    if link.state == "apart" or (link.left is None and link.right is None):
        return _SIGNS[link.state]
    left = _number(link.left, link, lang)
    left += f" + {link.issued:,}" if link.issued else ""
    left += f" − {link.repealed:,}" if link.repealed else ""
    off = f" {link.difference:+,}".replace("-", "−") if link.state == "broken" and link.difference is not None else ""
    return f"{left} → {_number(link.right, link, lang)} {_SIGNS[link.state]}{off}"


def _number(value: int | None, link: Link, lang: Language) -> str:
    """A figure; a blank is named where it is one, and not where the cell may as well be unread."""
    if value is not None:
        return f"{value:,}"
    return t("years.blank", lang) if link.state in ("blank", "broken") else NOTHING


def _framed(state: str, text: str, notes: list[str] | None = None) -> str:
    small = "".join(f"<small>{escape(note)}</small>" for note in notes or [])
    return f'<span class="link-mark {escape(state)}">{escape(text)}{small}</span>'
