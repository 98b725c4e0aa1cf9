"""Scripts of our own in the page: files of this package, served by our own server, which is all the security policy allows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

_HERE = Path(__file__).parent
_FOLDER = "assets"
_mounts: WeakKeyDictionary[BidiComponentManager, dict[str, Callable[..., Any]]] = WeakKeyDictionary()


def script(name: str) -> Callable[..., Any]:
    """The component that runs `assets/<name>.js`, to be called with key=, data= and on_<trigger>_change=.

    It belongs to the server that runs now: a file is named once a server, as a package's manifest would. Raises
    StreamlitAPIException where there is no such file.
    """
    manager = get_bidi_component_manager()
    mounted = _mounts.setdefault(manager, {})
    if name not in mounted:
        package = f"disclosure-{name}"
        manager.register_from_manifest(ComponentManifest(package, "1", [ComponentConfig(name, _FOLDER)]), _HERE)
        mounted[name] = st.components.v2.component(f"{package}.{name}", js=f"{name}.js", isolate_styles=False)
    return mounted[name]
