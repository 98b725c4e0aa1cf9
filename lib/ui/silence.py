"""What a page says while its store does not answer, or only answers; and how it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from lib.language import Language, UserError, say, t
from lib.store import StoreError
from lib.ui.plain import plain
from lib.ui.stored import store

# How often it is asked again, as long as somebody looks at the page. Seconds.
_AGAIN = 3
_WAITING = "store-waiting"


@contextmanager
def answered(lang: Language) -> Iterator[None]:
    """Where the store fails in what is drawn inside, say so there, and run the page again as soon as it answers."""
    try:
        yield
    except StoreError as error:
        st.error(plain(say(error.message, lang)), icon=":material/cloud_off:")
        st.session_state[_WAITING] = False
        _until_it_answers()
        st.stop()


@st.fragment(run_every=_AGAIN)
def _until_it_answers() -> None:
    # Drawn with the error it would ask at once what has just failed.
    if not st.session_state[_WAITING]:
        st.session_state[_WAITING] = True
        return
    try:
        store().meta("version")
    except UserError:
        return
    st.rerun()


def said_read_only(lang: Language) -> bool:
    """Where the store is only read, say so in the place of what would change it. Whether it is."""
    if store().read_only:
        st.info(t("store.read_only", lang), icon=":material/lock:")
    return store().read_only
