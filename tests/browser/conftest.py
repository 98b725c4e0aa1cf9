"""One server, one Chromium, a fresh context a page. Waits are for the page's own state, never for time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.chromium import NO_CHROMIUM, find_chromium
from tests.browser.server import Server, prepare, running

_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync")
_PATIENCE = 45_000  # milliseconds
_LOCALES = {"zh": "zh-CN", "en": "en-US"}
expect.set_options(timeout=_PATIENCE)
_SETTLED = "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"


# The code of a kind of element is fetched when the first one is shown; a grey bar stands there until then.
# Two frames later what the last message brought has been drawn.
_DRAWN = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
    () => done(!document.querySelector("[data-testid=stSkeleton]"))
)))"""


class PageAt(Protocol):
    """Opens an address and waits until its page stands."""

    def __call__(
        self,
        path: str = "/",
        *,
        lang: Literal["zh", "en"] | None = None,
        locale: Literal["zh", "en"] = "zh",
        viewport: tuple[int, int] = (1440, 900),
        dark: bool = False,
        server: Server | None = None,
        watch: Callable[[Page], None] | None = None,
        **query: str | int | list[str],
    ) -> Page:
        """`lang` goes into the address, `locale` is the browser's; `watch` sees the page before it loads."""
        ...


def settle(page: Page) -> Page:
    """Wait until the script has run and the page stands."""
    page.wait_for_selector("[data-testid=stAppViewContainer]", state="attached")
    page.wait_for_selector(_SETTLED, state="attached")
    page.wait_for_function(_DRAWN)
    page.wait_for_selector(_SETTLED, state="attached")
    return page


def expect_no_wider_than_the_screen(page: Page) -> None:
    """The page does not scroll sideways, once it has been laid out: while it is, a scroll bar may come and go."""
    main = page.get_by_test_id("stMain").element_handle()
    page.wait_for_function("node => node.scrollWidth <= node.clientWidth", arg=main)


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as the first start leaves it; every server works on its own copy."""
    home = tmp_path_factory.mktemp("prepared")
    prepare(home)
    return home


@pytest.fixture(scope="session")
def server(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that the tests share."""
    with running(prepared_home, tmp_path_factory.mktemp("home")) as running_server:
        yield running_server


@pytest.fixture
def cold_server(prepared_home: Path, tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has asked for anything yet."""
    with running(prepared_home, tmp_path / "home") as running_server:
        yield running_server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. A test that needs it fails where there is none: it is never left out."""
    executable = find_chromium()
    if executable is None:
        pytest.fail(NO_CHROMIUM, pytrace=False)
    with sync_playwright() as playwright, launch(playwright, executable) as chromium:
        yield chromium


def launch(playwright: Playwright, executable: Path) -> Browser:
    """A Chromium without a window and without anything of its own to say to the world."""
    return playwright.chromium.launch(executable_path=executable, headless=True, args=[*_FLAGS])


@pytest.fixture(scope="session")
def seen(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browsers by how they look, kept for the session: what one page has fetched the next need not fetch and parse again."""
    kept: dict[tuple[object, ...], BrowserContext] = {}

    def context(viewport: tuple[int, int], locale: str, dark: bool) -> BrowserContext:
        key = (viewport, locale, dark)
        if key not in kept:
            kept[key] = new_context(browser, viewport, locale, dark)
        return kept[key]

    yield context
    for one in kept.values():
        one.close()


def new_context(browser: Browser, viewport: tuple[int, int], locale: str, dark: bool) -> BrowserContext:
    """A browser that has seen nothing yet."""
    context = browser.new_context(
        viewport={"width": viewport[0], "height": viewport[1]},
        locale=_LOCALES[locale],
        color_scheme="dark" if dark else "light",
    )
    # Generous: it is only ever waited for what does not come, or comes late on a busy machine.
    context.set_default_timeout(_PATIENCE)
    return context


@pytest.fixture
def page_at(browser: Browser, seen: Callable[..., BrowserContext], request: pytest.FixtureRequest) -> Iterator[PageAt]:
    """Opens pages for one test, each in a tab of its own; who watches, or asks another server, has a browser of its own."""
    with ExitStack() as opened:

        def open_page(
            path: str = "/",
            *,
            lang: Literal["zh", "en"] | None = None,
            locale: Literal["zh", "en"] = "zh",
            viewport: tuple[int, int] = (1440, 900),
            dark: bool = False,
            server: Server | None = None,
            watch: Callable[[Page], None] | None = None,
            **query: str | int | list[str],
        ) -> Page:
            if watch is not None or server is not None:
                context = opened.enter_context(new_context(browser, viewport, locale, dark))
            else:
                context = seen(viewport, locale, dark)
            page = context.new_page()
            opened.callback(page.close)
            if watch is not None:
                watch(page)
            served: Server = server or request.getfixturevalue("server")
            page.goto(served.url + path + _query(lang, query))
            return settle(page)

        yield open_page


def _query(lang: str | None, query: dict[str, Any]) -> str:
    parameters = {**({"lang": lang} if lang else {}), **query}
    return f"?{urlencode(parameters, doseq=True)}" if parameters else ""
