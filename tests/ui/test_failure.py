"""A page that fails says so calmly, in both languages, and gives nothing away."""

from __future__ import annotations

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest

from lib.language import LANGUAGES, t
from lib.ui.server.failure import explain


def shown(monkeypatch: pytest.MonkeyPatch, error: Exception) -> str:
    """What stands in the browser after `error`."""
    texts: list[str] = []
    monkeypatch.setattr("streamlit.error", lambda body, **_: texts.append(body))
    assert explain(error) is True
    assert len(texts) == 1
    return texts[0]


def test_a_defect_is_named_by_a_number_that_is_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="disclosure"):
        text = shown(monkeypatch, RuntimeError("password=secret"))
    number = re.search(r"[0-9a-f]{8}", text)
    assert number
    assert number[0] in caplog.text
    assert text == "\n\n".join(t("server.failure", lang, number=number[0]) for lang in LANGUAGES)
    assert "secret" not in text
    assert "Traceback" not in text


def test_an_error_made_for_people_says_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    from lib.language import Message, UserError

    text = shown(monkeypatch, UserError(Message("server.ready", {"url": "x"})))
    assert text == "\n\n".join(t("server.ready", lang, url="x") for lang in LANGUAGES)


def test_it_is_drawn_where_the_script_stopped() -> None:
    def script() -> None:
        from lib.ui.server.failure import explain

        explain(RuntimeError("secret"))

    app = AppTest.from_function(script).run()
    assert not app.exception
    assert len(app.error) == 1
