"""A hundred people browsing at once, beside one: how long a rerun takes them, and the memory of the server.

All are on this machine: what the visitors themselves take of its processors makes the figures worse than a network would.
A visitor looks at a page for ten seconds on average.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles

import pytest

from tests.bench.crowded import fill
from tests.bench.record import record
from tests.bench.served import dashboard
from tests.browser.server import prepare
from tests.load.browsing import STEPS, browse
from tests.load.session import Rerun

SESSIONS, STEPS_EACH, THINK = 100, 6, 10.0


@pytest.mark.parametrize("reports", [0, 100_000])
def test_a_hundred_sessions(reports: int, tmp_path: Path) -> None:
    """Record the 95th percentile of a rerun, and megabytes, of a hundred visitors beside those of one."""
    home = tmp_path / "home"
    prepare(home)
    if reports:
        fill(home, reports)
    with dashboard(home) as served:
        # Whoever comes first waits for what is computed once; that is measured elsewhere.
        browse(served.url, 1, steps=4 * len(STEPS), think=0.01)
        alone = browse(served.url, 1, steps=4 * len(STEPS), think=0.05, seed=2)
        memory = served.memory()
        together = browse(served.url, SESSIONS, steps=STEPS_EACH, think=THINK, seed=3)
        grown = served.memory()
    assert not [rerun.errors for rerun in (*alone, *together) if rerun.errors]
    data = f"{reports:,} reports" if reports else "the bundled reports"
    record(
        "sessions",
        f"95th percentile of a rerun, {SESSIONS} sessions, {data}",
        _slow(together),
        "ms",
        against="one session alone",
        theirs=_slow(alone),
        at_most=2,
        because="One Python process runs one rerun at a time: two that meet wait for each other.",
        note=f"a click every {THINK:.0f} s each, {SESSIONS / THINK:.0f} reruns a second",
    )
    record(
        "sessions",
        f"memory of the server, {SESSIONS} sessions, {data}",
        grown,
        "MB",
        against="one session alone",
        theirs=memory,
        at_most=1.3,
        because="Streamlit keeps what it last sent to each session.",
    )


def _slow(reruns: Sequence[Rerun]) -> float:
    return quantiles([rerun.ms for rerun in reruns], n=20)[-1]
