"""The pages as a supervisor meets them: clicks that lead on, and nothing cut off."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from lib.language import t
from lib.ui.pages import PAGES
from tests.browser.conftest import PageAt, expect_no_wider_than_the_screen, settle
from tests.browser.pressing import first_mark, longest_mark, press_mark

# The first page is at the root.
PATHS = {entry.slug: f"/{entry.slug}" if number else "/" for number, entry in enumerate(PAGES)}
PHONE, DESK = (390, 844), (1440, 900)
SAMPLE = "扶沟县崔桥镇人民政府"
# What Streamlit and Plotly say in English where a page lets them.
ENGLISH = re.compile(
    r"Fullscreen|Download (as|plot)|Choose (an )?option|No results|Search|Show/hide|Select all|Zoom|Reset axes|Autoscale"
)


@pytest.mark.parametrize("slug", PATHS)
def test_nothing_is_wider_than_a_phone(slug: str, page_at: PageAt) -> None:
    page = page_at(PATHS[slug], lang="zh", viewport=PHONE)
    expect_no_wider_than_the_screen(page)
    for chart in page.get_by_test_id("stPlotlyChart").all():
        assert chart.evaluate("node => node.getBoundingClientRect().right <= window.innerWidth + 1")


@pytest.mark.parametrize("slug", ["report", "document"])
@pytest.mark.parametrize("screen", ["", "large"], ids=["desk", "large"])
def test_the_official_tables_are_whole_on_a_desk_in_english(slug: str, screen: str, page_at: PageAt) -> None:
    viewport = (1920, 1080) if screen else DESK
    page = page_at(PATHS[slug], lang="en", viewport=viewport, agency=SAMPLE, year=2020, screen=screen)
    tables = page.locator(".oft")
    expect(tables).to_have_count(3)
    assert tables.evaluate_all("nodes => nodes.filter(node => node.scrollWidth > node.clientWidth).length") == 0


def test_a_square_of_the_coverage_matrix_leads_to_its_report(page_at: PageAt) -> None:
    page = page_at("/coverage", lang="zh", unit=SAMPLE)
    press_mark(page, "matrix", first_mark)
    assert parameters(page)["pick"] == ["year.2020", f"agency.{SAMPLE}"]
    page.get_by_role("button", name=t("picks.one_behind", "zh")).click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/report")
    settle(page)
    expect(page.get_by_role("heading", name=f"{SAMPLE} · 2020")).to_be_visible()
    expect(page.get_by_test_id("stMain")).to_contain_text("是零报告")
    expect(page.get_by_text("一、本年新收政府信息公开申请数量")).to_be_visible()


def test_from_a_bar_to_the_reports_behind_it_to_the_cell_and_back(page_at: PageAt) -> None:
    page = page_at("/requests", lang="zh", region="350128", focus=2024)
    press_mark(page, "breakdown", longest_mark)
    picked = parameters(page)["pick"]
    assert picked[0] == "year.2024"
    assert picked[1].startswith("agency.")
    assert picked[2].startswith("outcome.")
    page.get_by_role("button", name=t("picks.one_behind", "zh")).click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/report")
    settle(page)
    assert parameters(page)["pick"] == picked
    expect(page.get_by_role("heading", name="· 2024")).to_be_visible()
    assert page.locator("td.picked").count() > 0
    page.go_back(wait_until="commit")
    page.wait_for_url(lambda url: urlsplit(url).path == "/requests")
    settle(page)
    assert parameters(page)["pick"] == picked
    page.go_back(wait_until="commit")
    page.wait_for_url(lambda url: "pick=" not in url)
    settle(page)
    expect(page.locator(".st-key-picked")).to_have_count(0)


def test_a_finding_opens_on_the_official_table_with_its_cells_numbered(page_at: PageAt) -> None:
    page = page_at("/findings", lang="zh", check="T3-ROW", unit="平潭综合实验区农业农村局", to=2023)
    page.get_by_role("button", name=t("pages.open_report", "zh")).click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/report")
    settle(page)
    row = page.locator("tr", has_text="一、本年新收政府信息公开申请数量")
    expect(row.locator("td").last).to_contain_text("①")
    expect(row.locator("td").last).to_contain_text("疑为 7")


def test_back_returns_to_the_list(page_at: PageAt) -> None:
    page = page_at("/findings", lang="zh", severity="error", region="350128")
    page.get_by_role("button", name=t("pages.open_report", "zh")).click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/report")
    settle(page)
    page.go_back(wait_until="commit")
    page.wait_for_url(lambda url: urlsplit(url).path == "/findings")
    settle(page)
    assert parameters(page)["region"] == ["350128"]
    expect(page.get_by_role("heading", name=t("pages.findings", "zh"), exact=True)).to_be_visible()


def test_a_filter_goes_into_the_address(page_at: PageAt) -> None:
    page = page_at("/", lang="zh")
    page.get_by_label(t("frame.region", "zh")).click()
    page.get_by_role("option", name="宿迁市").click()
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("region") == ["3213"])
    settle(page)
    expect(page.get_by_test_id("stMain")).to_contain_text("宿迁市，2019–2025 年")


def test_figures_behind_a_chart_can_be_taken_away(page_at: PageAt) -> None:
    page = page_at("/", lang="zh")
    page.get_by_role("button", name=t("pages.take", "zh")).first.click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=t("pages.take_csv", "zh")).first.click()
    text = waiting.value.path().read_text("utf-8-sig")
    assert "予以公开" in text
    assert "2024" in text


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)
