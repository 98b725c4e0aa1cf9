"""What is picked on a page: its chips, the way to the reports behind it, and from there to the cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

import streamlit as st

from lib.language import Language, say, t
from lib.ui.address import parameter
from lib.ui.choosing import pick_words
from lib.ui.clickable import clickable
from lib.ui.context import context, open_page
from lib.ui.listing import Head, listing_html
from lib.ui.lists import words
from lib.ui.plain import plain
from lib.ui.stored import choices, view
from lib.views.behind import Behind, BehindRow, behind
from lib.views.meaning import facet_words
from lib.views.model import Rate
from lib.views.picks import Pick, facets_of, pick_of


def add_mark(shown: Any, codes: Sequence[Any]) -> None:
    """A mark was clicked: what it stands for is added to the pick, on this page, one step that Back takes back."""
    facets = facets_of(shown, codes)
    if facets:
        set_pick(context().options.pick.with_mark(facets))


def set_pick(pick: Pick) -> NoReturn:
    """Show the page with this pick."""
    open_page(context().slug, pick=pick_words(pick), behind="" if not pick.facets else parameter("behind"), page="")


def picked_bar() -> None:
    """The chips, and under them the reports behind them where they are asked for; nothing where nothing is picked."""
    ctx = context()
    if not ctx.options.pick.facets:
        return
    found = view(behind, ctx.filters, ctx.options)
    with st.container(key="picked", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="picked-chips"):
            st.caption(t("picks.chosen", ctx.lang), width="content")
            for facet, value in ctx.options.pick.facets:
                _chip(facet, value, ctx.lang)
            _way_on(found, ctx.lang)
        if parameter("behind") and found.rows:
            _listed(found, ctx.lang)


def _chip(facet: str, value: str, lang: Language) -> None:
    what = choices().names.get(value, value) if facet == "agency" else say(facet_words(facet, value), lang)
    label = t("picks.remove", lang, what=what)
    if st.button(plain(what), key=f"chip-{facet}", icon=":material/close:", help=plain(label)):
        set_pick(context().options.pick.without(facet))


def _way_on(found: Behind, lang: Language) -> None:
    """One report is opened at once, several are listed first."""
    if not found.rows:
        st.caption(t("picks.none_behind", lang), width="content")
    elif found.reports == 1:
        if st.button(t("picks.one_behind", lang), key="behind-one", icon=":material/description:", type="primary"):
            _open(found.rows[0])
    else:
        shown = bool(parameter("behind"))
        label = t("picks.hide", lang) if shown else t("picks.behind", lang, n=found.reports)
        if st.button(label, key="behind", icon=":material/table_rows:", type="secondary" if shown else "primary"):
            open_page(context().slug, behind="" if shown else 1)


def _listed(found: Behind, lang: Language) -> None:
    title = t("picks.behind_title", lang, what=say(found.what, lang))
    st.subheader(title, anchor=False)
    key = "picks.behind_rate" if found.summed is None else "picks.behind_sum"
    values = {"n": found.reports, "stated": found.stated, "sum": "—" if found.summed is None else f"{found.summed:,}"}
    said = [t(key, lang, **values), t("picks.open_row", lang)]
    if len(found.rows) < found.reports:
        said.insert(1, t("picks.behind_first", lang, n=len(found.rows)))
    st.caption(("" if lang == "zh" else " ").join(said))
    heads = [
        Head(t("frame.agency", lang)),
        Head(t("pages.year", lang), narrow=True),
        Head(say(found.what, lang), number=True),
        Head(t("picks.status", lang), narrow=True),
    ]
    rows = [
        (words(row.agency, lang), str(row.year), _value(row.value, lang), t(f"terms.status.{row.status}", lang))
        for row in found.rows
    ]
    keys = [str(n) for n in range(len(rows))]
    chosen = clickable(listing_html(heads, rows, label=title, keys=keys), key="behind-rows")
    if chosen.isdigit() and int(chosen) < len(found.rows):
        _open(found.rows[int(chosen)])


def _open(row: BehindRow) -> NoReturn:
    """The pick itself, narrowed to one report, leads to it: where nothing else of the address changes, Back is one step."""
    pick = pick_of({**dict(context().options.pick.facets), "agency": row.agency.code, "year": str(row.year)})
    open_page("report", pick=pick_words(pick))


def _value(value: int | Rate | None, lang: Language) -> str | int | None:
    if isinstance(value, Rate):
        return t("views.rate", lang, rate=value.value, n=value.numerator, of=value.denominator)
    return value
