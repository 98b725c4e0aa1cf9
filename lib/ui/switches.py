"""How a page is drawn: which of its parts, what each bar stands for, counts or shares. All of it is in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from lib.language import Language, t
from lib.ui.address import changed, parameter, write
from lib.views.breakdown import BY

_PART_KEY = "part"


def chosen_part(parts: Sequence[str]) -> str:
    """The part of the page the address names; the first where it names none of them."""
    return parameter("part") if parameter("part") in parts else parts[0]


def part_switch(
    parts: Sequence[str], label: str, words: Callable[[str], str], *, own: Sequence[str] = ("page",)
) -> None:
    """The way to the other parts of a page, of which one is drawn at a time. `own`: what in the address belongs to a part
    and not to the next one."""
    st.session_state[_PART_KEY] = chosen_part(parts)

    def switched() -> None:
        part = st.session_state[_PART_KEY]
        write(changed(**dict.fromkeys(own, ""), part="" if part in (None, parts[0]) else part))

    st.segmented_control(
        label,
        parts,
        key=_PART_KEY,
        format_func=words,
        on_change=switched,
        label_visibility="collapsed",
        required=True,
    )


def by_switch(chosen: str, lang: Language) -> None:
    """By agency, kind, level or region."""
    _switch("by", "breakdown.switch_by", BY, chosen, lambda by: t(f"breakdown.by_{by}", lang), lang, default=BY[0])


def shares_switch(lang: Language, *, shares: bool) -> None:
    """Counts, or shares of 100 %."""
    drawn = "shares" if shares else "counts"
    names = ("counts", "shares")
    _switch(
        "shares",
        "breakdown.switch_shares",
        names,
        drawn,
        lambda one: t(f"breakdown.{one}", lang),
        lang,
        default="counts",
    )


def section(title: str, key: str) -> None:
    """A heading over what answers one question."""
    with st.container(key=f"section-{key}"):
        st.subheader(title, anchor=False)


def _switch(
    name: str,
    label: str,
    options: Sequence[str],
    chosen: str,
    words: Callable[[str], str],
    lang: Language,
    *,
    default: str,
) -> None:
    """The default is not said in the address."""
    key = f"switch.{name}"
    st.session_state[key] = chosen

    def switched() -> None:
        value = st.session_state[key]
        write(changed(**{name: "" if value in (None, default) else value}))

    st.segmented_control(
        t(label, lang), options, key=key, format_func=words, on_change=switched, required=True, width="content"
    )
