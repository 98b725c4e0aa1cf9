"""The nation in a real browser: every page opened by the navigation, narrowed to a province, a mark on it followed to the
reports behind it, to one of them, and Back; beside the same steps with the bundled reports in the same run.

Seconds until the page stands, what the harness waits for included, on both sides. Each page is walked twice; the
first time, when nothing is computed yet, is told beside the second. The pictures are in `seen/` of the data folder.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from lib.language import t
from lib.store import Store
from lib.ui.offered import region_label
from lib.ui.pages import PAGES, PageEntry
from tests.bench.nation import Nation
from tests.bench.record import record
from tests.bench.served import dashboard
from tests.browser.chromium import NO_CHROMIUM, find_chromium
from tests.browser.conftest import launch, new_context, settle
from tests.browser.pressing import press_mark
from tests.browser.server import prepare

WALKS, DESK = 2, (1440, 900)
# The chart of each page whose mark is pressed.
MARKED = {
    "overview": "outcomes",
    "requests": "breakdown",
    "disputes": "groups-0",
    "compare": "matrix",
    "coverage": "matrix",
}
OPENED, NARROWED, PRESSED, LISTED, READ, BACK = (
    "opened",
    "narrowed to a province",
    "a mark pressed",
    "the reports behind it",
    "one of them opened",
    "Back",
)
Taken = dict[tuple[str, str], list[float]]


def test_the_nation_in_a_browser(nation: Nation, tmp_path: Path) -> None:
    executable = find_chromium()
    assert executable, NO_CHROMIUM
    prepare(tmp_path)
    walked: dict[str, Taken] = {}
    with sync_playwright() as playwright, launch(playwright, executable) as browser:
        for name, home in ((nation.name, nation.home), ("the bundled reports", tmp_path)):
            walked[name] = walk(browser, home)
    for (slug, step), (first, again) in walked[nation.name].items():
        bundled, theirs = walked["the bundled reports"][slug, step]
        note = f"The first time after the start {first:.2g} s, with the bundled reports {bundled:.2g} s."
        record("browsing", f"{slug}: {step}, {nation.name}", again, "s",
               against="the bundled reports", theirs=theirs, note=note)  # fmt: skip


def walk(browser: Browser, home: Path) -> Taken:
    """The seconds of every step on every page, a walk after the other."""
    taken: Taken = {}
    province = largest_province(home)
    with dashboard(home) as served:
        for number in range(WALKS):
            context = new_context(browser, DESK, "zh", dark=False)
            page = context.new_page()
            page.on("pageerror", _fail)
            for entry in PAGES:
                if entry.listed:
                    Walk(page, entry, province, taken, None if number else home / "seen").go(f"{served.url}/?lang=zh")
            context.close()
    return taken


def largest_province(home: Path) -> str:
    """The province with most reports of the last year, as the list of regions names it."""
    store = Store(home / "disclosure.duckdb")
    (found,) = store.rows(
        "SELECT left(region, 2) AS province FROM report JOIN agency USING (agency_id) "
        "WHERE year = (SELECT max(year) FROM report) GROUP BY ALL ORDER BY count(*) DESC LIMIT 1"
    )
    store.close()
    return region_label(found["province"])


def largest_mark(chart: Locator) -> tuple[float, float]:
    """The middle of the largest mark in sight that stands for reports."""
    x, y = chart.evaluate(
        """(chart, missing) => {
            const there = [...chart.querySelectorAll(".trace.bars")].filter(bars => bars.__data__[0].trace.name !== missing);
            const marks = there.flatMap(bars => [...bars.querySelectorAll(".point path")]);
            const boxes = marks.map(mark => mark.getBoundingClientRect());
            const seen = boxes.filter(box => box.top > 80 && box.bottom < innerHeight - 20);
            const box = seen.reduce((one, two) => two.width * two.height > one.width * one.height ? two : one);
            return [box.x + box.width / 2, box.y + box.height / 2];
        }""",
        t("charts.missing_reports", "zh"),
    )
    return x, y


def _fail(error: object) -> None:
    raise AssertionError(error)


class Walk:
    """A visit of one page, each step timed into `taken`; photographed in `seen`, where one is named."""

    def __init__(self, page: Page, entry: PageEntry, province: str, taken: Taken, seen: Path | None) -> None:
        self.page, self.entry, self.province, self.taken, self.seen = page, entry, province, taken, seen

    def go(self, url: str) -> None:
        """From the page `url` to this one, and as far into it as there is something to press."""
        self.page.goto(url)
        settle(self.page)
        self._step(OPENED, self._open)
        if self.entry.framed:
            self._step(NARROWED, self._narrow)
        if self.entry.slug in MARKED:
            self._follow()
        elif self.entry.slug == "findings":
            self._step(READ, lambda: self._press(t("pages.open_report", "zh"), "/report"))
            self._step(BACK, lambda: self._back("/findings"))

    def _follow(self) -> None:
        path = urlsplit(self.page.url).path
        self._step(PRESSED, lambda: press_mark(self.page, MARKED[self.entry.slug], largest_mark))
        one = self.page.get_by_role("button", name=t("picks.one_behind", "zh"))
        if one.count():
            self._step(READ, lambda: self._press(t("picks.one_behind", "zh"), "/report"))
        else:
            self._step(LISTED, self._list)
            self._step(READ, self._open_row)
        self._step(BACK, lambda: self._back(path))

    def _step(self, name: str, act: Callable[[], object]) -> None:
        begun = time.perf_counter()
        act()
        settle(self.page)
        self.taken.setdefault((self.entry.slug, name), []).append(time.perf_counter() - begun)
        assert self.page.get_by_test_id("stException").count() == 0, (self.entry.slug, name)
        if self.seen is not None:
            self.seen.mkdir(exist_ok=True)
            self.page.screenshot(path=self.seen / f"{self.entry.slug}-{name.replace(' ', '-')}.png")

    def _open(self) -> None:
        self.page.get_by_test_id("stTopNavLink").filter(has_text=t(f"pages.{self.entry.slug}", "zh")).click()
        title = t(f"pages.{self.entry.slug}", "zh")
        expect(self.page.get_by_role("heading", name=title, exact=True).first).to_be_visible()

    def _narrow(self) -> None:
        self.page.get_by_role("combobox", name=t("frame.region", "zh")).first.click()
        self.page.keyboard.type(self.province)
        self.page.get_by_role("option", name=self.province).first.click()
        self.page.wait_for_url(lambda url: "region=" in url)

    def _list(self) -> None:
        self.page.locator(".st-key-behind button").click()
        expect(self.page.locator(".st-key-picked .listing")).to_be_visible()

    def _open_row(self) -> None:
        self.page.locator(".st-key-picked .listing [data-key]").first.click()
        self.page.wait_for_url(lambda url: urlsplit(url).path == "/report")

    def _press(self, button: str, path: str) -> None:
        self.page.get_by_role("button", name=button).first.click()
        self.page.wait_for_url(lambda url: urlsplit(url).path == path)

    def _back(self, path: str) -> None:
        self.page.go_back(wait_until="commit")
        self.page.wait_for_url(lambda url: urlsplit(url).path == path)
