"""A supervisor's question, answered on screen in at most three clicks from the first page, with the figures of the file."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from lib.language import t
from tests.browser.conftest import PageAt, expect_no_wider_than_the_screen, settle
from tests.views.plain_sums import everything

DECIDED = tuple(f"disputes.reconsideration.{name}" for name in ("upheld", "corrected", "other"))


class Clicks:
    """Clicks, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.made = page, 0

    def on(self, target: Locator) -> None:
        target.click()
        settle(self.page)
        self.made += 1


def test_whose_correction_rate_is_above_its_peers_and_are_there_cases_enough(page_at: PageAt) -> None:
    page = page_at("/", lang="zh")
    clicks = Clicks(page)
    clicks.on(page.get_by_test_id("stTopNavLink").filter(has_text=t("pages.compare", "zh")))
    clicks.on(page.get_by_role("combobox", name=t("pages.indicator", "zh")))
    # The list is long: as a person does, a part of the name is typed.
    page.keyboard.type("复议纠错")
    clicks.on(page.get_by_role("option", name="复议诉讼 · 复议纠错率"))
    assert clicks.made <= 3
    table = page.get_by_role("region", name="2025 年复议纠错率高于同类同级的机关")
    row = table.locator("tr", has_text="沭阳县人民政府")
    own, peers = _parts("沭阳县人民政府"), _parts("平潭综合实验区管理委员会")
    expect(row).to_contain_text(f"{own[0] / own[1]:.1%}（{own[0]}/{own[1]}）")
    expect(row).to_contain_text(f"{peers[0] / peers[1]:.1%}（{peers[0]}/{peers[1]}）")
    expect(row).to_contain_text(t("comparing.verdict_within", "zh"))
    for few in table.locator("tr", has_text=t("comparing.verdict_few", "zh")).all():
        found = re.search(r"（\d+/(\d+)）", few.inner_text())
        assert found is not None
        assert int(found[1]) < 30


def test_a_row_of_the_answer_picks_the_agency_and_back_lets_it_go(page_at: PageAt) -> None:
    page = page_at("/compare", lang="zh", indicator="reconsideration_correction_rate")
    page.locator("tr[data-key]", has_text="沭阳县人民政府").click()
    expect(page.locator(".st-key-picked-chips")).to_contain_text("沭阳县人民政府")
    settle(page)
    assert "pick=agency" in page.url
    page.go_back(wait_until="commit")
    expect(page.locator(".st-key-picked-chips")).to_have_count(0)


def test_every_part_fits_a_phone(page_at: PageAt) -> None:
    for part in ("matrix", "peers", "years", "versus"):
        page = page_at("/compare", lang="en", part=part, viewport=(390, 844))
        expect(page.locator(".js-plotly-plot").first).to_be_visible()
        expect_no_wider_than_the_screen(page)


def _parts(name: str) -> tuple[int, int]:
    """Corrected and decided of the agency's report of 2025 in the bundled file."""
    (item,) = (item for item in everything() if item["agency"]["name"] == name and item["year"] == 2025)
    values = [item["figures"][key] for key in DECIDED]
    return values[1], sum(values)
