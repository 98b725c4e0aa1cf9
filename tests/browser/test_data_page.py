"""From a dropped folder to stored reports, as a steward does it: questions answered, figures corrected, a revision seen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from lib.charts.theme import contrast
from lib.exports import blank_form
from lib.extraction import Question
from lib.forms import FigureKey
from lib.language import Language, t
from lib.loading import read_content
from lib.reports import Report, State
from lib.store import Store
from lib.store.reading import StoredReport, find_report, revisions
from lib.ui.intake.overlay import typed_figure
from tests.browser.conftest import PageAt, settle
from tests.browser.server import running
from tests.browser.test_pages import ENGLISH
from tests.forge import forge, truths

KEY: FigureKey = "requests.new.natural"
OTHER: FigureKey = "requests.carry_in.natural"
READABLE = 4.5  # WCAG 2.2, 1.4.3; it asks nothing of what is disabled, but this says what stands in the way


@dataclass(frozen=True)
class Folder:
    """What is dropped: the truth behind each readable file, and the question the run-together one asks."""

    path: Path
    html: Report
    docx: Report
    pdf: Report
    glued: Report
    question: Question


def folder_in(path: Path) -> Folder:
    """Six files as agencies publish them: a page, a Word file, a PDF, run-together text, an empty form, a torn file."""
    path.mkdir()
    made = [
        truth for truth in truths(21, 40) if truth.state(KEY) is State.STATED and truth.state(OTHER) is State.STATED
    ]
    html, docx, pdf = _first_whole(made, "html/cms"), _first_whole(made[10:], "docx/plain"), made[20]
    for name, style, truth in (("网页", "html/cms", html), ("文档", "docx/plain", docx), ("版式", "pdf/chromium", pdf)):
        file, content = forge(truth, style)
        (path / f"{name}{Path(file).suffix}").write_bytes(content)
    glued, question = _glued(path / "连写.txt")
    (path / "空表.xlsx").write_bytes(blank_form("2021"))
    (path / "残缺.docx").write_bytes((path / "文档.docx").read_bytes()[:4000])
    return Folder(path, html, docx, pdf, glued, question)


def _first_whole(made: list[Report], style: str) -> Report:
    for truth in made:
        file, content = forge(truth, style)
        (reading,) = read_content(content, file)
        if reading.reading is not None and reading.reading.outcome == "whole":
            return truth
    raise AssertionError(f"no truth in the style {style} is read whole")


def _glued(path: Path) -> tuple[Report, Question]:
    """A text whose cells ran together so that there is one question, with the truth among its candidates."""
    for truth in truths(5, 40):
        content = forge(truth, "txt/glued")[1]
        (reading,) = read_content(content, path.name)
        questions = reading.reading.questions if reading.reading else ()
        if len(questions) == 1 and _true_candidate(questions[0], truth) is not None:
            path.write_bytes(content)
            return truth, questions[0]
    raise AssertionError("no run-together text asks one question with candidates")


def _true_candidate(question: Question, truth: Report) -> int | None:
    values = [truth.figures.get(key) for key in question.keys]
    for number, candidate in enumerate(question.candidates):
        read = [typed_figure(text or "/", key, "x").value for text, key in zip(candidate, question.keys, strict=True)]
        if read == values:
            return number
    return None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_from_a_dropped_folder_to_stored_reports(
    lang: Language, prepared_home: Path, tmp_path: Path, page_at: PageAt
) -> None:
    # In a thread of its own: the PDF is printed by another Chromium than the one that drives the page.
    with ThreadPoolExecutor(1) as aside:
        folder = aside.submit(folder_in, tmp_path / "报送").result()
    home = tmp_path / "home"
    with running(prepared_home, home) as server:
        page = page_at("/data", server=server, lang=lang)
        drop(page, folder.path)
        expect(rows(page)).to_have_count(6)
        expect(row(page, "网页.html")).to_contain_text(t("intake.outcome_whole", lang))
        expect(row(page, "空表.xlsx")).to_contain_text(t("intake.outcome_refused", lang))
        expect(row(page, "残缺.docx")).to_contain_text(t("intake.outcome_refused", lang))
        if lang == "zh":
            assert ENGLISH.findall(page.locator("body").inner_text()) == []

        answer_the_question(page, folder, lang)
        page.go_back(wait_until="commit")
        settle(page)
        # What was decided is kept on disk: a reload changes nothing.
        page.reload()
        settle(page)
        correct_a_figure(page, lang)
        page.get_by_role("button", name=t("intake.commit", lang), exact=True).click()
        expect(page.get_by_text(committed(1, 0, lang))).to_be_visible()
        settle(page)
        page.get_by_role("button", name=t("intake.commit_ready", lang, n=3)).click()
        expect(page.get_by_text(committed(3, 0, lang))).to_be_visible()
        settle(page)
        expect(rows(page)).to_have_count(2)
        revise(page, folder, lang)
    check_the_store(home, folder)


def drop(page: Page, path: Path) -> None:
    """Choose a folder, or a file, as the reader would, and wait until it is read."""
    where = "folder" if path.is_dir() else "files"
    page.locator(f".st-key-upload-{where} input[type=file]").set_input_files(path)
    expect(page.locator(".queue")).to_be_visible()
    settle(page)


def rows(page: Page) -> Locator:
    return page.locator(".queue tbody tr")


def row(page: Page, name: str) -> Locator:
    return rows(page).filter(has_text=name)


def opened(page: Page, name: str) -> None:
    row(page, name).click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.locator(".oft").first).to_be_visible()
    settle(page)


def cell(page: Page, key: FigureKey) -> Locator:
    return page.locator(f'.oft td[data-key="{key}"]')


def committed(added: int, revised: int, lang: Language) -> str:
    return t("intake.committed", lang, added=added, revised=revised, unchanged=0)


def answer_the_question(page: Page, folder: Folder, lang: Language) -> None:
    opened(page, "连写.txt")
    commit = page.get_by_role("button", name=t("intake.commit", lang), exact=True)
    expect(commit).to_be_disabled()
    assert contrast_on_the_page(commit) >= READABLE
    page.get_by_role("button", name=t("intake.show_place", lang)).click()
    expect(page.locator(".paper .chosen").first).to_contain_text(folder.question.raw[:4])
    choice = _true_candidate(folder.question, folder.glued)
    assert choice is not None
    offered = " ｜ ".join(text or t("charts.blank", lang) for text in folder.question.candidates[choice])
    page.get_by_test_id("stRadio").get_by_text(offered, exact=True).click()
    settle(page)
    page.get_by_role("button", name=t("intake.take_candidate", lang)).click()
    key = folder.question.keys[0]
    expect(cell(page, key)).to_contain_text(f"{folder.glued.figures[key]:,}")
    page.get_by_text(t("intake.looked_at", lang)).click()
    expect(commit).to_be_enabled()


def contrast_on_the_page(label: Locator) -> float:
    """Of the words of something that lets the page shine through. axe leaves out what is disabled."""
    ink, paper = label.evaluate(
        """node => [node, document.querySelector("[data-testid=stApp]")].map((one, paper) =>
            getComputedStyle(one)[paper ? "backgroundColor" : "color"].match(/\\d+/g).slice(0, 3).map(Number))"""
    )
    return contrast(*("#" + "".join(f"{part:02x}" for part in colour) for colour in (ink, paper)))


def correct_a_figure(page: Page, lang: Language) -> None:
    """Click a cell: the document shows where it stood; a value without a note is refused, with a note it is kept."""
    opened(page, "网页.html")
    cell(page, KEY).click()
    expect(page.locator(".paper td.chosen")).to_have_count(1)
    page.get_by_label(t("intake.other_value", lang)).fill("777")
    page.get_by_role("button", name=t("intake.correct", lang), exact=True).click()
    expect(page.get_by_text(t("intake.no_note", lang))).to_be_visible()
    page.get_by_label(t("intake.note", lang)).fill("原文如此")
    page.get_by_role("button", name=t("intake.correct", lang), exact=True).click()
    expect(cell(page, KEY)).to_contain_text("777")
    expect(cell(page, KEY).locator(".corrected")).to_be_visible()
    # The other way round: a click on the document chooses the figure of the form.
    page.locator(".paper td[data-key]").last.click()
    expect(cell(page, KEY)).not_to_have_class("chosen")
    settle(page)


def revise(page: Page, folder: Folder, lang: Language) -> None:
    """The same report with another figure is a revision, and says beforehand what changes."""
    other = folder.docx.model_copy(update={"figures": {**folder.docx.figures, OTHER: _other(folder)}})
    path = folder.path.parent / "更正.docx"
    path.write_bytes(forge(other, "docx/plain")[1])
    drop(page, path)
    opened(page, "更正.docx")
    table = page.locator(".changes")
    expect(table).to_contain_text(f"{folder.docx.figures[OTHER]:,}")
    expect(table).to_contain_text(f"{_other(folder):,}")
    page.get_by_role("button", name=t("intake.commit_revision", lang)).click()
    expect(page.get_by_text(committed(0, 1, lang))).to_be_visible()


def _other(folder: Folder) -> int:
    before = folder.docx.figures[OTHER]
    assert before is not None
    return int(before) + 4321


def check_the_store(home: Path, folder: Folder) -> None:
    """What is stored is what was published, with what a person said of it."""
    store = Store(home / "disclosure.duckdb")
    html, glued, docx = (stored(store, truth) for truth in (folder.html, folder.glued, folder.docx))
    assert html.report.figures[KEY] == 777
    assert html.report.corrections[KEY].read == folder.html.figures[KEY]
    assert html.report.corrections[KEY].note == "原文如此"
    assert {**html.report.figures, KEY: folder.html.figures[KEY]} == folder.html.figures
    assert set(glued.report.corrections) == set(folder.question.keys)
    assert {key: glued.report.figures[key] for key in folder.question.keys} == {
        key: folder.glued.figures[key] for key in folder.question.keys
    }
    assert stored(store, folder.pdf).report.figures == folder.pdf.figures
    assert docx.report.figures == {**folder.docx.figures, OTHER: _other(folder)}
    assert [found["revision"] for found in revisions(store, docx.agency_code, folder.docx.year)] == [2, 1]
    originals = {path.suffix for path in (home / "documents").rglob("*") if not path.name.endswith(".json")}
    assert {".html", ".docx", ".pdf", ".txt"} <= originals


def stored(store: Store, truth: Report) -> StoredReport:
    found = find_report(store, truth.agency.name, truth.year)
    assert found is not None, truth.agency.name
    return found
