"""已载入: what is in the store, by year and format, as a list to open, and to take away whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from lib.language import Language, t
from lib.reports import write_csv, write_reports
from lib.store import Store
from lib.store.listing import counts_by_year, listed_reports
from lib.store.reading import stored_reports
from lib.ui.address import number_parameter, parameter, set_parameter
from lib.ui.clickable import clickable
from lib.ui.context import open_page
from lib.ui.intake.search import search_field
from lib.ui.listing import Head, listing
from lib.ui.stored import store, view

PAGE_SIZE = 50
_CLASSES = ("text", "narrow", "narrow", "text", "narrow", "narrow", "narrow")
_HEADS = ("agency", "year", "scope", "file", "revision", "corrections", "loaded_at")


def kept_part(lang: Language) -> None:
    """How much there is, the list, and everything as files."""
    _by_year(lang)
    _list(lang)
    _take_away(lang)


def _by_year(lang: Language) -> None:
    counts = view(counts_by_year)
    formats = sorted({row["format"] for row in counts})
    years = sorted({row["year"] for row in counts}, reverse=True)
    number = {(row["year"], row["format"]): row["reports"] for row in counts}
    title = t("intake.kept_by_year", lang)
    st.subheader(title, anchor=False)
    heads = [Head(t("pages.year", lang), narrow=True)]
    heads += [Head(name.upper() if name else t("intake.no_file", lang), number=True) for name in formats]
    rows = [
        (str(year), *(number.get((year, name)) for name in formats), sum(number.get((year, n), 0) for n in formats))
        for year in years
    ]
    listing([*heads, Head(t("intake.total", lang), number=True)], rows, label=title)


def _list(lang: Language) -> None:
    st.subheader(t("intake.kept_list", lang), anchor=False)
    search_field("kept-search", t("intake.find_hint", lang), lang)
    page = number_parameter("page") or 1
    rows, total = view(listed_reports, parameter("find"), limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    if not rows:
        st.info(t("intake.kept_none", lang), icon=":material/search_off:")
        return
    if picked := clickable(kept_html(rows, lang), key="kept"):
        chosen_year, _, code = picked.partition(" ")
        open_page("document", document="", agency=code, year=chosen_year, figure="")
    last = -(-total // PAGE_SIZE)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(t("pages.previous", lang), disabled=page <= 1, on_click=set_parameter, args=("page", page - 1))
        st.markdown(t("pages.page_of", lang, page=page, last=last, total=total), width="content")
        st.button(t("pages.next", lang), disabled=page >= last, on_click=set_parameter, args=("page", page + 1))


def kept_html(rows: Sequence[dict[str, Any]], lang: Language) -> str:
    """The list as a table, every text escaped; a click on a row names agency and year."""
    head = "".join(f'<th scope="col">{escape(t(f"intake.kept_{name}", lang))}</th>' for name in _HEADS)
    body = ""
    for row in rows:
        cells = (
            row["name"],
            str(row["year"]),
            t(f"terms.scope.{row['scope']}", lang),
            row["source_file"] or "—",
            str(row["revision"]),
            str(row["corrections"] or "—"),
            f"{row['loaded_at']:%Y-%m-%d %H:%M}",
        )
        key = escape(f"{row['year']} {row['code']}")
        drawn = (f'<td class="{kind}">{escape(cell)}</td>' for cell, kind in zip(cells, _CLASSES, strict=True))
        body += f'<tr data-key="{key}">{"".join(drawn)}</tr>'
    label = escape(t("intake.kept_list", lang))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="listing whole" role="region" aria-label="{label}">{table}</div>'


def _take_away(lang: Language) -> None:
    """Everything that is stored, as files that can be loaded again."""
    st.subheader(t("intake.take_away", lang), anchor=False)
    st.caption(t("intake.take_away_note", lang))
    with st.container(horizontal=True):
        for ending, make in (("csv", _csv), ("jsonl", _jsonl)):
            st.download_button(
                t(f"intake.all_{ending}", lang),
                data=partial(make, store()),
                file_name=t("intake.all_file", lang, day=date.today().isoformat(), ending=ending),
                mime="text/csv" if ending == "csv" else "application/x-ndjson",
                key=f"all-{ending}",
                icon=":material/download:",
                on_click="ignore",
            )


def _csv(opened: Store) -> bytes:
    return "".join(write_csv(stored_reports(opened))).encode("utf-8-sig")


def _jsonl(opened: Store) -> bytes:
    return "".join(write_reports(stored_reports(opened))).encode()
