"""The parts of the page of findings: which there are, which one is shown, and the way between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from lib.language import Language, t
from lib.store import Filters
from lib.ui.address import changed, parameter, write
from lib.ui.oversight.asking import asked
from lib.ui.oversight.chains import chains_section
from lib.ui.oversight.changes import changes_section
from lib.ui.oversight.copies import copies_section
from lib.ui.oversight.listed import list_section
from lib.ui.oversight.log import log_section
from lib.ui.oversight.zeros import zeros_section

Section = Callable[[Filters, Language], None]


def _list(filters: Filters, lang: Language) -> None:
    list_section(filters, asked(), lang, none=t("oversight.none", lang))


# In the order of a review: what to look at, then the same by kind, then what has changed and what was decided.
PARTS: Mapping[str, Section] = {
    "list": _list,
    "zeros": zeros_section,
    "chains": chains_section,
    "copies": copies_section,
    "changes": changes_section,
    "log": log_section,
}
# What belongs to a part and not to the next one.
_OWN = ("page", "inner", "open", "finding", "change", "since", "find", "pair", "row")


def chosen_part() -> str:
    """The part the address names; the worklist where it names none."""
    return parameter("part") if parameter("part") in PARTS else "list"


def part_switch(lang: Language) -> None:
    """One part at a time: only the chosen one is asked for."""
    key = "findings-part"
    st.session_state[key] = chosen_part()

    def switched() -> None:
        part = st.session_state[key]
        write(changed(**dict.fromkeys(_OWN, ""), part="" if part in (None, "list") else part))

    st.segmented_control(
        t("oversight.part", lang),
        list(PARTS),
        key=key,
        format_func=lambda name: t(f"oversight.part_{name}", lang),
        on_change=switched,
        label_visibility="collapsed",
        required=True,
    )
