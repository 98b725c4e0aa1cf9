"""The pages in the states a reader brings them into, against WCAG 2.2 A and AA. Keyboard, focus and order have tests of
their own in test_marks; the pages as they are opened in test_opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lib.language import t
from tests.browser.accessible import expect_accessible
from tests.browser.conftest import PageAt, settle
from tests.browser.test_pages import PHONE, SAMPLE


def open_box(label: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.get_by_role("button", name=t(label, "zh")).first.click()
        settle(page)

    return act


def open_table(page: Page) -> None:
    page.get_by_text(t("pages.as_table", "zh")).first.click()
    settle(page)
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()


def choose_region(page: Page) -> None:
    page.get_by_label(t("frame.region", "zh")).click()
    expect(page.get_by_role("option").first).to_be_visible()


def take_away(page: Page) -> None:
    page.locator(".st-key-outcomes-take button").click()
    expect(page.locator(".st-key-outcomes-picture button").first).to_be_visible()
    settle(page)


def walk_on_a_chart(page: Page) -> None:
    plot = page.locator(".st-key-chart-outcomes .js-plotly-plot")
    expect(plot).to_have_attribute("tabindex", "0")
    plot.focus()
    page.keyboard.press("End")
    expect(page.locator(".marks-ring")).to_be_visible()


STATES: dict[str, tuple[str, dict[str, Any], Callable[[Page], None] | None]] = {
    "picked": ("/requests", {"pick": "outcome.refused", "behind": 1}, None),
    "more-filters": ("/", {}, open_box("frame.more")),
    "members": ("/requests", {}, open_box("frame.members")),
    "region-list": ("/", {}, choose_region),
    "table": ("/requests", {}, open_table),
    "at-the-keyboard": ("/requests", {}, walk_on_a_chart),
    "take-away": ("/requests", {}, take_away),
    "peers": ("/compare", {"part": "peers"}, None),
    "years": ("/compare", {"part": "years"}, None),
    "versus": ("/compare", {"part": "versus"}, None),
    "cell": ("/report", {"agency": SAMPLE, "year": 2020, "pick": [f"agency.{SAMPLE}", "outcome.refused"]}, None),
    "nothing": ("/", {"kind": "township", "level": "province"}, None),
    "projector": ("/compare", {"screen": "large"}, None),
    "zeros": ("/findings", {"part": "zeros"}, None),
    "copies": ("/findings", {"part": "copies"}, None),
    "log": ("/findings", {"part": "log"}, None),
}


@pytest.mark.parametrize("state", STATES)
def test_a_state_has_no_violation_that_is_ours(state: str, page_at: PageAt) -> None:
    path, query, act = STATES[state]
    page = page_at(path, lang="zh", dark=state in ("picked", "cell"), **query)
    if act is not None:
        act(page)
    expect_accessible(page)


def test_a_phone_has_no_violation_that_is_ours(page_at: PageAt) -> None:
    expect_accessible(page_at("/", lang="zh", viewport=PHONE))
