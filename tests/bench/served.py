"""Servers for the benches: the dashboard, and an empty page of Streamlit as it comes."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.browser.server import HOST, environment, wait_until_ready

_EMPTY = Path(__file__).parent / "empty_page.py"
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Served:
    """A server that is up, and its process."""

    url: str
    process: psutil.Process

    def processor(self) -> float:
        """Milliseconds of the processor it has taken so far, in steps of ten."""
        taken = self.process.cpu_times()
        return float(taken.user + taken.system) * 1000

    def memory(self) -> float:
        """Megabytes of it that lie in memory now."""
        return float(self.process.memory_info().rss) / 1e6


@contextmanager
def dashboard(home: Path, *options: str) -> Iterator[Served]:
    """The dashboard on the data in `home`, by the command people start."""
    with _running([sys.executable, "-m", "lib.cli", "serve", *options], "--port", home, _ROOT) as served:
        yield served


@contextmanager
def empty_page(folder: Path, *options: str) -> Iterator[Served]:
    """Streamlit as it comes, but for the `options`, with nothing on the page but a switch."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "streamlit", "run", str(_EMPTY), "--server.headless=true"]
    quiet = ["--browser.gatherUsageStats=false", "--server.fileWatcherType=none", f"--server.address={HOST}"]
    with _running([*command, *quiet, *options], "--server.port", folder, folder) as served:
        yield served


@contextmanager
def _running(command: Sequence[str], port_option: str, home: Path, cwd: Path) -> Iterator[Served]:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    log = home / "server.log"
    with (
        log.open("w") as out,
        subprocess.Popen(
            [*command, port_option, str(port)],
            env=environment(home),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        ) as process,
    ):
        try:
            wait_until_ready(f"http://{HOST}:{port}", process, log)
            yield Served(f"http://{HOST}:{port}", psutil.Process(process.pid))
        finally:
            process.terminate()
