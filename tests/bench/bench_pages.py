"""What the project adds to a rerun of each page, beside an empty Streamlit page in the same run.

Both run through Streamlit's own test runner, so that both pay the same for it; the ratio is what counts.
"""

from __future__ import annotations

import os
import platform
import statistics
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.loading.bundle import HOME_VARIABLE
from lib.ui.pages import PAGES, page_file
from lib.ui.server import SHELL

_ROUNDS = 15


def _empty() -> None:
    import streamlit as st

    st.write("")


def _rerun(app: AppTest) -> float:
    start = time.perf_counter()
    app.run(timeout=60)
    return (time.perf_counter() - start) * 1000


def test_reruns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Print the median rerun of every page, of an empty page, and their ratio."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    empty = AppTest.from_function(_empty).run(timeout=60)
    pages = {entry.slug: AppTest.from_file(SHELL, default_timeout=60).run() for entry in PAGES}
    for slug, app in pages.items():
        app.switch_page(str(page_file(slug)))
        app.run()
        assert not app.exception, (slug, app.exception)
    taken: dict[str, list[float]] = {slug: [] for slug in ("", *pages)}
    for _ in range(_ROUNDS):
        taken[""].append(_rerun(empty))
        for slug, app in pages.items():
            taken[slug].append(_rerun(app))
    floor = statistics.median(taken[""])
    print(f"\n{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {_ROUNDS} rounds")
    print(f"{'page':<12}{'median ms':>10}{'added ms':>10}{'added / empty':>15}")
    print(f"{'(empty)':<12}{floor:>10.1f}{0:>10.1f}{0:>15.2f}")
    for slug in pages:
        median = statistics.median(taken[slug])
        print(f"{slug:<12}{median:>10.1f}{median - floor:>10.1f}{(median - floor) / floor:>15.2f}")
