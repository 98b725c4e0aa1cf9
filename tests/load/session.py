"""A session without a browser: it speaks to the server as Streamlit's page does, so that what is measured is the server."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PATIENCE = 120.0  # seconds a rerun may take
# What Streamlit's page names: the protocol, and a token that stands for none.
_PROTOCOLS = ("streamlit", "PLACEHOLDER_AUTH_TOKEN")


@dataclass(frozen=True)
class Rerun:
    """`ms` from the question to the end of the script, `messages` and `bytes` that came, the exceptions and the headings
    shown."""

    ms: float
    messages: int
    bytes: int
    errors: tuple[str, ...]
    headings: tuple[str, ...]


class Session:
    """One visitor. Raises TimeoutError where a rerun takes longer than PATIENCE."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    def rerun(self, page: str = "", query: str = "") -> Rerun:
        """Ask for a page under an address, and wait until its script has run to its end."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        begun = time.perf_counter()
        self._connection.send(asked.SerializeToString())
        messages = size = 0
        errors: list[str] = []
        headings: list[str] = []
        while True:
            content = self._connection.recv(PATIENCE)
            if isinstance(content, str):
                continue
            message = ForwardMsg.FromString(content)
            messages, size = messages + 1, size + len(content)
            element = message.delta.new_element
            if element.HasField("exception"):
                errors.append(element.exception.message)
            if element.HasField("heading"):
                headings.append(element.heading.body)
            if message.WhichOneof("type") == "script_finished":
                return Rerun((time.perf_counter() - begun) * 1000, messages, size, tuple(errors), tuple(headings))


@contextmanager
def session(url: str) -> Iterator[Session]:
    """A visitor of the server at `url`, gone when left."""
    address = f"ws{url.removeprefix('http')}/_stcore/stream"
    # Messages come compressed, as to a browser.
    with connect(address, subprotocols=_PROTOCOLS, max_size=None) as connection:
        yield Session(connection)
