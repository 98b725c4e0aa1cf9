"""The printed report in Chromium: it draws every chart, asks for nothing, and its pages crop nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument

from lib.charts import takeaway
from lib.exports import write_briefing_html
from lib.language import LANGUAGES, Language, t
from tests.exports.briefings import bundled_briefing

# Texts of a drawn figure that stand outside it.
CROPPED = """() => [...document.querySelectorAll(".chart")].flatMap(chart => {
    const box = chart.getBoundingClientRect();
    return [...chart.querySelectorAll("svg text")].filter(text => {
        const own = text.getBoundingClientRect();
        return own.width > 0 && (own.left < box.left - 1 || own.right > box.right + 1
            || own.top < box.top - 1 || own.bottom > box.bottom + 1);
    }).map(text => `${chart.id}: ${text.textContent}`);
})"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_draws_prints_and_asks_for_nothing(browser: Browser, tmp_path: Path, lang: Language) -> None:
    briefing = bundled_briefing()
    file = tmp_path / "report.html"
    file.write_bytes(write_briefing_html(briefing, lang))
    with browser.new_context(viewport={"width": 1200, "height": 900}) as context:
        page = context.new_page()
        asked: list[str] = []
        errors: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(file.as_uri())
        page.wait_for_selector("body.drawn", timeout=60_000)
        assert asked == [file.as_uri()]
        assert errors == []
        charts = page.locator(".chart")
        assert charts.count() >= len(briefing.slides)
        assert all(chart.locator("svg.main-svg").count() for chart in charts.all())
        assert not page.get_by_text(t("briefing_files.no_script", lang)).first.is_visible()
        assert page.locator(".modebar-btn").count() == 0
        assert page.evaluate(CROPPED) == []
        page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True, print_background=True)
    with PdfDocument(tmp_path / "report.pdf") as printed:
        texts = ["".join(page.get_textpage().get_text_range().split()) for page in printed]
        assert {tuple(round(side) for side in page.get_size()) for page in printed} == {(842, 595)}
        assert [f"{n}/{len(texts)}" in text for n, text in enumerate(texts, start=1)] == [True] * len(texts)
    for slide in briefing.slides:
        sentence = "".join((slide.heading or takeaway(slide.view, lang)).split())
        assert sum(sentence in text for text in texts) >= 2, sentence
    head = "".join(t(f"charts.{name}", lang) for name in ("agency", "year", "value", "detail")).replace(" ", "")
    assert sum(head in text for text in texts) > 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_the_figures_are_there_and_it_says_why_no_chart_is(
    browser: Browser, tmp_path: Path, lang: Language
) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(write_briefing_html(bundled_briefing(), lang))
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        said = page.get_by_text(t("briefing_files.no_script", lang))
        assert said.first.is_visible()
        assert page.locator("tbody tr").count() > 100
