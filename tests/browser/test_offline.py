"""Nothing leaves the machine: the browser asks only our server, and the server asks nobody."""

from __future__ import annotations

import socket
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PageAt
from tests.browser.server import HOST, Server, environment

PAGES = ("/", "/requests", "/disputes", "/compare", "/coverage", "/findings", "/report", "/method")
_KNOCK = (
    b"GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://elsewhere.example\r\n"
    b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


class Watch:
    """What a page asked for, and what its security policy or its own code complained of."""

    def __init__(self) -> None:
        self.hosts: set[str] = set()
        self.complaints: list[str] = []

    def __call__(self, page: Page) -> None:
        """Listen to `page` from before its first request."""
        page.on("request", lambda request: self._ask(request.url))
        page.on("websocket", lambda stream: self._ask(stream.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self._hear(message.text))

    def _ask(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob"):
            self.hosts.add(urlsplit(url).netloc)

    def _hear(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.complaints.append(text)


@pytest.mark.parametrize(("path", "dark"), [*((path, False) for path in PAGES), ("/", True)])
def test_a_page_asks_only_its_own_server(path: str, dark: bool, server: Server, page_at: PageAt) -> None:
    watch = Watch()
    page = page_at(path, dark=dark, watch=watch)
    page.wait_for_load_state("networkidle")
    assert watch.hosts == {urlsplit(server.url).netloc}
    assert watch.complaints == []
    assert server.connections() == []


def test_a_stranger_at_the_door_makes_the_server_ask_nobody(server: Server) -> None:
    """For a WebSocket from an unknown origin Streamlit would look up its own public address."""
    port = urlsplit(server.url).port
    with socket.create_connection((HOST, port or 0), timeout=30) as knock:
        knock.sendall(_KNOCK)
        assert b"403" in knock.recv(100).splitlines()[0]
    assert server.connections() == []


def test_the_watch_on_the_server_sees_a_connection(server: Server) -> None:
    """A watch that sees nothing proves nothing: raise what Python raises before it connects."""
    log = server.connections_log.with_name("probe.log")
    reach = "import socket, sys; sys.audit('socket.connect', socket.socket(), ('192.0.2.1', 9))"
    noting = {**environment(log.parent), "DISCLOSURE_TEST_CONNECTIONS": str(log)}
    subprocess.run([sys.executable, "-c", reach], env=noting, check=True)
    assert log.read_text("utf-8").splitlines() == ["socket.connect 192.0.2.1"]
