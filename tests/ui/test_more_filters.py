"""The filters behind a button: drawn only while it is open, and in force all the same."""

from __future__ import annotations

import pytest

from lib.language import t
from tests.ui.test_pages import open_page

BOX = "more-filters"


@pytest.mark.usefixtures("home")
def test_they_are_drawn_only_while_the_box_is_open() -> None:
    app = open_page("overview", lang="zh", kind="township")
    assert "filter.counting" not in [one.key for one in app.radio]
    app.session_state[BOX] = True
    app.run()
    assert not app.exception
    assert [one.value for one in app.radio if one.key == "filter.counting"] == ["once"]
    assert [one.value for one in app.pills if one.key == "filter.kind"] == [["township"]]


@pytest.mark.usefixtures("home")
def test_another_filter_keeps_what_is_behind_the_closed_box() -> None:
    app = open_page("overview", lang="zh", kind="township", doubtful="out", counting="own_office")
    (first,) = [one for one in app.selectbox if one.label == t("frame.from", "zh")]
    app = first.set_value(first.options[1] if isinstance(first.options[1], int) else int(first.options[1])).run()
    assert not app.exception
    asked = {name: app.query_params[name] for name in ("kind", "doubtful", "counting")}
    assert asked == {"kind": "township", "doubtful": "out", "counting": "own_office"}


@pytest.mark.usefixtures("home")
def test_what_is_set_there_goes_into_the_address() -> None:
    app = open_page("overview", lang="zh")
    app.session_state[BOX] = True
    app.run()
    (kinds,) = [one for one in app.pills if one.key == "filter.kind"]
    app = kinds.set_value(["township"]).run()
    assert not app.exception
    assert app.query_params["kind"] == "township"
