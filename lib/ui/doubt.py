"""One line under a page's head: what leaving out the doubtful reports changes, and the switch that does it."""

from __future__ import annotations

import streamlit as st

from lib.language import Language, say, t
from lib.store import Filters
from lib.ui.address import changed, write
from lib.ui.stored import view
from lib.views.doubt import without_doubtful

_KEY = "doubt.switch"


def doubt_line(filters: Filters, lang: Language, *keys: str) -> None:
    """Say what leaving them out does to these indicators (the disclosure rate and the requests received unless named);
    nothing is drawn where no doubtful report is added up."""
    found = view(without_doubtful, filters, keys) if keys else view(without_doubtful, filters)
    # The place is there also where nothing is in it: what follows would be moved by it, and charts made anew.
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="doubt-line"):
        if found is None:
            return
        st.session_state[_KEY] = found.left_out
        st.toggle(t("doubt.switch", lang), key=_KEY, on_change=_switched, help=t("doubt.help", lang))
        st.caption(say(found.sentence, lang), width="stretch")


def _switched() -> None:
    write(changed(doubtful="out" if st.session_state[_KEY] else ""))
