"""Who got better and who got worse since last year, with the way to the report."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.language import Language, t
from lib.ui.clickable import clickable
from lib.ui.context import open_report
from lib.ui.listing import NOTHING, Head, listing_html
from lib.ui.lists import words
from lib.views.turns import Turn, Turned


def turn_lists(shown: Turned, lang: Language) -> None:
    """Two tables beside each other; a row opens the report of the later year, or of the earlier where that is missing."""
    left, right = st.columns(2, gap="large")
    with left:
        _table("better", shown.better, shown.counts[0], shown.year, lang)
    with right:
        _table("worse", shown.worse, shown.counts[1], shown.year, lang)


def _table(name: str, turns: Sequence[Turn], total: int, year: int, lang: Language) -> None:
    title = t(f"filing.{name}", lang)
    st.subheader(title, anchor=False)
    if not turns:
        st.caption(t(f"filing.none_{name}", lang))
        return
    if len(turns) < total:
        st.caption(t("filing.first_of", lang, n=len(turns)))
    heads = [
        Head(t("frame.agency", lang)),
        Head(t("filing.state", lang), narrow=True),
        Head(t("filing.errors", lang), number=True),
        Head(t("filing.warnings", lang), number=True),
    ]
    keys = [str(n) for n in range(len(turns))]
    chosen = clickable(
        listing_html(heads, [_row(turn, lang) for turn in turns], label=title, keys=keys), key=f"turned-{name}"
    )
    if chosen in keys:
        turn = turns[int(chosen)]
        open_report(turn.agency.code, year - 1 if turn.after == "missing" else year)


def _row(turn: Turn, lang: Language) -> tuple[str, ...]:
    states = [t(f"terms.status.{state}", lang) for state in (turn.before, turn.after)]
    state = states[0] if states[0] == states[1] else t("filing.arrow", lang, before=states[0], after=states[1])
    return (words(turn.agency, lang), state, _pair(turn.errors, lang), _pair(turn.warnings, lang))


def _pair(pair: tuple[int | None, int | None], lang: Language) -> str:
    before, after = (NOTHING if number is None else f"{number:,}" for number in pair)
    return before if before == after else t("filing.arrow", lang, before=before, after=after)
