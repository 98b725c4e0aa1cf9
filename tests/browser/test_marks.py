"""Marks of charts without a mouse, and those of a flow with one: reached, read aloud, picked, and left."""

from __future__ import annotations

import re
from itertools import groupby
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from lib.language import LANGUAGES, Language, t
from tests.browser.conftest import PageAt, settle
from tests.browser.test_pages import SAMPLE


def chart(page: Page, key: str) -> Locator:
    found = page.locator(f".st-key-chart-{key} .js-plotly-plot")
    expect(found).to_have_attribute("tabindex", "0")
    return found


def press(page: Page, *keys: str) -> str:
    """What is read aloud after the keys."""
    for key in keys:
        page.keyboard.press(key)
    return page.locator(".marks-said").text_content() or ""


def picks(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get("pick", [])


def wait_for_pick(page: Page, *wanted: str) -> None:
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("pick", []) == list(wanted))
    settle(page)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_keyboard_walks_over_bars_and_picks_one(lang: Language, page_at: PageAt) -> None:
    page = page_at("/requests", lang=lang)
    plot = chart(page, "outcomes")
    expect(plot).to_have_attribute("aria-roledescription", t("marks.kind", lang))
    expect(plot).to_have_accessible_name(page.locator(".st-key-chart-outcomes h3").inner_text())
    plot.focus()
    ring = page.locator(".marks-ring")
    expect(ring).to_be_hidden()
    granted, partial = t("terms.outcome.granted", lang), t("terms.outcome.partial", lang)
    last = press(page, "End")
    assert last.startswith("2025")
    assert granted in last
    assert "25.9%" in last
    assert "<" not in last
    before = press(page, "ArrowLeft")
    assert before.startswith("2024")
    assert granted in before
    # Upwards the next part of the same bar, and there the frame is drawn.
    assert partial in press(page, "ArrowUp")
    mark = page.locator(".st-key-chart-outcomes .trace.bars").nth(1).locator(".point path").nth(5).bounding_box()
    framed = ring.bounding_box()
    assert mark is not None
    assert framed is not None
    assert abs(mark["x"] - framed["x"]) < 5
    assert abs(mark["y"] - framed["y"]) < 5
    page.keyboard.press("Enter")
    wait_for_pick(page, "year.2024", "outcome.partial")
    # The chart is drawn anew, and the keyboard is still where it was.
    expect(chart(page, "outcomes")).to_be_focused()
    assert granted in press(page, "ArrowDown")
    press(page, "Escape")
    expect(ring).to_be_hidden()
    assert press(page) == ""


def test_a_key_is_a_chart_not_a_scroll_and_tab_leads_on(page_at: PageAt) -> None:
    page = page_at("/requests", lang="zh")
    chart(page, "outcomes").focus()
    top = page.get_by_test_id("stMain").evaluate("node => node.scrollTop")
    press(page, "ArrowDown", "ArrowDown", "ArrowDown")
    assert page.get_by_test_id("stMain").evaluate("node => node.scrollTop") == top
    page.keyboard.press("Tab")
    expect(chart(page, "outcomes")).not_to_be_focused()
    expect(page.locator(".marks-ring")).to_be_hidden()


def test_every_square_of_a_matrix_and_every_point_is_reached(page_at: PageAt) -> None:
    page = page_at("/compare", lang="zh", region="350128")
    for key in ("matrix", "funnel", "ranking"):
        found = page.locator(f".st-key-chart-{key} .js-plotly-plot")
        if not found.count():
            continue
        chart(page, key).focus()
        heard = [press(page, "Home")]
        while (said := press(page, "ArrowRight")) != heard[-1]:
            heard.append(said)
        assert len(heard) == len(set(heard))
        assert all(heard)


def test_small_charts_are_walked_through_one_after_the_other(page_at: PageAt) -> None:
    page = page_at("/compare", lang="zh", part="years", region="350128")
    chart(page, "multiples").focus()
    heard = [press(page, "Home")]
    while (said := press(page, "ArrowRight")) != heard[-1]:
        heard.append(said)
    # "agency，2019：…": the years of one agency in order, then those of the next.
    agencies = [said.split("，")[0] for said in heard]
    assert [agency for agency, _ in groupby(agencies)] == list(dict.fromkeys(agencies))
    for _, said in groupby(heard, key=lambda one: one.split("，")[0]):
        years = [int(re.findall(r"20\d\d", one)[0]) for one in said]
        assert years == sorted(years)


def test_a_click_on_a_flow_picks_like_a_click_on_a_bar(page_at: PageAt) -> None:
    page = page_at("/requests", lang="zh", focus=2024)
    chart(page, "flow").scroll_into_view_if_needed()
    node = page.locator(".sankey-node", has_text=t("terms.outcome.refused", "zh")).locator("rect")
    node.click()
    wait_for_pick(page, "year.2024", "outcome.refused")
    link = page.locator(".sankey-link").nth(2)
    box = link.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 3, box["y"] + 3)
    wait_for_pick(page, "year.2024", "outcome.granted")
    # The same again takes it out.
    page.mouse.move(5, 5)
    page.locator(".sankey-node", has_text=t("terms.outcome.granted", "zh")).locator("rect").click()
    wait_for_pick(page)


def test_a_flow_says_its_figures_under_the_pointer(page_at: PageAt) -> None:
    errors: list[str] = []
    page = page_at(
        "/requests", lang="zh", focus=2024, watch=lambda page: page.on("pageerror", lambda e: errors.append(str(e)))
    )
    chart(page, "flow").scroll_into_view_if_needed()
    page.locator(".sankey-node", has_text=t("terms.outcome.refused", "zh")).locator("rect").hover()
    expect(page.locator(".hoverlayer .hovertext")).to_contain_text("131")
    assert errors == []


def test_the_cell_a_chart_led_to_comes_into_sight_once(page_at: PageAt) -> None:
    pick = [f"agency.{SAMPLE}", "dispute.action_after", "result.corrected"]
    page = page_at("/report", lang="zh", viewport=(1440, 600), agency=SAMPLE, year=2020, pick=pick)
    cell = page.locator(".oft td.picked")
    page.wait_for_function(
        "() => { const b = document.querySelector('td.picked')?.getBoundingClientRect();"
        " return b && b.top > 60 && b.bottom < innerHeight && b.left >= 0 && b.right <= innerWidth }"
    )
    # From there on the reader scrolls.
    page.get_by_test_id("stMain").evaluate("node => node.scrollTo(0, 0)")
    page.get_by_role("radio", name="English").click()
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("lang") == ["en"])
    settle(page)
    expect(cell).not_to_be_in_viewport()
