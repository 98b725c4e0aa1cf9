"""Ways from an answer to what is behind it: who moved a figure, who lost, who got worse; and Back."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from lib.language import t
from tests.browser.conftest import PageAt, settle
from tests.browser.pressing import longest_mark, press_mark
from tests.browser.test_pages import parameters


def wait_for(page: Page, name: str) -> list[str]:
    """Wait until the address has this parameter; its values."""
    page.wait_for_url(lambda url: name in parse_qs(urlsplit(url).query))
    settle(page)
    return parameters(page)[name]


def test_a_figure_that_moved_shows_who_moved_it_and_a_bar_picks_the_agency(page_at: PageAt) -> None:
    page = page_at("/", lang="zh")
    page.locator(".st-key-moved [data-key=completed]").click()
    assert wait_for(page, "indicator") == ["completed"]
    expect(page.get_by_role("heading", name="办结的变动来自哪些机关，2024 → 2025 年")).to_be_visible()
    press_mark(page, "contribution", longest_mark)
    assert wait_for(page, "pick")[0] == "year.2025"
    page.go_back(wait_until="commit")
    page.wait_for_url(lambda url: "pick" not in parse_qs(urlsplit(url).query))
    settle(page)
    assert parameters(page) == {"lang": ["zh"], "indicator": ["completed"]}


def test_a_row_of_who_lost_leads_to_that_agencys_requests(page_at: PageAt) -> None:
    page = page_at("/disputes", lang="zh", focus=2024)
    rows = page.locator(".listing.lost [data-key]")
    name = rows.first.locator("td").first.inner_text().split("（")[0]
    rows.first.click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/requests")
    assert wait_for(page, "pick") == ["year.2024", f"agency.{name}"]
    expect(page.get_by_test_id("stMain")).to_contain_text(f"{name}，2019–2025 年")


def test_bars_by_kind_and_shares_are_in_the_address_and_a_link_opens_them(page_at: PageAt) -> None:
    page = page_at("/requests", lang="zh", focus=2024)
    page.get_by_role("radio", name=t("breakdown.by_kind", "zh")).click()
    assert wait_for(page, "by") == ["kind"]
    page.get_by_role("radio", name=t("breakdown.shares", "zh")).click()
    assert wait_for(page, "shares") == ["shares"]
    heading = page.get_by_role("heading", name="2024 年申请办理结果，按机关类别")
    expect(heading).to_be_visible()
    page.reload()
    expect(heading).to_be_visible()
    assert (parameters(page)["by"], parameters(page)["shares"]) == (["kind"], ["shares"])
