"""The agencies that lost, with what they did not grant: a row leads to that agency's requests."""

from __future__ import annotations

import streamlit as st

from lib.language import Language, t
from lib.ui.choosing import pick_words
from lib.ui.clickable import clickable
from lib.ui.context import open_page
from lib.ui.listing import Head, listing_html
from lib.ui.lists import words
from lib.views.compositions import DISPUTES
from lib.views.disputes import Disputes
from lib.views.losses import NOT_GRANTED, Loss
from lib.views.picks import pick_of


def loss_table(shown: Disputes, lang: Language) -> None:
    """The agencies that were corrected most in the year, with their cases and their requests not granted."""
    rows = shown.losses.rows
    if not rows:
        return
    title = t("disputed.losers_table", lang, year=shown.year)
    st.subheader(title, anchor=False)
    note = t("disputed.losers_note", lang)
    if len(rows) < shown.losses.agencies:
        note += ("" if lang == "zh" else " ") + t("filing.first_of", lang, n=len(rows))
    st.caption(note)
    heads = [Head(t("frame.agency", lang))]
    heads += [
        Head(t("disputed.corrected_by", lang, dispute=t(f"terms.dispute.{name}", lang)), number=True)
        for name in DISPUTES
    ]
    heads += [Head(t(f"terms.outcome.{name}", lang), number=True) for name in NOT_GRANTED]
    heads.append(Head(t("disputed.not_granted_rate", lang), number=True))
    keys = [str(n) for n in range(len(rows))]
    drawn = listing_html(heads, [_row(row, lang) for row in rows], label=title, kind="lost", keys=keys)
    chosen = clickable(drawn, key="loss-rows")
    if chosen in keys:
        pick = pick_of({"year": str(shown.year), "agency": rows[int(chosen)].agency.code})
        open_page("requests", pick=pick_words(pick), behind="", page="")


def _row(row: Loss, lang: Language) -> tuple[str | int | None, ...]:
    rate = None
    if row.rate is not None:
        rate = t("views.rate", lang, rate=row.rate.value, n=row.rate.numerator, of=row.rate.denominator)
    return (words(row.agency, lang), *row.corrected, *row.not_granted, rate)
