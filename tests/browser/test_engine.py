"""A data engine that stops while somebody reads: a sentence in their language, and the page by itself when it is back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lib.language import LANGUAGES, Language, t
from lib.loading.bundle import ENGINE_VARIABLE
from lib.store import Store
from lib.store.engines import publish
from tests.browser.conftest import PageAt
from tests.browser.server import Server, running
from tests.store.contract.engines import free_port, sail


@pytest.fixture(scope="module")
def published(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path, Server]]:
    """The bundled reports on an engine that is not running, its port and folder, and a dashboard that reads them there."""
    folder, port = tmp_path_factory.mktemp("engine"), free_port()
    address = f"sc://127.0.0.1:{port}?data={folder}/copies"
    with sail(folder, port):
        store = Store(Path(shutil.copy(prepared_home / "disclosure.duckdb", folder)))
        publish(store, address, lambda done, total: None)
        store.close()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(ENGINE_VARIABLE, address)
        with running(prepared_home, tmp_path_factory.mktemp("home")) as server:
            yield port, folder, server


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_engine_that_stops_is_said_on_the_page_which_comes_back_by_itself(
    lang: Language, published: tuple[int, Path, Server], page_at: PageAt
) -> None:
    port, folder, server = published
    with ExitStack() as engine:
        engine.enter_context(sail(folder, port))
        page = page_at("/requests", lang=lang, server=server)
        shown = page.locator(".st-key-chart-outcomes")
        expect(shown).to_be_visible()
        before = shown.get_by_role("figure").get_attribute("aria-label")
        assert before
    # What was asked before is kept; another question needs the engine.
    page.goto(f"{server.url}/requests?lang={lang}&from=2021&to=2023")
    address = f"sc://127.0.0.1:{port}"
    sentence, _ = t("store.engine_silent", lang, address=address, reason="|").split("|")
    expect(page.get_by_test_id("stAlert")).to_contain_text(sentence)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(shown).to_have_count(0)
    with sail(folder, port):
        expect(shown).to_be_visible()
        page.goto(f"{server.url}/requests?lang={lang}")
        expect(shown.get_by_role("figure")).to_have_attribute("aria-label", before)
