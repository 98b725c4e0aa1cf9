"""A store with the bundled reports, judged, for what follows from findings."""

from __future__ import annotations

import pytest

from lib.loading import prepare
from lib.store import Store


@pytest.fixture(scope="session")
def judged() -> Store:
    store = Store()
    prepare(store)
    return store
