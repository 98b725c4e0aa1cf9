"""What stands around the shell: headers, root document, compressed assets, error page, warm-up."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, TypedDict

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config, net_util
from streamlit.web.server import server_util

import lib
from lib.language import LANGUAGES, t
from lib.ui.server.assets import CompressedAssets
from lib.ui.server.failure import explain
from lib.ui.server.headers import SecurityHeaders
from lib.ui.server.root import RootDocument

ROOT = Path(__file__).resolve().parents[3]
SHELL = ROOT / "lib" / "ui" / "shell.py"
_SCRIPTS = frozenset({"lib.cli", "lib.ui.shell"})
# Their packages are an extra, and large: imported where the store is on such an engine.
_WHEN_ASKED = "lib.store.engines."
_EVERYWHERE = frozenset({"0.0.0.0", "::"})


class FrontDoor(TypedDict):
    """The arguments of `st.App` beside the script."""

    middleware: list[Middleware]
    lifespan: Callable[[Any], AbstractAsyncContextManager[dict[str, Any] | None]]
    on_script_error: Callable[[Exception], bool | None]


def front_door() -> FrontDoor:
    """What `st.App` needs around the shell: the first middleware is the outermost."""
    _never_ask_outside_for_our_address()

    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncGenerator[dict[str, Any] | None, None]:
        _warm_up()
        _announce()
        yield None

    return {
        "middleware": [Middleware(SecurityHeaders), Middleware(RootDocument), Middleware(CompressedAssets)],
        "lifespan": lifespan,
        "on_script_error": explain,
    }


def serve(host: str = "127.0.0.1", port: int | None = None) -> None:
    """Serve the dashboard of this checkout until stopped.

    Without a port the first free one from 8501 on is taken; a named port that is in use ends the process
    with 1.
    """
    overrides: dict[str, Any] = {"server.address": host}
    if port is not None:
        overrides["server.port"] = port
    if host not in _EVERYWHERE:
        overrides["browser.serverAddress"] = host
    # Streamlit looks for its settings and puts the import path beside the script it was started with.
    sys.argv = [str(ROOT / "app.py")]
    st.App(SHELL, **front_door()).run(config=overrides)


def _warm_up() -> None:
    for module in pkgutil.walk_packages(lib.__path__, "lib."):
        if module.name not in _SCRIPTS and not module.name.startswith(_WHEN_ASKED):
            importlib.import_module(module.name)
    # Streamlit collects garbage after every run; what is imported by now will never be garbage.
    gc.collect()
    gc.freeze()


def _announce() -> None:
    url = server_util.get_url(config.get_option("browser.serverAddress"))
    for lang in LANGUAGES:
        sys.stdout.write(t("server.ready", lang, url=url) + "\n")
    sys.stdout.flush()


def _never_ask_outside_for_our_address() -> None:
    # For a WebSocket from an unknown origin Streamlit asks a public service for its own address, to allow it.
    # An answer that is known beforehand, and allowed anyway, keeps the server from ever calling out.
    net_util._external_ip = "0.0.0.0"
