"""Five thousand documents by the command line: killed in the middle, repeated, timed."""

from __future__ import annotations

import time
from pathlib import Path

from tests.bench.record import record
from tests.loading.crowd import make
from tests.loading.interruption import kill_and_repeat, start, stored

COUNT = 5_000


def test_five_thousand_documents_once_and_after_a_kill(tmp_path: Path) -> None:
    agencies = make(tmp_path / "in", COUNT)
    begun = time.monotonic()
    with start(tmp_path / "in", tmp_path / "plain") as whole:
        said = whole.communicate(timeout=1800)[1]
    seconds = time.monotonic() - begun
    assert whole.returncode == 0, said
    assert dict(stored(tmp_path / "plain")) == dict.fromkeys(agencies, 1)
    record("importing", f"{COUNT:,} documents by the command line", seconds, "s")
    found = kill_and_repeat(tmp_path / "in", tmp_path / "killed", COUNT)
    assert dict(found.stored) == dict.fromkeys(agencies, 1)
    assert f"{found.kept} of the files had been read by an earlier run" in found.said
    record(
        "importing",
        f"the second run over {COUNT:,} documents, the first killed",
        found.seconds,
        "s",
        against="one run without interruption",
        theirs=seconds,
        note=f"Killed after {found.kept:,} documents were read; all are stored once.",
    )
