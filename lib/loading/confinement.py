"""How a worker process is started and confined: little memory, little time, no network, nothing of its parent's script.

What cannot be limited on a system (no `resource` on Windows) is left, and the kill by the clock remains.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Any

if sys.platform != "win32":
    import resource


@dataclass(frozen=True)
class Limits:
    """What one file may cost. `memory` is address space in bytes; `seconds` on the clock, `slow_seconds` for formats
    that may hold pictures of pages; `written` is the largest file a worker may write, in bytes."""

    memory: int = 3 * 2**30
    seconds: int = 60
    slow_seconds: int = 180
    written: int = 200 * 2**20


def confine(limits: Limits) -> None:
    """Bind the process this runs in. For good: it is the first thing a worker does."""
    sys.addaudithook(_refuse_network)
    _be_silent()
    if sys.platform == "win32":
        return
    _limit(resource.RLIMIT_AS, limits.memory)
    _limit(resource.RLIMIT_FSIZE, limits.written)
    _limit(resource.RLIMIT_CORE, 0)


def allow_seconds(seconds: float) -> None:
    """Give the process this much CPU time from now on: the last resort, should the one who watches the clock be gone."""
    if sys.platform == "win32":
        return
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    threads = os.cpu_count() or 1
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds * threads) + 5, most))


def _be_silent() -> None:
    """What libraries print about a file goes nowhere: the standard output of a command belongs to its results."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (bound, bound))


def _refuse_network(event: str, _: tuple[Any, ...]) -> None:
    """An audit hook: no part of Python gets a socket or an address, whichever library asks."""
    if event.startswith("socket."):
        raise PermissionError(f"a reader has no network: {event}")


def clean_context() -> BaseContext:
    """How workers are started: forked from a server process that has imported the readers and runs nothing else.

    Never forked from the parent, which may have threads. Without a fork server (Windows) each worker starts afresh.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["lib.loading.preloaded"])
    _start_server()
    return context


def _start_server() -> None:
    """Start the process workers are forked from, with the import path of this one.

    Left to itself it would look for modules in the current folder first, which may be a folder of strangers' files.
    """
    from multiprocessing import forkserver

    wanted = {"PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        forkserver.ensure_running()
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
