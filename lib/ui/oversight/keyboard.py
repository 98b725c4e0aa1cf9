"""The keys of a review that Streamlit's buttons cannot take: one that leads into the note, and what comes into sight."""

from __future__ import annotations

import streamlit as st

from lib.ui.scripts import script

# Streamlit's own shortcuts; each is shown on its button. C and R are its own.
PREVIOUS, NEXT, CONFIRM, OPEN_REPORT = "K", "J", "Y", "O"
DISMISS = "N"

_WANTED = "review-wanted"
_TURN = "review-turn"


def keyboard(opened: str) -> None:
    """Listen for the key that dismisses, and bring `opened` into sight where it is another finding than before."""
    wanted = st.session_state.pop(_WANTED, "")
    script("reviewing")(key="reviewing", data={"opened": opened, "key": DISMISS.lower(), "wanted": wanted})


def want_field(name: str) -> None:
    """Have the cursor put into a field by the next run: "review-who" or "review-note"."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.session_state[_WANTED] = f"{name} {st.session_state[_TURN]}"
