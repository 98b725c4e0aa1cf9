"""That these tests share one Chromium: two of them on two cores are slow enough to lose clicks."""

from __future__ import annotations

import pytest


def test_all_of_them_run_on_one_worker(request: pytest.FixtureRequest, worker_id: str) -> None:
    """pytest 9.2 no longer lets xdist 3.8 write the group into a test's name, and says nothing of it."""
    assert worker_id == "master" or request.node.nodeid.endswith("@browser")
