"""Sentences that outlive the run that made them: what was done, and what could not be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from lib.language import Language, Message, UserError, say
from lib.ui.plain import plain

Kind = Literal["done", "problem"]
_KEY = "intake-notices"


def notice(kind: Kind, message: Message) -> None:
    """Have a sentence shown at the top of the next run."""
    st.session_state.setdefault(_KEY, []).append((kind, message))


def attempt(action: Callable[[], object]) -> bool:
    """Do something a person asked for; what stands in the way becomes a sentence. Whether it was done."""
    try:
        action()
    except UserError as error:
        notice("problem", error.message)
        return False
    return True


def show_notices(lang: Language) -> None:
    """Show what has come up since, once."""
    for kind, message in st.session_state.pop(_KEY, []):
        if kind == "done":
            st.success(plain(say(message, lang)), icon=":material/check_circle:")
        else:
            st.error(plain(say(message, lang)), icon=":material/error:")
