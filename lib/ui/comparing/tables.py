"""The tables of the page of comparison: no rate without both its parts, no difference without what it is worth."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.language import Language, say, t
from lib.ui.listing import Cell, Head, listing, listing_html
from lib.ui.lists import words
from lib.views.comparisons import Contrast, Standing, Strip, signed
from lib.views.model import Funnel, Rate, Spot
from lib.views.peers import own_words
from lib.views.standouts import Standout
from lib.views.versus import Versus


def higher_table(rows: Sequence[Standout], lang: Language, label: str) -> str:
    """Agencies above their peers, each row one that can be chosen."""
    heads = [
        Head(t("frame.agency", lang)),
        Head(t("comparing.group_head", lang)),
        Head(t("comparing.own_head", lang), number=True),
        Head(t("comparing.interval_head", lang), number=True),
        Head(t("comparing.peers_head", lang), number=True),
        Head(t("comparing.verdict_head", lang)),
    ]
    cells = [
        (
            words(row.agency, lang),
            say(row.group, lang),
            say(own_words(row.own), lang),
            interval(row.own),
            t("comparing.of_agencies", lang, peers=say(own_words(row.peers), lang), n=row.others),
            t(f"comparing.verdict_{row.verdict}", lang),
        )
        for row in rows
    ]
    return listing_html(heads, cells, label=label, keys=[row.agency.code for row in rows])


def outside_table(rows: Sequence[Spot], funnel: Funnel, lang: Language, label: str) -> str:
    """Agencies outside the limits, each row one that can be chosen."""
    heads = [
        Head(t("frame.agency", lang)),
        Head(t("charts.rate", lang), number=True),
        Head(t("comparing.interval_head", lang), number=True),
        Head(t("comparing.side_head", lang), narrow=True),
    ]
    centre = funnel.centre.value or 0
    sides = ["high" if (spot.rate.value or 0) > centre else "low" for spot in rows]
    cells = [
        (
            words(spot.name, lang),
            say(own_words(spot.rate), lang),
            interval(spot.rate),
            t(f"comparing.outside_{side}", lang),
        )
        for spot, side in zip(rows, sides, strict=True)
    ]
    return listing_html(heads, cells, label=label, keys=[spot.name.code for spot in rows])


def standing_table(view: Standing, lang: Language) -> None:
    """Every main indicator with its place among the peers."""
    title = t("comparing.standing_table", lang)
    st.subheader(title, anchor=False)
    heads = [Head(t("pages.indicator", lang)), Head(t("comparing.own_head", lang), number=True)]
    heads += [
        Head(t(f"comparing.{name}_head", lang), number=True) for name in ("low_quartile", "median", "high_quartile")
    ]
    heads += [Head(t(f"comparing.{name}_head", lang), number=True) for name in ("lower", "same", "of", "percentile")]
    listing(heads, [_strip(strip, lang) for strip in view.strips], label=title, kind="whole")


def versus_table(shown: Versus, lang: Language) -> None:
    """Both sides of every main indicator, the difference, and whether it may be chance."""
    title = t("comparing.versus_table", lang)
    st.subheader(title, anchor=False)
    st.caption(t("comparing.versus_table_note", lang))
    sides = [Head(words(side, lang), number=True) for side in shown.dumbbell.sides]
    heads = [Head(t("pages.indicator", lang)), *sides]
    heads += [Head(t(f"comparing.{name}_head", lang), number=True) for name in ("difference", "difference_interval")]
    heads.append(Head(t("comparing.chance_head", lang)))
    listing(heads, [_contrast(row, lang) for row in shown.dumbbell.rows], label=title, kind="whole")


def interval(value: Rate) -> str | None:
    """The Wilson interval of a rate; None where it has none."""
    if value.low is None or value.high is None:
        return None
    return f"{100 * value.low:.0f}–{100 * value.high:.0f}%"


def _strip(strip: Strip, lang: Language) -> tuple[Cell, ...]:
    low, high = strip.quartiles or (None, None)
    ranked = strip.share_below is not None
    place = t("comparing.too_few_short", lang) if strip.too_few else None
    if strip.percentile is not None:
        place = f"{strip.percentile:.0f}"
    return (
        words(strip.name, lang),
        say(own_words(strip.own), lang) if strip.own is not None else None,
        *(_height(value, is_rate=strip.is_rate) for value in (low, strip.median, high)),
        strip.lower if ranked else None,
        strip.same if ranked else None,
        strip.of,
        place,
    )


def _height(value: float | None, *, is_rate: bool) -> str | None:
    if value is None:
        return None
    return f"{value:.1%}" if is_rate else f"{value:,.10g}"


def _contrast(row: Contrast, lang: Language) -> tuple[Cell, ...]:
    difference = None
    if row.difference is not None:
        points = t("comparing.points", lang, points=signed(100 * row.difference))
        difference = points if row.is_rate else t("comparing.more", lang, n=signed(row.difference, 0))
    span = None
    if row.interval is not None:
        span = t(
            "comparing.points_interval", lang, low=signed(100 * row.interval[0]), high=signed(100 * row.interval[1])
        )
    return (
        words(row.name, lang),
        say(own_words(row.left), lang) if row.left is not None else None,
        say(own_words(row.right), lang) if row.right is not None else None,
        difference,
        span,
        None if row.may_be_chance is None else t(f"comparing.chance_{'yes' if row.may_be_chance else 'no'}", lang),
    )
