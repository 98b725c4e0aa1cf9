"""An import that is killed in the middle and started again, as it happens to people: from outside, without a warning."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lib.store import Store

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Interrupted:
    """What a killed run left, what the next one said, and how often each agency is in the store (all revisions)."""

    kept: int
    said: str
    stored: Counter[str]
    seconds: float


def kill_and_repeat(folder: Path, home: Path, count: int) -> Interrupted:
    """Import `folder`, kill the run without warning when half of `count` is read, and import again."""
    with start(folder, home) as first:
        while kept_lines(home) < count // 2:
            assert first.poll() is None, first.communicate()[1]
            time.sleep(0.02)
        first.kill()
    kept = kept_lines(home)
    begun = time.monotonic()
    with start(folder, home) as second:
        said = second.communicate(timeout=1800)[1]
    assert second.returncode == 0, said
    return Interrupted(kept, said, stored(home), time.monotonic() - begun)


def start(folder: Path, home: Path) -> subprocess.Popen[str]:
    """`disclosure import` in a process of its own."""
    environment = {**os.environ, "DISCLOSURE_HOME": str(home), "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    words = [sys.executable, "-m", "lib.cli", "import", str(folder), "--lang", "en"]
    return subprocess.Popen(
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_heed_ctrl_c
    )


def _heed_ctrl_c() -> None:
    """A shell has what it runs in the background ignore it, and the tests may run there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def stored(home: Path) -> Counter[str]:
    """How many revisions of a report of each agency there are."""
    store = Store(home / "disclosure.duckdb")
    rows = store.rows("SELECT a.name FROM report r JOIN agency a USING (agency_id)")
    store.close()
    return Counter(row["name"] for row in rows)


def kept_lines(home: Path) -> int:
    """The whole lines of the spool that hold something: the files that have been read."""
    path = home / "import.jsonl"
    if not path.exists():
        return 0
    return sum(len(line) > 1 for line in path.read_bytes().split(b"\n")[:-1])
