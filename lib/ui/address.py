"""The address bar is the truth about what is shown: a link opens the same view, Back goes back, a reload changes nothing.

Every page has the same parameters in its address and reads those that are its own:
lang, screen; the frame's filters region, unit, kind, level, from, to, counting, doubtful; what is picked on charts, pick
and behind; the pages' own focus, indicator, by, shares, versus, against, check, severity, page, part, document, figure,
find; those of the findings, state, cause, group, open, inner, change, since, pair, row; the report's agency, year, finding;
and the briefing's deck, slide, show, at. Values are codes and mean the same in both languages.

Streamlit forgets the parameters when the navigation is used, so the last address is remembered for the session and
written again, in one go and in the same order: anything else would leave entries of its own in the browser's history.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lib.language import LANGUAGES, Language

Address = dict[str, list[str]]
_MEMORY = "address"


def current() -> Address:
    """The parameters of the address, or of the last one where a change of page has dropped them."""
    named = {name: st.query_params.get_all(name) for name in st.query_params}
    remembered: Address = st.session_state.get(_MEMORY, {})
    return named or dict(remembered)


def write(address: Mapping[str, list[str]]) -> None:
    """Make this the address; nothing is written where it says so already."""
    kept = {name: values for name, values in address.items() if values}
    st.session_state[_MEMORY] = kept
    if kept != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(kept)


def changed(**parameters: object) -> Address:
    """The address with these parameters set, several of a name as a list; "", None and [] take one out."""
    new = {
        name: value if isinstance(value, list) else [str(value)] if value else [] for name, value in parameters.items()
    }
    return {name: values for name, values in {**current(), **new}.items() if values}


def parameter(name: str) -> str:
    """One parameter; "" where it is not named."""
    return (current().get(name) or [""])[-1]


def number_parameter(name: str, default: int | None = None) -> int | None:
    """A parameter that is a whole number, such as a year."""
    text = parameter(name)
    return int(text) if text.isdigit() and len(text) < 10 else default


def set_parameter(name: str, value: object) -> None:
    """Set one parameter; "" takes it out."""
    write(changed(**{name: value}))


def language() -> Language:
    """The language of the address, else of the browser; Chinese where in doubt."""
    named = parameter("lang") or str(st.context.locale or "")
    return next((lang for lang in LANGUAGES if named.lower().startswith(lang)), "zh")
