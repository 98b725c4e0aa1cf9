"""The pages served from another engine: every one of them, what they say is only read, and what they say while it is down."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lib.language import t
from lib.loading import ENGINE_VARIABLE
from lib.store import Store
from lib.store.engines import publish
from tests.browser.conftest import PageAt
from tests.browser.server import running
from tests.store.contract.engines import free_port, sail

PAGES = (
    "/",
    "/requests",
    "/disputes",
    "/compare",
    "/coverage",
    "/findings",
    "/report",
    "/briefing",
    "/data",
    "/method",
)
_READ_ONLY = t("store.read_only", "zh")


def test_pages_of_a_published_store(
    prepared_home: Path, tmp_path: Path, page_at: PageAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    address = f"sc://127.0.0.1:{port}?data={tmp_path}/copies"
    shutil.copytree(prepared_home, tmp_path / "writer")
    with sail(tmp_path, port):
        publish(store := Store(tmp_path / "writer" / "disclosure.duckdb"), address, lambda done, total: None)
        store.close()
        monkeypatch.setenv(ENGINE_VARIABLE, address)
        server = running(prepared_home, tmp_path / "reader")
        reader = server.__enter__()
        for path in PAGES:
            page = page_at(path, server=reader)
            _no_error(page)
            if path in ("/briefing", "/data"):
                expect(page.get_by_text(_READ_ONLY)).to_have_count(1)
    # The embedded store beside it was not touched: no page fell back to it.
    page = page_at("/requests", server=reader, region="35")
    expect(page.get_by_text(f"sc://127.0.0.1:{port}")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    english = page_at("/requests", server=reader, lang="en")
    expect(english.get_by_text("does not answer")).to_be_visible()
    with sail(tmp_path, port):
        # Nobody touches either page.
        for waiting in (page, english):
            expect(waiting.get_by_text(f"sc://127.0.0.1:{port}")).to_have_count(0)
            expect(waiting.locator("h2").first).to_be_visible()
            _no_error(waiting)
        server.__exit__(None, None, None)


def _no_error(page: Page) -> None:
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_text("sc://")).to_have_count(0)
