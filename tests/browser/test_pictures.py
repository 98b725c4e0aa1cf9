"""Charts saved as pictures: whole, with title and source, loading nothing, and the same as SVG and as PNG."""

from __future__ import annotations

import io
import re
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from lib.charts import Look
from lib.charts.theme import palette
from lib.language import Language, t
from tests.browser.conftest import PageAt, settle

# A bar chart, a flow and a table of counts; hatched squares; lines; a funnel and a ranking.
CHARTS = (
    ("/requests", "outcomes"),
    ("/requests", "flow"),
    ("/requests", "applicants"),
    ("/coverage", "matrix"),
    ("/", "correction"),
    ("/compare", "funnel"),
    ("/compare", "ranking"),
    ("/compare?part=years", "multiples"),
)
SVG = "{http://www.w3.org/2000/svg}"
# Texts and what is drawn stay on the sheet; what a clip cuts off on the page as well does not count.
OUTSIDE = """() => {
    const sheet = document.documentElement.getBoundingClientRect();
    return [...document.querySelectorAll("text")].filter(text => {
        const box = text.getBoundingClientRect();
        return box.width && (box.left < 0 || box.top < 0 || box.right > sheet.right + 1 || box.bottom > sheet.bottom + 1);
    }).map(text => text.textContent);
}"""


@pytest.mark.parametrize(
    ("lang", "dark", "viewport"),
    [("zh", False, (1440, 900)), ("en", True, (1440, 900)), ("zh", True, (390, 844))],
    ids=["zh-light", "en-dark", "zh-phone"],
)
def test_a_picture_is_whole_and_stands_alone(
    lang: Language, dark: bool, viewport: tuple[int, int], page_at: PageAt, tmp_path: Path
) -> None:
    for path, charts in groupby(CHARTS, key=lambda chart: chart[0]):
        address, _, part = path.partition("?part=")
        query = {"part": part} if part else {}
        page = page_at(address, lang=lang, dark=dark, viewport=viewport, **query)
        for _, key in charts:
            title = page.locator(f".st-key-chart-{key} h3").inner_text()
            svg, png = (saved(page, key, kind, tmp_path) for kind in ("svg", "png"))
            expect_complete(svg.read_text("utf-8"), title, lang)
            alone = opened_alone(page, svg)
            expect_the_same(alone, png, palette(Look(dark)).background)


def test_the_name_of_a_picture_says_what_and_when(page_at: PageAt, tmp_path: Path) -> None:
    page = page_at("/", lang="zh")
    assert re.fullmatch(r"纠错率_按年_\d{4}-\d\d-\d\d\.svg", saved(page, "correction", "svg", tmp_path).name)


def saved(page: Page, key: str, kind: str, folder: Path) -> Path:
    """What the button in the menu beside the chart gives; the menu is closed again."""
    settle(page)
    page.locator(f".st-key-{key}-take button").click()
    button = page.locator(f".st-key-{key}-picture button[data-kind={kind}]")
    expect(button).to_be_visible()
    settle(page)
    with page.expect_download() as waiting:
        button.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    page.keyboard.press("Escape")
    expect(button).to_be_hidden()
    return path


def expect_complete(svg: str, title: str, lang: Language) -> None:
    """The words that belong to it are drawn, and it refers to nothing outside itself."""
    root = ElementTree.fromstring(svg)
    words = "".join("".join(text.itertext()) for text in root.iter(f"{SVG}text")).replace(" ", "")
    source = t("pages.source_line", lang, sentence="@", counted="").split("@")[0].replace(" ", "")
    dated = t("pages.data_line", lang, day="@", version="1").split("@")[1].strip()
    for said in (title.replace(" ", ""), source, dated):
        assert said.replace(" ", "") in words
    named = {one.get("id") for one in root.iter() if one.get("id")}
    referred = re.findall(r"url\((.*?)\)", svg)
    assert all(target.startswith("#") and target[1:] in named for target in referred)
    assert not re.search(r"(href|src)=\"(?!#)", svg)
    assert all(list(pattern) for pattern in root.iter(f"{SVG}pattern"))


def opened_alone(page: Page, svg: Path) -> Image.Image:
    """The SVG as Chromium shows it by itself, at its own size."""
    alone = page.context.new_page()
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    root = ElementTree.parse(svg).getroot()
    alone.set_viewport_size({"width": int(float(root.get("width", 0))), "height": int(float(root.get("height", 0)))})
    alone.goto(svg.as_uri())
    assert alone.evaluate(OUTSIDE) == []
    assert [url for url in asked if not url.startswith("file:")] == []
    picture = Image.open(io.BytesIO(captured(alone))).convert("RGB")
    alone.close()
    return picture


def captured(page: Page) -> bytes:
    """What is on the screen. On a busy machine Chromium now and then has no picture of a tab yet, and says so; it is asked
    again, which tells nothing less of what is on it."""
    for _ in range(4):
        try:
            return page.screenshot()
        except PlaywrightError:
            page.bring_to_front()
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.screenshot()


def expect_the_same(alone: Image.Image, png: Path, background: str) -> None:
    """Twice the size, on the background of the look, and otherwise the same."""
    with Image.open(png) as picture:
        drawn = picture.convert("RGB")
    assert all(abs(twice - 2 * once) <= 2 for twice, once in zip(drawn.size, alone.size, strict=True))
    assert drawn.getpixel((3, 3)) == tuple(bytes.fromhex(background[1:]))
    difference = ImageStat.Stat(ImageChops.difference(drawn.resize(alone.size), alone)).mean
    assert max(difference) < 6
    # Something is drawn on it.
    assert max(ImageStat.Stat(alone).stddev) > 10
