"""An import that is killed and repeated takes everything in once, and reads nothing twice."""

from __future__ import annotations

import signal
import time
from pathlib import Path

from tests.loading.crowd import make
from tests.loading.interruption import kept_lines, kill_and_repeat, start, stored

COUNT = 200
_INTERRUPTED = 130


def test_killed_in_the_middle_and_repeated_nothing_is_lost_and_nothing_twice(tmp_path: Path) -> None:
    agencies = make(tmp_path / "in", COUNT)
    found = kill_and_repeat(tmp_path / "in", tmp_path / "home", COUNT)
    assert COUNT // 2 <= found.kept < COUNT
    assert f"{found.kept} of the files had been read by an earlier run" in found.said
    assert dict(found.stored) == dict.fromkeys(agencies, 1)
    assert not (tmp_path / "home" / "import.jsonl").exists()
    with start(tmp_path / "in", tmp_path / "home") as third:
        assert "Added 0, revised 0, unchanged 0, not readable 0." in third.communicate(timeout=300)[1]
    assert stored(tmp_path / "home") == found.stored


def test_ctrl_c_keeps_what_was_read_and_says_so(tmp_path: Path) -> None:
    agencies = make(tmp_path / "in", COUNT)
    home = tmp_path / "home"
    with start(tmp_path / "in", home) as first:
        while kept_lines(home) < 10:
            assert first.poll() is None
            time.sleep(0.02)
        first.send_signal(signal.SIGINT)
        said = first.communicate(timeout=60)[1]
    assert first.returncode == _INTERRUPTED
    assert "Interrupted." in said
    assert "Traceback" not in said
    assert 10 <= kept_lines(home) < COUNT
    with start(tmp_path / "in", home) as second:
        assert second.wait(timeout=300) == 0
    assert dict(stored(home)) == dict.fromkeys(agencies, 1)
