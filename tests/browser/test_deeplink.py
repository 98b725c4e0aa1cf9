"""A link sent to a colleague opens what it names, also as the very first request of a server just started.

Without `st.App` around the shell a cold server would run the page's file alone: no navigation, no filters.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from lib.language import Language, t
from tests.browser.conftest import PageAt, settle
from tests.browser.server import Server

SINCE = {"from": 2021}


def test_the_first_request_of_a_cold_server_is_a_framed_page(cold_server: Server, page_at: PageAt) -> None:
    page = page_at("/disputes", server=cold_server, lang="en", **SINCE)
    expect_at(page, "/disputes", "en")
    for slug in ("disputes", "compare"):
        expect(nav_link(page, slug, "en")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    # The filters in words, as every page says them.
    expect(page.get_by_test_id("stMain")).to_contain_text("2021–")


def test_language_navigation_and_back_keep_the_filters(page_at: PageAt) -> None:
    page = page_at("/disputes", lang="en", **SINCE)
    page.get_by_role("radio", name="中文").click()
    expect_at(page, "/disputes", "zh")
    nav_link(page, "compare", "zh").click()
    expect_at(page, "/compare", "zh")
    # One press: a page must not leave addresses of its own behind that lead back to itself.
    page.go_back(wait_until="commit")
    expect_at(page, "/disputes", "zh")
    expect(nav_link(page, "disputes", "zh")).to_have_attribute("aria-current", "page")


def nav_link(page: Page, slug: str, lang: Language) -> Locator:
    """The link to a page in the top navigation."""
    return page.get_by_test_id("stTopNavLink").filter(has_text=t(f"pages.{slug}", lang))


def expect_at(page: Page, path: str, lang: Language) -> None:
    """Wait until the page stands at this address, with this language and the years from 2021 on."""
    wanted = (path, {"lang": [lang], "from": ["2021"]})
    page.wait_for_url(lambda url: address(url) == wanted)
    settle(page)
    assert address(page.url) == wanted


def address(url: str) -> tuple[str, dict[str, list[str]]]:
    """Path and parameters; their order means nothing."""
    return urlsplit(url).path, parse_qs(urlsplit(url).query)
