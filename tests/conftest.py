"""What every test can ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

# A deadline would measure the machine and what else runs on it.
settings.register_profile("project", deadline=None)
# The gate tries the same examples every time, so that it speaks of the change; new ones are tried on every desk.
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "project")


@pytest.fixture(scope="session")
def shared_reports() -> Path:
    """The folder of published reports that lies beside the clone; a test that needs it is skipped without it.

    This is the one skip there is: the reports are not part of the repository.
    """
    folder = ROOT.parent / "shared" / "reports"
    if not folder.is_dir():
        pytest.skip(f"no published reports beside the clone ({folder})")
    return folder


# First, because xdist reads the groups in the same hook.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, and keep it on one worker: it shares one server and one Chromium."""
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes go by what they are for: a ZIP has the time in it, and both workers must find tests of the same names."""
    return argname if isinstance(val, bytes) else None
