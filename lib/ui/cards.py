"""Key figures on cards: the number, its parts, its years."""

from __future__ import annotations

from html import escape

import streamlit as st

from lib.charts import sparkline
from lib.indicators import indicators
from lib.language import Language, t
from lib.ui.context import context
from lib.ui.moved import change_line
from lib.views.model import Rate
from lib.views.overview import Kpi


def kpi_cards(kpis: tuple[Kpi, ...], lang: Language) -> None:
    """One card a figure. A rate shows its parts under it; a figure not known is a dash, never a 0."""
    with st.container(horizontal=True, key="kpis"):
        for kpi in kpis:
            with st.container(border=True, key=f"kpi-{kpi.key}", width="stretch", height="stretch", gap="xsmall"):
                _card(kpi, lang)


def _card(kpi: Kpi, lang: Language) -> None:
    indicator = indicators()[kpi.key]
    caveat = f" {indicator.caveat.get(lang)}" if indicator.caveat else ""
    st.metric(indicator.title.get(lang), _value(kpi.value), help=indicator.definition.get(lang) + caveat)
    lines = (_parts(kpi, lang), change_line(kpi.change, lang))
    # A nation's fraction is broken where it is divided, not inside a number.
    said = "".join(f"<small>{escape(line).replace('/', '/<wbr>')}</small>" for line in lines)
    st.html(said + sparkline(kpi.points, context().look))


def _value(value: int | Rate | None) -> str:
    if value is None:
        return "—"
    return f"{value.value:.1%}" if isinstance(value, Rate) else f"{value:,}"


def _parts(kpi: Kpi, lang: Language) -> str:
    said = f"{kpi.value.numerator:,}/{kpi.value.denominator:,} · " if isinstance(kpi.value, Rate) else ""
    said += t("pages.n_reports", lang, n=kpi.reports - kpi.left_out)
    if kpi.left_out:
        said += t("pages.left_out", lang, n=kpi.left_out)
    return said
