"""A server for the browser tests: the real command, its own data, a free port, its connections noted."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

HOST = "127.0.0.1"
_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parents[1]
_PATIENCE = 180.0  # seconds for a start, also on a busy machine


@dataclass(frozen=True)
class Server:
    """A server that is up: its address, what it printed, and every address it has connected to."""

    url: str
    log: Path
    connections_log: Path

    def connections(self) -> list[str]:
        """The foreign addresses and names the server process has reached for, in order."""
        return self.connections_log.read_text("utf-8").splitlines() if self.connections_log.exists() else []


def prepare(home: Path) -> None:
    """Fill an empty data folder as a first start does."""
    disclosure(home, "prepare")


def disclosure(home: Path, *words: str) -> None:
    """Run a command of the command line on the data in `home`; it must succeed."""
    subprocess.run([*_disclosure(), *words], env=environment(home), cwd=_ROOT, check=True, stdin=subprocess.DEVNULL)


@contextmanager
def running(prepared: Path, home: Path) -> Iterator[Server]:
    """A server over its own copy of the prepared data in `home`, ready when entered and gone when left."""
    shutil.copytree(prepared, home, dirs_exist_ok=True)
    port = _free_port()
    server = Server(f"http://{HOST}:{port}", home / "server.log", home / "connections.log")
    noting = {**environment(home), "DISCLOSURE_TEST_CONNECTIONS": str(server.connections_log)}
    command = [*_disclosure(), "serve", "--port", str(port)]
    with (
        server.log.open("w") as log,
        subprocess.Popen(command, env=noting, cwd=home, stdin=subprocess.DEVNULL, stdout=log, stderr=log) as process,
    ):
        try:
            wait_until_ready(server.url, process, server.log)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _disclosure() -> list[str]:
    return [sys.executable, "-m", "lib.cli"]


def environment(home: Path) -> dict[str, str]:
    """What the command is started with: its data in `home`, its connections noted where the caller says."""
    # Nothing of the caller's own settings may decide what the tests see.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    path = os.pathsep.join([str(_HERE / "quiet"), str(_ROOT)])
    return {**inherited, "DISCLOSURE_HOME": str(home), "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path | None = None) -> None:
    """Wait until the server at `url` answers. Raises RuntimeError with its `log` where it does not come up."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    said = log.read_text("utf-8", "replace") if log else ""
    raise RuntimeError(f"the server did not get ready:\n{said}")
