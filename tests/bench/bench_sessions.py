"""A hundred people browsing at once, beside one: how long a rerun takes them, and the memory of the server.

All are on this machine: what the visitors themselves take of its processors makes the figures worse than a network would.
A visitor looks at a page for ten seconds on average.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles

import pytest

from tests.bench.crowded import fill
from tests.bench.record import record
from tests.bench.served import dashboard
from tests.browser.server import disclosure, prepare
from tests.load.browsing import STEPS, browse
from tests.load.session import Rerun

SESSIONS, STEPS_EACH, THINK = 100, 6, 10.0
PROCESSES = os.cpu_count() or 1


@pytest.mark.parametrize("reports", [0, 100_000])
def test_a_hundred_sessions(reports: int, tmp_path: Path) -> None:
    """Record the 95th percentile of a rerun, and megabytes, of a hundred visitors beside those of one: by one process, and by
    as many on a snapshot as there are processors."""
    home = tmp_path / "home"
    prepare(home)
    if reports:
        fill(home, reports)
    disclosure(home, "snapshot")
    data = f"{reports:,} reports" if reports else "the bundled reports"
    _measure(home, data, "one process", 1)
    if PROCESSES > 1:
        _measure(home, data, f"{PROCESSES} processes", PROCESSES, "--read-only")


def _measure(home: Path, data: str, name: str, processes: int, *options: str) -> None:
    with ExitStack() as running:
        served = [running.enter_context(dashboard(home, *options)) for _ in range(processes)]
        urls = [one.url for one in served]
        # Whoever comes first waits for what is computed once; that is measured elsewhere.
        browse(urls, processes, steps=4 * len(STEPS), think=0.01)
        alone = browse(urls[:1], 1, steps=4 * len(STEPS), think=0.05, seed=2)
        memory = sum(one.memory() for one in served)
        together = browse(urls, SESSIONS, steps=STEPS_EACH, think=THINK, seed=3)
        grown = sum(one.memory() for one in served)
    assert not [rerun.errors for rerun in (*alone, *together) if rerun.errors]
    record(
        "sessions",
        f"95th percentile of a rerun, {SESSIONS} sessions, {data}, {name}",
        _slow(together),
        "ms",
        against="one session alone",
        theirs=_slow(alone),
        at_most=2,
        because="A Python process runs one rerun at a time: two that meet wait for each other.",
        note=f"A click every {THINK:.0f} s each, {SESSIONS / THINK:.0f} reruns a second.",
    )
    record(
        "sessions",
        f"memory of the server, {SESSIONS} sessions, {data}, {name}",
        grown,
        "MB",
        against="one session alone",
        theirs=memory,
        at_most=1.3,
        because="Streamlit keeps what it last sent to each session.",
    )


def _slow(reruns: Sequence[Rerun]) -> float:
    return quantiles([rerun.ms for rerun in reruns], n=20)[-1]
