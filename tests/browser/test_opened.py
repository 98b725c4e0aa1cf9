"""Every page as it is opened, in both languages and looks: each test looks at the same tab, and none of them touches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from lib.language import Language, t
from tests.browser.accessible import expect_accessible
from tests.browser.conftest import expect_no_wider_than_the_screen, settle
from tests.browser.server import Server
from tests.browser.test_pages import DESK, ENGLISH, PATHS

LOOKS: tuple[tuple[Language, bool], ...] = (("zh", False), ("en", True))


class Watch:
    """What a page asked for, and what its security policy or its own code complained of."""

    def __init__(self, page: Page) -> None:
        """Listen to `page`, from before its first request."""
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        page.on("request", lambda request: self._ask(request.url))
        page.on("websocket", lambda stream: self._ask(stream.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self._hear(message.text))

    def _ask(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob"):
            self.hosts.add(urlsplit(url).netloc)

    def _hear(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.complaints.append(text)


@dataclass(frozen=True)
class Opened:
    """A page that stands, which one it is, and who has watched it from the start."""

    slug: str
    lang: Language
    page: Page
    watch: Watch


@pytest.fixture(
    scope="module",
    params=[(slug, *look) for slug in PATHS for look in LOOKS],
    ids=lambda param: f"{param[0]}-{param[1]}-{'dark' if param[2] else 'light'}",
)
def opened(request: pytest.FixtureRequest, seen: Callable[..., BrowserContext], server: Server) -> Iterator[Opened]:
    """Each page in a tab of its own, which its tests share."""
    slug, lang, dark = request.param
    page = seen(DESK, "zh", dark).new_page()
    watch = Watch(page)
    page.goto(f"{server.url}{PATHS[slug]}?lang={lang}")
    yield Opened(slug, lang, settle(page), watch)
    page.close()


def test_it_has_no_violation_that_is_ours(opened: Opened) -> None:
    expect_accessible(opened.page)


def test_it_is_no_wider_than_the_screen(opened: Opened) -> None:
    expect_no_wider_than_the_screen(opened.page)
    for chart in opened.page.get_by_test_id("stPlotlyChart").all():
        assert chart.evaluate("node => node.getBoundingClientRect().right <= window.innerWidth + 1")


def test_it_speaks_its_language(opened: Opened) -> None:
    page = opened.page
    expect(page.get_by_role("heading", name=t(f"pages.{opened.slug}", opened.lang), exact=True).first).to_be_visible()
    if opened.lang == "en":
        return
    assert ENGLISH.findall(page.locator("body").inner_text()) == []
    titles = page.locator("[title], [data-title]").evaluate_all(
        "nodes => nodes.filter(n => n.offsetParent).map(n => n.getAttribute('data-title') || n.title)"
    )
    assert [title for title in titles if ENGLISH.search(title)] == []


def test_it_asks_only_its_own_server(opened: Opened, server: Server) -> None:
    opened.page.wait_for_load_state("networkidle")
    assert opened.watch.hosts == {urlsplit(server.url).netloc}
    assert opened.watch.complaints == []
    assert server.connections() == []
