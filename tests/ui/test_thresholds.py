"""The thresholds on the method page: shown, changed, refused, and back to the defaults."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.checks import declared_thresholds
from lib.language import LANGUAGES, Language, t
from lib.loading.thresholds import FILE
from lib.ui.oversight.thresholds import threshold_notes
from tests.ui.test_pages import open_page

LEAST = declared_thresholds()["YEAR-JUMP", "least"]


def field(app: AppTest, lang: Language = "zh") -> Any:
    label = t("thresholds.at_least", lang, title=LEAST.title.get(lang), least=LEAST.least, most=None)
    return next(one for one in app.number_input if one.label == label)


def press(app: AppTest, name: str) -> AppTest:
    next(button for button in app.button if button.label == t(f"thresholds.{name}", "zh")).click()
    return app.run()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_threshold_stands_there_with_its_default_and_what_is_in_force(lang: Language) -> None:
    app = open_page("method", lang=lang, part="thresholds")
    assert not app.exception
    table = unescape("".join(element.proto.body for element in app.get("html")))
    assert all(threshold.title.get(lang) in table for threshold in declared_thresholds().values())
    assert len(app.number_input) == len(declared_thresholds())


def test_a_change_is_judged_by_and_taken_back(home: Path) -> None:
    app = open_page("method", lang="zh", part="thresholds")
    field(app).set_value(100)
    press(app, "save")
    assert not app.exception
    assert "已按新的阈值重新核验：新增疑点 0 条" in app.success[0].value
    assert (home / FILE).read_text("utf-8") == "[YEAR-JUMP]\nleast = 100\n"
    assert field(app).value == 100
    assert any("100（默认 20）" in unescape(element.proto.body) for element in app.get("html"))
    assert threshold_notes("YEAR-JUMP", "zh")[1] == f"{LEAST.title.zh}：100（默认 20）"
    press(app, "reset")
    assert "消除 0 条" in app.success[0].value
    assert (home / FILE).read_text("utf-8") == ""
    assert field(app).value == LEAST.value


def test_a_number_out_of_bounds_is_refused_in_words(home: Path) -> None:
    app = open_page("method", lang="zh", part="thresholds")
    before = (home / FILE).read_text("utf-8") if (home / FILE).exists() else None
    field(app).set_value(0)
    press(app, "save")
    assert [error.value for error in app.error] == [f"没有保存：{LEAST.title.zh}（不小于 1），填写的数超出范围。"]
    assert ((home / FILE).read_text("utf-8") if (home / FILE).exists() else None) == before


@pytest.mark.usefixtures("home")
def test_saving_without_a_change_says_so() -> None:
    app = press(open_page("method", lang="zh", part="thresholds"), "save")
    assert [info.value for info in app.info] == [t("thresholds.unchanged", "zh")]


def test_a_settings_file_that_cannot_be_read_is_said(home: Path) -> None:
    (home / FILE).write_text("[YEAR-JUMP]\nleast = many\n", "utf-8")
    app = open_page("method", lang="en", part="thresholds")
    assert "cannot be read" in app.error[0].value
    assert "stay in force" in app.error[0].value
    (home / FILE).unlink()


@pytest.mark.usefixtures("home")
def test_a_check_without_thresholds_has_nothing_to_say() -> None:
    open_page("method", lang="zh", part="thresholds")
    assert threshold_notes("T3-ROW", "zh") == ()
    assert threshold_notes("ZERO-STREAK", "en") == ("Years running without a request: 3",)
