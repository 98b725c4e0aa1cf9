"""A morning's work on the findings: narrow, open, confirm, dismiss with a reason, go on, take away, come back. And the
same figures loaded again leave what was decided; other figures are looked at anew."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from lib.language import LANGUAGES, Language, t
from lib.loading.decisions import write_decisions_csv
from lib.reports import Agency, Report, write_reports
from lib.store.reviewing import Decision
from lib.ui.oversight.parts import PARTS
from tests.browser.conftest import PageAt, expect_no_wider_than_the_screen, settle
from tests.browser.server import Server, disclosure, running
from tests.browser.test_pages import DESK, ENGLISH, PHONE

WHO = "张三"


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("part", PARTS)
def test_no_part_is_wider_than_the_screen_or_speaks_english(
    part: str, viewport: tuple[int, int], page_at: PageAt
) -> None:
    page = page_at("/findings", lang="zh", part=part, viewport=viewport)
    expect_no_wider_than_the_screen(page)
    assert ENGLISH.findall(page.locator("body").inner_text()) == []


def test_on_a_phone_a_row_is_read_whole_and_what_it_opens_comes_into_sight(page_at: PageAt) -> None:
    page = page_at("/findings", lang="zh", viewport=PHONE)
    box = page.locator(".worklist").bounding_box()
    assert box is not None
    for row in rows(page).all()[:5]:
        assert row.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert box["x"] + box["width"] <= PHONE[0]
    open_row(page, 2)
    top = page.locator(".st-key-opened-finding").evaluate("node => node.getBoundingClientRect().top")
    assert 0 <= top < PHONE[1] / 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mornings_work(lang: Language, prepared_home: Path, tmp_path: Path, page_at: PageAt) -> None:
    with running(prepared_home, tmp_path / "home") as server:
        page = page_at("/findings", server=server, lang=lang)
        narrow(page, lang)
        third, fourth = (rows(page).nth(place).get_attribute("data-key") for place in (2, 3))
        open_row(page, 2)
        page.get_by_label(t("oversight.who", lang)).fill(WHO)
        page.get_by_label(t("oversight.who", lang)).press("Enter")
        expect(page.get_by_text(t("oversight.who_is", lang, who=WHO))).to_be_visible()
        leave_the_field(page)

        # Confirmed with a key; the next one opens by itself, and only it is marked in the list.
        page.keyboard.press("y")
        expect_open(page, fourth)
        expect(row(page, third)).to_contain_text(t("oversight.states.confirmed", lang))
        expect(page.locator(".worklist .row.chosen")).to_have_count(1)

        dismiss_with_a_reason(page, fourth, lang)
        go_back_and_on(page)
        take_away(page, lang)
        look_at_the_report(page, lang)
        read_the_log(page, lang)
        the_link_opens_the_same(page_at, server, fourth, lang)


def narrow(page: Page, lang: Language) -> None:
    """Only errors: the list says how many beforehand, and has as many afterwards."""
    pill = page.locator(".st-key-list-filters").get_by_role("button", name=t("terms.severity.error", lang))
    number = re.search(r"[\d,]+$", pill.inner_text())
    assert number is not None
    pill.click()
    page.wait_for_url(lambda url: parameters(url).get("severity") == ["error"])
    settle(page)
    total = int(number[0].replace(",", ""))
    expect(page.get_by_text(t("oversight.place", lang, n=1, total=total), exact=True)).to_be_visible()
    expect(page.locator(".worklist .sign:not(.error)")).to_have_count(0)


def dismiss_with_a_reason(page: Page, fingerprint: str | None, lang: Language) -> None:
    """The key leads into the note; what is typed there is a note and presses nothing; Enter dismisses."""
    note = page.get_by_label(t("oversight.note", lang), exact=True)
    page.keyboard.press("n")
    expect(note).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(t("review.note_needed", lang))).to_be_visible()
    settle(page)
    expect(note).to_be_focused()
    page.keyboard.type("jkyno 口径不同")
    expect(note).to_have_value("jkyno 口径不同")
    assert opened(page) == fingerprint
    page.keyboard.press("Enter")
    expect(row(page, fingerprint)).to_contain_text(t("oversight.states.dismissed", lang))
    page.wait_for_url(lambda url: opened_in(url) != fingerprint)
    settle(page)


def go_back_and_on(page: Page) -> None:
    """Keys step through the list; the browser's Back takes a step back."""
    leave_the_field(page)
    here = opened(page)
    step(page, "j")
    there = opened(page)
    assert there != here
    step(page, "k")
    assert opened(page) == here
    page.go_back(wait_until="commit")
    page.wait_for_url(lambda url: opened_in(url) == there)
    settle(page)
    expect_open(page, there)
    # Within the list the arrow keys walk, and Enter opens.
    page.locator(".worklist .chosen").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: opened_in(url) != there)
    settle(page)


