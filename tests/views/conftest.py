"""The bundled reports in a store, made once."""

from __future__ import annotations

import pytest

from lib.loading import prepare
from lib.store import Store


@pytest.fixture(scope="session")
def bundled() -> Store:
    store = Store()
    prepare(store)
    return store
