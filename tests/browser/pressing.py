"""Clicks on the marks of charts as a hand makes them: on what stands still, and again where nothing came of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.conftest import settle

# Milliseconds. On a busy machine a chart may be drawn again between the pointer and the button, and Plotly then knows of no
# mark under it.
_PATIENCE = (10_000, 10_000, 45_000)

Place = Callable[[Locator], tuple[float, float]]


def press_mark(page: Page, key: str, where: Place) -> int:
    """Click in the chart `key` where `where` says, until the address changes and the page stands. Gives how many clicks it
    took, one as a rule; fails after three."""
    before = page.url
    chart = page.locator(f".st-key-chart-{key}")
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".bars .point path:visible").first).to_be_attached()
    for clicks, patience in enumerate(_PATIENCE, start=1):
        stand_still(page)
        _press(page, *where(chart))
        with suppress(PlaywrightTimeoutError):
            page.wait_for_url(lambda url: url != before, timeout=patience)
            settle(page)
            return clicks
    raise AssertionError(f"no click on {key} leads anywhere")


def first_mark(chart: Locator) -> tuple[float, float]:
    """The middle of the first mark, brought into sight."""
    return _middle(_into_sight(chart.locator(".bars .point path").first))


def longest_mark(chart: Locator) -> tuple[float, float]:
    """The middle of the longest bar of a chart that lies, brought into sight."""
    bars = chart.locator(".bars .point path")
    return _middle(_into_sight(max(bars.all(), key=lambda bar: (bar.bounding_box() or {"width": 0})["width"])))


def stand_still(page: Page) -> None:
    """Wait until no chart has moved for half a second: what comes late pushes them down, and a click would fall beside."""
    page.wait_for_function(
        """() => {
            const places = [...document.querySelectorAll(".js-plotly-plot")].map(plot => plot.getBoundingClientRect());
            const now = JSON.stringify(places), before = window.stood;
            window.stood = before && before.now === now ? before : { now, since: performance.now() };
            return performance.now() - window.stood.since > 500;
        }"""
    )


def _into_sight(mark: Locator) -> Locator:
    mark.scroll_into_view_if_needed()
    stand_still(mark.page)
    return mark


def _middle(mark: Locator) -> tuple[float, float]:
    box = mark.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _press(page: Page, x: float, y: float) -> None:
    """Plotly takes a click on a mark only after it has noticed the pointer over it."""
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    page.wait_for_function("() => [...document.querySelectorAll('.hoverlayer')].some(layer => layer.childElementCount)")
    page.mouse.down()
    page.mouse.up()
