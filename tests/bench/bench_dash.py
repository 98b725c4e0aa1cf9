"""A rerun of the overview beside Dash: the same figures from the same store, given by one callback of a Dash app.

Only the server's time on both sides: ours is a whole rerun with words, tables and lists, Dash's the figures alone.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.charts import Look, figure
from lib.loading import prepare
from lib.loading.bundle import HOME_VARIABLE
from lib.store import Filters, Store
from lib.ui.server import SHELL
from lib.views.exhibits import exhibit_names, part_of
from lib.views.overview import overview
from tests.bench.peer_environment import PEERS, peer_python, version
from tests.bench.record import record

RUNS = 15
ROOT = Path(__file__).parents[2]


def test_beside_dash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Record a rerun of the overview beside Dash's answer, out of its cache and made anew."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    store = Store(tmp_path / "disclosure.duckdb")
    prepare(store)
    shown = overview(store, Filters())
    ours = {name: figure(part_of(shown, name), "zh", Look(dark=False)) for name in exhibit_names(shown)}
    store.close()
    shutil.copy(tmp_path / "disclosure.duckdb", tmp_path / "dash.duckdb")
    command = [str(peer_python()), str(PEERS / "dash_page.py"), str(tmp_path / "dash.duckdb"), str(RUNS)]
    env = {"PYTHONPATH": str(ROOT), "PATH": "", "HOME": str(tmp_path)}
    said = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    told = json.loads(said)
    assert told["figures"] == {name.replace(".", "-"): json.loads(json.dumps(made)) for name, made in ours.items()}
    reruns = _reruns()
    note = f"The server's time. Dash {version('dash')} gives the {len(ours)} figures of the page and nothing else."
    for way, against in (("kept", "Dash, figures kept"), ("anew", "Dash, figures made anew")):
        record("pages", "a whole rerun of the overview", reruns, "s", against=against, theirs=told[way], note=note)


def _reruns() -> list[float]:
    st.cache_resource.clear()
    app = AppTest.from_file(SHELL, default_timeout=300).run()
    assert not app.exception
    seconds = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        app.run()
        seconds.append(time.perf_counter() - began)
    st.cache_resource.clear()
    return seconds[1:]
