"""The nation, filled once for all benches that ask for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.nation import Nation, at

_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Nation:
    """As many reports as the machine holds, filled by a process of its own, whose memory is then free again."""
    kept = os.environ.get("BENCH_HOME")
    made = at(Path(kept) if kept else tmp_path_factory.mktemp("nation"))
    if not made.path.exists():
        command = [sys.executable, "-m", "tests.bench.nation", str(made.reports), str(made.home)]
        subprocess.run(command, cwd=_ROOT, check=True)
    return made
