"""A briefing from a chart on a page to the screen of a meeting room and to the files that are taken away."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from lib.language import t
from lib.views.ready import REGION_YEAR
from tests.browser.conftest import PageAt, expect_no_wider_than_the_screen, settle
from tests.browser.server import Server
from tests.browser.test_pages import PHONE


def test_charts_of_two_pages_become_a_deck_that_a_colleague_opens_in_english(page_at: PageAt) -> None:
    page = page_at("/requests", lang="zh", region="350128", focus=2024)
    add_chart(page, "flow")
    page.get_by_test_id("stTopNavLink").filter(has_text=t("pages.disputes", "zh")).click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/disputes")
    settle(page)
    add_chart(page, "correction")
    page.get_by_test_id("stTopNavLink").filter(has_text=t("pages.briefing", "zh")).click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/briefing")
    settle(page)
    expect(page.locator("[class*=st-key-slide-open-]")).to_have_count(2)
    deck = parse_qs(urlsplit(page.url).query)["deck"][0]

    colleague = page_at("/briefing", locale="en", deck=deck)
    expect(colleague.get_by_role("button", name=re.compile(r"^1\. Received this year"))).to_be_visible()


def test_a_deck_is_presented_by_the_keyboard(page_at: PageAt) -> None:
    page = ready(page_at)
    page.locator(".st-key-deck-show button").first.click()
    page.wait_for_url(lambda url: "at=1" in url)
    settle(page)
    expect(page.get_by_test_id("stTopNavLink")).to_have_count(0)
    expect(page.get_by_text(f"1/{len(REGION_YEAR)}", exact=True)).to_be_visible()
    for n in (2, 3):
        page.keyboard.press("ArrowRight")
        page.wait_for_url(lambda url, n=n: f"at={n}" in url)
        settle(page)
    expect(page.get_by_text(f"3/{len(REGION_YEAR)}", exact=True)).to_be_visible()
    expect_no_wider_than_the_screen(page)
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda url: "at=2" in url)
    settle(page)
    page.keyboard.press("e")
    page.wait_for_url(lambda url: "show=" not in url)
    settle(page)
    expect(page.get_by_test_id("stTopNavLink").first).to_be_visible()


def test_on_a_telephone_a_slide_has_letters_for_the_hand(browser: Browser, server: Server) -> None:
    telephone = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, locale="zh-CN", user_agent="Mozilla/5.0 (Linux) Chrome Mobile"
    )
    page = settle(_opened(telephone.new_page(), f"{server.url}/briefing?lang=zh&region=350128"))
    page.locator(".st-key-deck-ready button").first.click()
    page.wait_for_url(lambda url: "deck=" in url)
    settle(page).locator(".st-key-deck-show button").first.click()
    page.wait_for_url(lambda url: "at=1" in url)
    years = settle(page).locator(".st-key-show .xtick text")
    expect(years.first).to_be_visible()
    places = years.evaluate_all(
        "nodes => nodes.map(node => node.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert all(right <= left for (_, right), (left, _) in pairwise(sorted(places)))
    expect_no_wider_than_the_screen(page)
    telephone.close()


def test_the_sentences_of_a_deck_stand_in_one_line_to_the_left(page_at: PageAt) -> None:
    words = ready(page_at).locator("[class*=st-key-slide-open-]:not(:has([disabled])) p")
    lefts = words.evaluate_all("nodes => nodes.map(node => Math.round(node.getBoundingClientRect().left))")
    assert len(set(lefts[1:])) == 1


def test_a_kept_deck_is_opened_from_the_list_and_back_leads_to_the_list(page_at: PageAt) -> None:
    deck = parse_qs(urlsplit(ready(page_at).url).query)["deck"][0]
    page = page_at("/briefing", lang="zh")
    page.locator(f".st-key-open-{deck} button").click()
    page.wait_for_url(lambda url: f"deck={deck}" in url)
    settle(page)
    expect(page.locator("[class*=st-key-slide-open-]")).to_have_count(len(REGION_YEAR))
    page.go_back(wait_until="commit")
    page.wait_for_url(lambda url: "deck=" not in url)
    settle(page)
    expect(page.locator(f".st-key-open-{deck}")).to_be_visible()


def test_a_deck_is_taken_away_as_slides_report_and_workbook(page_at: PageAt) -> None:
    page = ready(page_at)
    files = {kind: taken(page, kind) for kind in ("pptx", "html", "xlsx")}
    slides = Presentation(io.BytesIO(files["pptx"])).slides
    assert len(slides) > len(REGION_YEAR)
    assert any(shape.has_chart for slide in slides for shape in slide.shapes)
    text = files["html"].decode("utf-8")
    assert t("briefing.year_of_region", "zh", region="平潭县", year=2025) in text
    book = load_workbook(io.BytesIO(files["xlsx"]))
    assert len(book.sheetnames) == len(REGION_YEAR) + 1
    with zipfile.ZipFile(io.BytesIO(files["pptx"])) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.lower()]


def add_chart(page: Page, key: str) -> None:
    """The menu of a chart, and in it the way into a briefing."""
    chart = page.locator(f".st-key-chart-{key}")
    chart.scroll_into_view_if_needed()
    chart.get_by_role("button", name=t("pages.take", "zh")).click()
    page.locator(f".st-key-{key}-add button").click()
    page.wait_for_url(lambda url: "deck=" in url)
    settle(page)
    page.keyboard.press("Escape")


def ready(page_at: PageAt) -> Page:
    """The ready-made deck of a region."""
    page = page_at("/briefing", lang="zh", region="350128")
    page.locator(".st-key-deck-ready button").first.click()
    page.wait_for_url(lambda url: "deck=" in url)
    return settle(page)


def _opened(page: Page, address: str) -> Page:
    page.goto(address)
    return page


def taken(page: Page, kind: str) -> bytes:
    """One of the files of the deck."""
    button = page.locator(f".st-key-deck-{kind} button")
    if not button.is_visible():
        page.locator(".st-key-deck-take button").first.click()
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.path().read_bytes()
