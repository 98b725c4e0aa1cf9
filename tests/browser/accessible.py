"""A page against WCAG 2.2 A and AA by axe-core, which finds about half of what can be wrong."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import settle

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
axe = Axe()
# While a page is drawn anew Streamlit fades what stood there; nobody reads it then. Our own script has come to everything.
AT_REST = """() => document.querySelector(".marks-hint") && !document.querySelector("[data-stale=true]")
    && !document.querySelector("[data-testid=stFileUploaderDropzone] button:not([aria-label])")
    && document.getAnimations().every(one => one.playState !== "running" || one.effect.getTiming().iterations === Infinity)"""


def expect_accessible(page: Page) -> None:
    """Nothing on it is a violation, nor is anything that is Streamlit's own."""
    settle(page)
    page.wait_for_function(AT_REST)
    found = [
        (violation["id"], str(node["target"][-1]), node["html"][:200], node.get("failureSummary", ""))
        for violation in axe.run(page, options=OPTIONS).response["violations"]
        for node in violation["nodes"]
    ]
    assert found == []
