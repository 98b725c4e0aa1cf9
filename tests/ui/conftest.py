"""What the tests of pages share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from lib.loading.bundle import HOME_VARIABLE


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder for the pages of one module; the cached store is let go before and after."""
    folder = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(folder))
        st.cache_resource.clear()
        st.cache_data.clear()
        yield folder
        st.cache_resource.clear()
        st.cache_data.clear()
