"""The official table as HTML: safe, with findings, blanks, unread and absent cells told apart."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html

from lib.charts.theme import contrast
from lib.forms import load_forms
from lib.language import LANGUAGES, Language
from lib.reports import State
from lib.ui.official_style import _LINES, _TINTS
from lib.ui.official_table import Mark, official_table_html
from lib.views.form_layout import form_layout
from lib.views.marks import circled

TABLE = load_forms()["2021"].tables["requests"]
LAYOUT = form_layout(TABLE, "2021")
NEW, TOTAL = "requests.new.natural", "requests.new.total"


def rendered(lang: Language = "zh", **change: Any) -> Any:
    content: dict[str, Any] = {
        "values": {key: "0" for key in TABLE.keys} | {NEW: "1,204"},
        "states": dict.fromkeys(TABLE.keys, State.STATED),
        "marks": {},
        "previous": None,
        "suggestions": {},
    }
    for name, value in change.items():
        content[name] = content[name] | value if content[name] else value
    return html.fromstring(official_table_html(LAYOUT, lang, **content))


def cell(page: Any, key: str) -> Any:
    (found,) = page.xpath(f'//td[@data-key="{key}"]')
    return found


def test_every_figure_and_every_span_is_there() -> None:
    page = rendered()
    assert page.xpath("//td/@data-key") == list(TABLE.keys)
    (merged,) = page.xpath('//th[@rowspan="22"]')
    assert merged.text_content() == "三、本年度办理结果"
    assert cell(page, NEW).text_content() == "1,204"


def test_a_zero_is_a_zero_and_a_blank_is_not() -> None:
    page = rendered(states={TOTAL: State.BLANK})
    assert cell(page, "requests.carry_in.natural").get("class") == "stated zero"
    assert cell(page, TOTAL).get("class") == "blank"
    assert cell(page, TOTAL).text_content() == "空"


def test_a_cell_that_was_not_read_shows_what_stands_there() -> None:
    found = cell(rendered(values={TOTAL: "15130000154"}, states={TOTAL: State.UNREAD}), TOTAL)
    assert found.xpath("em")[0].text_content() == "15130000154"
    assert "未能读出数字" in found.text_content()


def test_a_row_that_is_not_in_the_document_is_said_once() -> None:
    keys = [key for key in TABLE.keys if ".ref_query." in key]
    page = rendered(states=dict.fromkeys(keys, State.ABSENT), marks={keys[6]: Mark(4, "warning", "缺行")})
    (absent,) = page.xpath('//td[contains(@class, "absent")]')
    assert absent.get("colspan") == "7"
    assert "表中无此行" in absent.text_content()
    assert "④" in absent.text_content()


def test_a_single_cell_that_is_absent_is_said_so() -> None:
    assert cell(rendered(states={TOTAL: State.ABSENT}), TOTAL).text_content() == "表中无此格"


@pytest.mark.parametrize("severity", ["error", "warning", "information"])
def test_a_finding_is_numbered_coloured_and_said(severity: str) -> None:
    found = cell(rendered(marks={TOTAL: Mark(2, severity, "本行合计不符")}), TOTAL)
    assert severity in found.get("class")
    assert found.xpath("sup")[0].text_content() == "②"
    assert "本行合计不符" in found.xpath('span[@class="said"]')[0].text_content()
    assert found.get("title") == "本行合计不符"


def test_a_suggestion_stands_beside_the_reported_figure() -> None:
    found = cell(rendered(suggestions={NEW: "7"}), NEW)
    assert found.xpath("span")[0].text_content() == "1,204"
    assert found.xpath("small")[0].text_content() == "疑为 7"


def test_last_year_is_shown_only_when_given() -> None:
    assert not rendered().xpath('//small[@class="previous"]')
    found = cell(rendered(previous={NEW: "1,100"}), NEW)
    assert found.xpath('small[@class="previous"]')[0].text_content() == "上年 1,100"


def test_nothing_a_document_says_becomes_markup() -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=1>"
    page = rendered(
        values={NEW: evil},
        states={NEW: State.UNREAD},
        marks={NEW: Mark(1, "error", evil)},
        previous={NEW: evil},
        suggestions={NEW: evil},
    )
    assert not page.xpath("//script | //img | //@onerror")
    assert evil in cell(page, NEW).text_content()
    assert cell(page, NEW).get("title") == evil


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("table", ["proactive", "requests", "disputes"])
@pytest.mark.parametrize("edition", load_forms())
def test_every_table_renders_in_both_languages(edition: str, table: Any, lang: Language) -> None:
    form = load_forms()[edition].tables[table]
    text = official_table_html(form_layout(form, edition), lang, {}, {}, {}, None, {}, dark=True)
    page = html.fromstring(text)
    assert page.get("lang") == {"zh": "zh-CN", "en": "en"}[lang]
    assert page.get("aria-label") == page.xpath("//caption")[0].text_content()
    assert len(page.xpath("//style")) == 1
    assert "oft-dark" in page.get("class")


def test_the_style_touches_nothing_else() -> None:
    style = rendered().xpath("//style")[0].text
    inside = re.sub(r"@(media|container) \([^)]*\)\{", "", style).replace("}", "}\n")
    rules = [rule.split("{")[0].strip() for rule in inside.splitlines() if "{" in rule]
    assert all(part.strip().startswith(".oft") for rule in rules for part in rule.split(","))


@pytest.mark.parametrize("dark", [False, True])
def test_texts_can_be_read_on_every_ground(dark: bool) -> None:
    _, head, page, ink, muted = _LINES[dark]
    for ground in (head, page, *_TINTS[dark]):
        assert contrast(ink, ground) >= 4.5
        assert contrast(muted, ground) >= 4.5


@pytest.mark.parametrize(("number", "sign"), [(1, "①"), (20, "⑳"), (21, "㉑"), (36, "㊱"), (50, "㊿"), (51, "(51)")])
def test_numbers_in_circles(number: int, sign: str) -> None:
    assert circled(number) == sign
