"""HTML of our own whose parts can be chosen: by a click, by Enter, by the arrow keys.

Streamlit's HTML element takes no clicks, and its inline components are scripts the security policy refuses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.ui.scripts import script


def clickable(html: str, *, key: str, chosen: str = "", on_pick: Callable[[str], None] | None = None) -> str:
    """Draw `html`; a part with the attribute data-key can be chosen. Gives its value on the run that follows, and calls
    `on_pick` with it before that run.

    `chosen`: the data-key that is marked and brought into sight. The HTML must be our own, with every text of a document
    escaped: nothing cleans it on the way.
    """

    def picked() -> None:
        event: Any = st.session_state[key]
        if on_pick is not None and event["picked"] is not None:
            on_pick(str(event["picked"]))

    found = script("clickable")(key=key, data={"html": html, "chosen": chosen}, on_picked_change=picked)
    return str(found["picked"] or "")
