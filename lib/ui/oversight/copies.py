"""雷同 on the page: the pairs, and the chosen one side by side with what its reports share marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib.checks import cell_name, describe
from lib.language import Language, say, t
from lib.reports import FigureValue
from lib.store import Filters
from lib.ui.address import changed, number_parameter, parameter, set_parameter, write
from lib.ui.listing import Head, listing
from lib.ui.oversight.year_table import ReportLinks
from lib.ui.plain import plain
from lib.ui.stored import view
from lib.views.copies import PAGE_SIZE, Comparison, Copies, Pair, Segment, Side, comparison, copies
from lib.views.marks import circled

_SHEET = (Path(__file__).parent / "copies.css").read_text("utf-8")
_KINDS = {"COPY-TEXT": "text", "COPY-YEAR": "year", "COPY-AGENCY": "agency"}
_SHOWN_ROWS = 8
_ROW, _HEAD = 36, 39


def copies_section(filters: Filters, lang: Language) -> None:
    """Reports that repeat others, those that share most first; the pair the address names opened, else the first."""
    with st.spinner(t("copies.asking", lang), show_time=True):
        shown = view(copies, filters, number_parameter("page") or 1)
    said = ("" if lang == "zh" else " ").join(say(message, lang) for message in shown.headline)
    if not shown.pairs:
        st.info(said, icon=":material/check_circle:")
        return
    st.html(f"<style>{_SHEET}</style>")
    st.markdown(said)
    _listed(shown, lang)
    fingerprint, _, place = parameter("pair").partition(".")
    named = fingerprint or shown.pairs[0].fingerprint
    opened = view(comparison, named, int(place) if place.isdigit() and len(place) < 3 else 0)
    if opened is None:
        st.info(t("copies.gone", lang), icon=":material/info:")
        return
    _opened(opened, lang)


def _listed(shown: Copies, lang: Language) -> None:
    """The list; a click opens the pair, and the address names it."""
    names = ("share", "kind", "report", "other")
    frame = pd.DataFrame([_row(pair, lang) for pair in shown.pairs], columns=[t(f"copies.{n}", lang) for n in names])
    key = f"copies-{shown.page}"

    def clicked() -> None:
        event: Any = st.session_state.get(key)
        cells = event["selection"]["cells"] if event else []
        if cells:
            set_parameter("pair", shown.pairs[cells[0][0]].fingerprint)

    st.dataframe(
        frame,
        key=key,
        hide_index=True,
        on_select=clicked,
        selection_mode="single-cell",
        height=_HEAD + _ROW * min(len(frame), _SHOWN_ROWS),
        row_height=_ROW,
        column_config={frame.columns[0]: st.column_config.TextColumn(width=80)},
    )
    _pages(shown, lang)


def _row(pair: Pair, lang: Language) -> tuple[str, ...]:
    kind = t(f"copies.kind_{_KINDS[pair.finding.check]}", lang, section=pair.section or "")
    more = t("copies.more", lang, n=pair.others) if pair.others else ""
    return f"{pair.share}%", kind, _side(pair.report, lang), _side(pair.other, lang) + more


def _side(side: Side, lang: Language) -> str:
    return t("copies.of_year", lang, agency=side.agency.text, year=side.year)


def _pages(shown: Copies, lang: Language) -> None:
    last = -(-shown.total // PAGE_SIZE)
    if last <= 1:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="copies-pages"):
        for name, target in (("previous", shown.page - 1), ("next", shown.page + 1)):
            if name == "next":
                words = t("copies.page_of", lang, page=shown.page, last=last, total=shown.total)
                st.markdown(words, width="content")
            st.button(
                t(f"pages.{name}", lang),
                key=f"copies-{name}",
                disabled=not 1 <= target <= last,
                on_click=_turn,
                args=(target,),
            )


def _turn(page: int) -> None:
    write(changed(page=page if page > 1 else "", pair=""))


def _opened(opened: Comparison, lang: Language) -> None:
    pair = opened.pair
    with st.container(key="copies-opened", gap="small"):
        title = t("copies.pair_of", lang, report=_side(pair.report, lang), other=_side(pair.other, lang))
        st.subheader(plain(title), anchor=False)
        st.markdown(plain(describe(pair.finding.message, lang)))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if len(opened.choices) > 1:
                _choice(opened, lang)
            st.button(
                t("copies.open_finding", lang), icon=":material/rule:", key="copies-decide", on_click=_to_the_finding,
                args=(pair.fingerprint,),
            )  # fmt: skip
        if pair.section is None:
            _figures(opened, lang)
        else:
            _texts(opened, lang)


def _choice(opened: Comparison, lang: Language) -> None:
    """With which of the reports it repeats it is compared."""
    key = f"copies-with-{opened.pair.fingerprint}"
    st.session_state[key] = opened.place

    def chosen() -> None:
        set_parameter("pair", f"{opened.pair.fingerprint}.{st.session_state[key]}")

    labels = [_side(side, lang) for side in opened.choices]
    st.selectbox(
        t("copies.choose", lang),
        range(len(labels)),
        key=key,
        format_func=labels.__getitem__,
        on_change=chosen,
        width=420,
    )


def _to_the_finding(fingerprint: str) -> None:
    write(changed(part="", pair="", page="", finding=fingerprint))


def _texts(opened: Comparison, lang: Language) -> None:
    said = t("copies.passages", lang, n=opened.passages) if opened.passages else t("copies.passages_none", lang)
    st.caption(said)
    sides = zip((opened.pair.report, opened.pair.other), opened.texts, strict=True)
    columns = "".join(
        f'<section><h4>{_report(side, opened, lang)}</h4><div class="text" tabindex="0">{_marked(text, lang)}</div></section>'
        for side, text in sides
    )
    st.html(f'<div class="copies">{columns}</div>')


def _report(side: Side, opened: Comparison, lang: Language) -> str:
    """HTML of a link to a report; the report the finding is about opens with it."""
    words = _side(side, lang)
    finding = opened.pair.fingerprint if side == opened.pair.report else ""
    title = f"{t('copies.open_report', lang)}: {words}"
    return ReportLinks.from_here().to(side.agency.code, side.year, escape(words), title=title, finding=finding)


def _marked(segments: Sequence[Segment], lang: Language) -> str:
    if not segments:
        return f"<em>{escape(t('copies.no_text', lang))}</em>"
    return "".join(
        f"<mark><sup>{circled(one.number)}</sup>{escape(one.text)}</mark>" if one.number else escape(one.text)
        for one in segments
    )


def _figures(opened: Comparison, lang: Language) -> None:
    equal = sum(line.equal for line in opened.figures)
    st.caption(t("copies.figures", lang, equal=equal, different=len(opened.figures) - equal))
    links = "".join(f"<h4>{_report(side, opened, lang)}</h4>" for side in (opened.pair.report, opened.pair.other))
    st.html(f'<div class="copies">{links}</div>')
    heads = [Head(t("copies.cell", lang))]
    heads += [Head(_side(side, lang), number=True) for side in (opened.pair.report, opened.pair.other)]
    rows = [
        (cell_name(line.key, lang), _number(line.value, lang), _number(line.other, lang),
         t("copies.same" if line.equal else "copies.differs", lang))
        for line in opened.figures
    ]  # fmt: skip
    listing([*heads, Head(t("copies.verdict", lang), narrow=True)], rows, label=t("copies.kind", lang))


def _number(value: FigureValue, lang: Language) -> str:
    return t("copies.blank", lang) if value is None else f"{value:,}"
