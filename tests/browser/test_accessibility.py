"""Every page against WCAG 2.2 A and AA by axe-core, in both languages and looks, and in the states a reader brings it into.

axe finds about half of what can be wrong; keyboard, focus and order have tests of their own below and in test_marks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from lib.language import t
from tests.browser.conftest import PageAt, settle
from tests.browser.test_pages import PATHS, PHONE, SAMPLE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
LOOKS: tuple[tuple[Literal["zh", "en"], bool], ...] = (("zh", False), ("en", True))
axe = Axe()


@dataclass(frozen=True)
class Known:
    """What is Streamlit's own and cannot be changed from here: where, which rule, which element, why."""

    place: str
    rule: str
    selector: str
    reason: str


# A test fails where one of these no longer occurs, so that the list shrinks.
KNOWN: tuple[Known, ...] = ()


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


@pytest.mark.parametrize(("lang", "dark"), LOOKS, ids=["zh-light", "en-dark"])
@pytest.mark.parametrize("slug", PATHS)
def test_a_page_has_no_violation_that_is_ours(
    slug: str, lang: Literal["zh", "en"], dark: bool, page_at: PageAt
) -> None:
    expect_accessible(page_at(PATHS[slug], lang=lang, dark=dark), slug)


@pytest.mark.parametrize("state", STATES)
def test_a_state_has_no_violation_that_is_ours(state: str, page_at: PageAt) -> None:
    path, query, act = STATES[state]
    page = page_at(path, lang="zh", dark=state in ("picked", "cell"), **query)
    if act is not None:
        act(page)
    expect_accessible(page, state)


def test_a_phone_has_no_violation_that_is_ours(page_at: PageAt) -> None:
    expect_accessible(page_at("/", lang="zh", viewport=PHONE), "phone")


# While a page is drawn anew Streamlit fades what stood there; nobody reads it then. Our own script has come to everything.
AT_REST = """() => document.querySelector(".marks-hint") && !document.querySelector("[data-stale=true]")
    && !document.querySelector("[data-testid=stFileUploaderDropzone] button:not([aria-label])")
    && document.getAnimations().every(one => one.playState !== "running" || one.effect.getTiming().iterations === Infinity)"""


def expect_accessible(page: Page, place: str) -> None:
    settle(page)
    page.wait_for_function(AT_REST)
    found = [
        (violation["id"], str(node["target"][-1]), node["html"][:200], node.get("failureSummary", ""))
        for violation in axe.run(page, options=OPTIONS).response["violations"]
        for node in violation["nodes"]
    ]
    known = [one for one in KNOWN if one.place == place]
    unknown = [
        violation
        for violation in found
        if not any(one.rule == violation[0] and matches(page, violation[1], one.selector) for one in known)
    ]
    assert unknown == []
    gone = [one for one in known if not any(one.rule == violation[0] for violation in found)]
    assert gone == [], "take these from the list"


def matches(page: Page, target: str, selector: str) -> bool:
    return bool(
        page.evaluate("([one, selector]) => document.querySelector(one)?.matches(selector)", [target, selector])
    )
