"""How long a reader waits: preparing the data, starting the server, and each page in a browser that knows nothing yet.

`make bench` prints it; nothing is asserted, since it measures the machine as much as the program.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, sync_playwright

from lib.ui.pages import PAGES
from tests.bench.record import record
from tests.browser.chromium import NO_CHROMIUM, find_chromium
from tests.browser.conftest import launch, settle
from tests.browser.server import Server, prepare, running

VISITS = 3


def test_what_a_reader_waits_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    executable = find_chromium()
    assert executable, NO_CHROMIUM
    with capsys.disabled():
        print()
        began = time.perf_counter()
        prepare(tmp_path / "prepared")
        prepared = time.perf_counter() - began
        began = time.perf_counter()
        prepare(tmp_path / "prepared")
        again = time.perf_counter() - began
        record("visits", "preparing the data again", again, "s", against="preparing it once", theirs=prepared)
        began = time.perf_counter()
        with running(tmp_path / "prepared", tmp_path / "home") as server:
            record("visits", "starting the server", time.perf_counter() - began, "s")
            with sync_playwright() as playwright, launch(playwright, executable) as browser:
                for entry in PAGES:
                    visits = [measure(browser, server, entry.slug) for _ in range(VISITS)]
                    _keep(entry.slug, visits, prepared)


def _keep(slug: str, visits: list[tuple[float, float]], prepared: float) -> None:
    seconds, megabytes = zip(*visits, strict=True)
    record(
        "visits",
        f"{slug}, over the wire",
        megabytes,
        "MB",
        at_most=3.5,
        because="Streamlit's own scripts are most of it.",
        note="In a browser that knows nothing yet, without a proxy.",
    )
    against = "preparing the bundled data, once"
    record("visits", f"{slug}, until it stands", seconds, "s", against=against, theirs=prepared)


def measure(browser: Browser, server: Server, slug: str) -> tuple[float, float]:
    """One page in a fresh browser: seconds until it stands, and the megabytes that came over the wire."""
    with browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        received = Received(context.new_cdp_session(page))
        began = time.perf_counter()
        page.goto(f"{server.url}/{slug}")
        settle(page)
        return time.perf_counter() - began, received.octets / 1e6


class Received:
    """Bytes and answers that a page was sent, compressed as they were."""

    def __init__(self, session: CDPSession) -> None:
        self.octets = 0
        session.on("Network.loadingFinished", self._add)
        session.on("Network.webSocketFrameReceived", self._add_frame)
        session.send("Network.enable")

    def _add(self, finished: dict[str, float]) -> None:
        self.octets += int(finished["encodedDataLength"])

    def _add_frame(self, frame: dict[str, dict[str, str]]) -> None:
        self.octets += len(frame["response"]["payloadData"]) * 3 // 4  # it is shown in base 64