def take_away(page: Page, lang: Language) -> None:
    """The list as a file has what was decided in it."""
    page.get_by_role("button", name=t("letters.take_away", lang)).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=t("letters.get_csv", lang)).click()
    text = waiting.value.path().read_text("utf-8-sig")
    assert WHO in text
    assert "jkyno 口径不同" in text
    page.keyboard.press("Escape")


def look_at_the_report(page: Page, lang: Language) -> None:
    """A key leads to the report, with the finding marked in it; Back leads to the same place in the list."""
    fingerprint = opened(page)
    leave_the_field(page)
    page.keyboard.press("o")
    page.wait_for_url(lambda url: urlsplit(url).path == "/report")
    settle(page)
    assert opened(page) == fingerprint
    page.go_back(wait_until="commit")
    page.wait_for_url(lambda url: urlsplit(url).path == "/findings")
    settle(page)
    expect_open(page, fingerprint)
    assert parameters(page.url)["severity"] == ["error"]


def read_the_log(page: Page, lang: Language) -> None:
    page.get_by_role("radio", name=t("oversight.part_log", lang)).click()
    page.wait_for_url(lambda url: parameters(url).get("part") == ["log"])
    settle(page)
    entries = page.locator(".listing.log tbody tr")
    expect(entries).to_have_count(2)
    expect(entries.first).to_contain_text("jkyno 口径不同")
    expect(entries.last).to_contain_text(t("oversight.decided_confirmed", lang))
    expect(page.get_by_test_id("stAlertContentSuccess")).to_be_visible()


def the_link_opens_the_same(page_at: PageAt, server: Server, fingerprint: str | None, lang: Language) -> None:
    """For somebody else, in another browser."""
    page = page_at("/findings", server=server, lang=lang, finding=str(fingerprint))
    expect_open(page, fingerprint)
    expect(page.locator(".st-key-review")).to_contain_text("jkyno 口径不同")


def test_a_decision_stays_with_its_figures(prepared_home: Path, tmp_path: Path, page_at: PageAt) -> None:
    """Decided, loaded again with the same figures: kept. Loaded with others: new again, and the old one is corrected."""
    homes = [tmp_path / name for name in ("first", "second", "third")]
    with running(prepared_home, homes[0]) as server:
        pass
    load(homes[0], tmp_path / "a.jsonl", 5)
    with running(homes[0], homes[1]) as server:
        page = page_at("/findings", server=server, lang="zh", find="某局", check="T3-ROW")
        page.get_by_label(t("oversight.who", "zh")).fill(WHO)
        page.get_by_label(t("oversight.who", "zh")).press("Enter")
        expect(page.get_by_text(t("oversight.who_is", "zh", who=WHO))).to_be_visible()
        leave_the_field(page)
        fingerprint = rows(page).first.get_attribute("data-key")
        page.keyboard.press("y")
        expect(row(page, fingerprint)).to_contain_text(t("oversight.states.confirmed", "zh"))
    load(homes[1], tmp_path / "b.jsonl", 5)
    with running(homes[1], homes[2]) as server:
        page = page_at("/findings", server=server, lang="zh", find="某局", check="T3-ROW")
        expect(row(page, fingerprint)).to_contain_text(t("oversight.states.confirmed", "zh"))
    load(homes[2], tmp_path / "c.jsonl", 6)
    with running(homes[2], tmp_path / "fourth") as server:
        page = page_at("/findings", server=server, lang="zh", find="某局", check="T3-ROW")
        expect(rows(page)).to_have_count(1)
        expect(rows(page).first).not_to_contain_text(t("oversight.states.confirmed", "zh"))
        assert rows(page).first.get_attribute("data-key") != fingerprint
        expect(page.locator(".st-key-finding-history")).to_contain_text(WHO)
        page.get_by_role("radio", name=t("oversight.part_changes", "zh")).click()
        page.wait_for_url(lambda url: parameters(url).get("part") == ["changes"])
        settle(page)
        expect(page.locator(".st-key-change-choice")).to_contain_text(t("oversight.change_gone", "zh"))
        page.get_by_role("radio", name=t("oversight.change_gone", "zh")).click()
        page.wait_for_url(lambda url: parameters(url).get("change") == ["gone"])
        settle(page)
        expect(row(page, fingerprint)).to_contain_text(t("oversight.states.corrected", "zh"))


