"""Loaded by the tested server at its start: notes every connection that leaves this machine.

An audit hook sees what any library does through Python's sockets, and cannot be taken off again.
"""

import os
import socket
import sys
from typing import Any

_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")
_log = os.environ.get("DISCLOSURE_TEST_CONNECTIONS")


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and arguments[0].type == socket.SOCK_DGRAM:
        return  # sends nothing: it only asks the machine which of its own addresses would be used
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path is a socket on this machine
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode("utf-8", "replace")
    if host and not str(host).startswith(_LOOPBACK):
        with open(str(_log), "a", encoding="utf-8") as log:
            log.write(f"{event} {host}\n")


if _log:
    sys.addaudithook(_note)
