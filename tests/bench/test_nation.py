"""A folder that is kept is called by what it was filled with, not by what the machine would hold today."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.nation import Nation, at


def test_a_kept_folder_is_called_by_what_it_was_filled_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_REPORTS", "700")
    assert at(tmp_path) == Nation(tmp_path, 700)
    (tmp_path / "reports.txt").write_text("300", "utf-8")
    assert at(tmp_path) == Nation(tmp_path, 700), "a filling that was stopped is no nation yet"
    Nation(tmp_path, 300).path.touch()
    assert at(tmp_path) == Nation(tmp_path, 300)
