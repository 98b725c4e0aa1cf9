"""What moved since last year: beside a key figure, and as a list of all that can be compared."""

from __future__ import annotations

import streamlit as st

from lib.indicators import indicators
from lib.language import Language, t
from lib.ui.clickable import clickable
from lib.ui.context import open_page
from lib.ui.listing import Head, listing_html
from lib.views.model import Rate
from lib.views.movement import Movement
from lib.views.overview import Overview


def change_line(change: Movement, lang: Language) -> str:
    """The figure of last year and this over the same agencies, each with its parts; else a dash and why."""
    if change.before is None or change.after is None:
        return t("moved.no_change", lang, why=change.why_not)
    values: dict[str, object] = {"agencies": change.agencies}
    if isinstance(change.before, Rate) and isinstance(change.after, Rate):
        for name, rate in (("before", change.before), ("after", change.after)):
            values |= {name: f"{rate.value:.1%}", f"n_{name}": rate.numerator, f"of_{name}": rate.denominator}
        return t("moved.change_rate", lang, **values)
    return t("moved.change", lang, before=_told(change.before, lang), after=_told(change.after, lang), **values)


def moved_list(shown: Overview, lang: Language) -> None:
    """The key figures that moved, the furthest beyond chance first; a row leads to the agencies that moved it."""
    title = t("moved.list", lang, before=shown.year - 1, after=shown.year)
    with st.container(key="moved", gap="xsmall"):
        st.subheader(title, anchor=False)
        if not shown.moved:
            st.caption(t("moved.nothing", lang))
            return
        st.caption(t("moved.list_note", lang))
        heads = [
            Head(t("moved.figure", lang)),
            Head(str(shown.year - 1), number=True),
            Head(str(shown.year), number=True),
            Head(t("moved.agencies", lang), number=True),
            Head(t("moved.verdict", lang)),
        ]
        rows = [
            (
                indicators()[one.key].title.get(lang),
                _told(one.before, lang),
                _told(one.after, lang),
                one.agencies,
                t("moved.beyond" if one.beyond_chance else "moved.within", lang),
            )
            for one in shown.moved
        ]
        keys = [one.key for one in shown.moved]
        chosen = clickable(listing_html(heads, rows, label=title, keys=keys, kind="whole"), key="moved-rows")
        if chosen in keys and chosen != shown.indicator:
            open_page("overview", indicator=chosen)


def _told(figure: int | Rate | None, lang: Language) -> str | None:
    if isinstance(figure, Rate):
        return t("views.rate", lang, rate=figure.value, n=figure.numerator, of=figure.denominator)
    return None if figure is None else f"{figure:,}"


def not_compared(shown: Overview, lang: Language) -> str:
    """Why there is no contribution to show."""
    return t("moved.nobody", lang, indicator=indicators()[shown.indicator].title.get(lang))
