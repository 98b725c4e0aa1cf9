"""How long a reader waits: preparing the data, starting the server, and each page in a browser that knows nothing yet.

`make bench` prints it; nothing is asserted, since it measures the machine as much as the program.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, sync_playwright

from lib.ui.pages import PAGES
from tests.browser.chromium import NO_CHROMIUM, find_chromium
from tests.browser.conftest import launch, settle
from tests.browser.server import Server, prepare, running


def test_what_a_reader_waits_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    executable = find_chromium()
    assert executable, NO_CHROMIUM
    with capsys.disabled():
        print()
        with clocked("prepare the data"):
            prepare(tmp_path / "prepared")
        with clocked("prepare again"):
            prepare(tmp_path / "prepared")
        began = time.perf_counter()
        with running(tmp_path / "prepared", tmp_path / "home") as server:
            print(f"{'start the server':28}{time.perf_counter() - began:8.2f} s")
            with sync_playwright() as playwright, launch(playwright, executable) as browser:
                for visit in ("first", "second"):
                    for entry in PAGES:
                        measure(browser, server, entry.slug, visit)


def measure(browser: Browser, server: Server, slug: str, visit: str) -> None:
    """One page in a fresh browser: seconds until it stands, and what came over the wire."""
    with browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        received = Received(context.new_cdp_session(page))
        with clocked(f"{slug}, {visit} visit", received):
            page.goto(f"{server.url}/{slug}")
            settle(page)


class Received:
    """Bytes and answers that a page was sent, compressed as they were."""

    def __init__(self, session: CDPSession) -> None:
        self.octets = 0
        self.answers = 0
        session.on("Network.loadingFinished", self._add)
        session.on("Network.webSocketFrameReceived", self._add_frame)
        session.send("Network.enable")

    def __str__(self) -> str:
        return f"{self.octets / 1e6:8.2f} MB in {self.answers} answers"

    def _add(self, finished: dict[str, float]) -> None:
        self.octets += int(finished["encodedDataLength"])
        self.answers += 1

    def _add_frame(self, frame: dict[str, dict[str, str]]) -> None:
        self.octets += len(frame["response"]["payloadData"]) * 3 // 4  # it is shown in base 64


@contextmanager
def clocked(what: str, also: object = "") -> Iterator[None]:
    """Print how long the block took."""
    began = time.perf_counter()
    yield
    print(f"{what:28}{time.perf_counter() - began:8.2f} s {also}")
