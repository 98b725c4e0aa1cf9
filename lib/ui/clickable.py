"""HTML of our own whose parts can be chosen: by a click, by Enter, by the arrow keys.

Streamlit's HTML element takes no clicks, and its inline components are scripts the security policy refuses. So the
script is a file of this package, served by our own server like every other.
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

_PACKAGE, _NAME = "disclosure", "clickable"
_FULL_NAME = f"{_PACKAGE}.{_NAME}"
_HERE = Path(__file__).parent
_mounts: WeakKeyDictionary[BidiComponentManager, Callable[..., Any]] = WeakKeyDictionary()


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

    found = _component()(key=key, data={"html": html, "chosen": chosen}, on_picked_change=picked)
    return str(found["picked"] or "")


def _component() -> Callable[..., Any]:
    """The component on the server that runs now: its folder is named once a server, as a package's manifest would."""
    manager = get_bidi_component_manager()
    if manager not in _mounts:
        manifest = ComponentManifest(_PACKAGE, "1", [ComponentConfig(_NAME, "assets")])
        manager.register_from_manifest(manifest, _HERE)
        _mounts[manager] = st.components.v2.component(_FULL_NAME, js="clickable.js", isolate_styles=False)
    return _mounts[manager]
