"""The server asks nobody outside, whoever comes. That a page asks nobody else either is in test_opened."""

from __future__ import annotations

import socket
import subprocess
import sys
from urllib.parse import urlsplit

from tests.browser.server import HOST, Server, environment

_KNOCK = (
    b"GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://elsewhere.example\r\n"
    b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


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