def test_decisions_made_elsewhere_are_brought_in(prepared_home: Path, tmp_path: Path, page_at: PageAt) -> None:
    """A file of decisions is counted first and entered with a second click; the finding then shows whose it is."""
    with running(prepared_home, tmp_path / "home") as server:
        page = page_at("/findings", server=server, lang="zh")
        fingerprint = str(rows(page).first.get_attribute("data-key"))
        path = tmp_path / "复核记录.csv"
        agency, year = rows(page).first.locator("p").first.inner_text().rsplit(" ", 1)
        check = page.locator(".st-key-opened-finding p").filter(has_text=" · T4-SUM").count()
        assert check == 1
        made = Decision(
            datetime(2026, 3, 2, 9, 30), "李四", fingerprint, agency, int(year), "T4-SUM", "dismissed", "口径不同"
        )
        path.write_text("".join(write_decisions_csv([made])), "utf-8")

        page = page_at("/findings", server=server, lang="zh", part="log")
        expect(page.get_by_text(t("oversight.log_empty", "zh"))).to_be_visible()
        page.get_by_role("button", name=t("oversight.bring_in", "zh")).click()
        settle(page)
        page.locator(".st-key-upload-decisions input[type=file]").set_input_files(path)
        page.get_by_role("button", name=t("oversight.bring_in_n", "zh", n=1)).click()
        expect(page.get_by_text(t("review.imported", "zh", entered=1, known=0))).to_be_visible()
        expect(page.locator(".listing.log tbody tr")).to_contain_text(["李四"])
        assert ENGLISH.findall(page.locator("body").inner_text()) == []
        page = page_at("/findings", server=server, lang="zh", state="dismissed")
        expect(row(page, fingerprint)).to_be_visible()


def load(home: Path, path: Path, total: int) -> None:
    """Take in a report whose new requests do not add up, by the command line."""
    figures = {f"requests.new.{column}": 0 for column in ("commercial", "research", "welfare", "legal", "other")}
    figures |= {"requests.new.natural": 1, "requests.new.total": total}
    report = Report(agency=Agency(name="某局"), year=2024, editions={"requests": "2021"}, figures=figures)
    path.write_text("".join(write_reports([report])), "utf-8")
    disclosure(home, "import", str(path))


def rows(page: Page) -> Locator:
    return page.locator(".worklist .row")


def row(page: Page, fingerprint: str | None) -> Locator:
    return page.locator(f'.worklist .row[data-key="{fingerprint}"]')


def open_row(page: Page, place: int) -> None:
    fingerprint = rows(page).nth(place).get_attribute("data-key")
    rows(page).nth(place).click()
    expect_open(page, fingerprint)


def expect_open(page: Page, fingerprint: str | None) -> None:
    """The address names it, the list marks it, and its own form stands beside."""
    page.wait_for_url(lambda url: opened_in(url) == fingerprint)
    settle(page)
    expect(row(page, fingerprint)).to_have_class(re.compile(r"\bchosen\b"))


def step(page: Page, key: str) -> None:
    here = opened(page)
    page.keyboard.press(key)
    page.wait_for_url(lambda url: opened_in(url) != here)
    settle(page)


def leave_the_field(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")


def opened(page: Page) -> str:
    return opened_in(page.url)


def opened_in(url: str) -> str:
    return parameters(url).get("finding", [""])[-1]


def parameters(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)
