"""The keys of a review that Streamlit's buttons cannot take: one that leads into the note, and what comes into sight.

The script is a file of this package, served by our own server, as the security policy wants it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

# Streamlit's own shortcuts; each is shown on its button. C and R are its own.
PREVIOUS, NEXT, CONFIRM, OPEN_REPORT = "K", "J", "Y", "O"
DISMISS = "N"

_PACKAGE, _NAME = "disclosure-oversight", "reviewing"
_HERE = Path(__file__).parent
_WANTED = "review-wanted"
_mounts: WeakKeyDictionary[BidiComponentManager, Callable[..., Any]] = WeakKeyDictionary()


def keyboard(opened: str) -> None:
    """Listen for the key that dismisses, and bring `opened` into sight where it is another finding than before."""
    wanted = st.session_state.pop(_WANTED, "")
    _component()(key="reviewing", data={"opened": opened, "key": DISMISS.lower(), "wanted": wanted})


def want_field(name: str) -> None:
    """Have the cursor put into a field by the next run: "review-who" or "review-note"."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.session_state[_WANTED] = f"{name} {st.session_state[_TURN]}"


_TURN = "review-turn"


def _component() -> Callable[..., Any]:
    manager = get_bidi_component_manager()
    if manager not in _mounts:
        manager.register_from_manifest(ComponentManifest(_PACKAGE, "1", [ComponentConfig(_NAME, "assets")]), _HERE)
        _mounts[manager] = st.components.v2.component(f"{_PACKAGE}.{_NAME}", js="reviewing.js", isolate_styles=False)
    return _mounts[manager]
