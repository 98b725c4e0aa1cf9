"""The page of comparison through Streamlit's own runner: its parts, its choices, and what it says of a crowd."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.language import LANGUAGES, Language, say, t
from lib.loading import load_reports, store_path
from lib.loading.bundle import HOME_VARIABLE
from lib.reports import Agency
from lib.store import Filters, Store
from lib.ui.comparing.head import PARTS
from lib.ui.finder import MOST_LISTED
from lib.ui.stored import choices, store
from lib.views.compare import compare
from lib.views.options import Options
from lib.views.peers import peers
from tests.loading.cases import whole
from tests.ui.test_pages import open_page, text_of

SHUYANG, PINGTAN = "沭阳县人民政府", "平潭综合实验区管理委员会"
CORRECTION = "reconsideration_correction_rate"


def markup(app: AppTest) -> str:
    """What stands in our own tables, also in those whose rows can be chosen."""
    parts = [element.proto.body for element in app.get("html")]
    return "\n".join([*parts, *(str(element.proto) for element in app.get("bidi_component"))])


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_stands_in_both_languages(part: str, lang: Language) -> None:
    app = open_page("compare", part=part, lang=lang, indicator=CORRECTION)
    assert not app.exception
    assert not app.error
    assert charts(app)
    assert t(f"comparing.part_{part}", lang) in [option.content for option in _switch(app).options]


def _switch(app: AppTest) -> Any:
    return next(group for group in app.get("button_group") if group.key == "part").proto


@pytest.mark.usefixtures("home")
def test_the_question_is_answered_in_a_sentence_and_a_table() -> None:
    app = open_page("compare", lang="zh", indicator=CORRECTION)
    said = compare(store(), Filters(first_year=2019, last_year=2025), Options(indicator=CORRECTION)).headline
    assert all(say(message, "zh") in text_of(app) for message in said)
    assert "样本够的里面最高的是沭阳县人民政府：21.7%（10/46）" in text_of(app)


@pytest.mark.usefixtures("home")
def test_only_the_part_that_is_shown_is_drawn() -> None:
    assert {trace["meta"] for chart in charts(open_page("compare", part="peers")) for trace in chart["data"]} == {
        "own",
        "peers",
    }
    meant = {trace["meta"] for chart in charts(open_page("compare", part="years")) for trace in chart["data"]}
    assert meant <= {"line", "missing", "undefined"}


@pytest.mark.usefixtures("home")
def test_the_agency_of_the_filter_is_the_one_that_is_looked_at() -> None:
    app = open_page("compare", part="peers", unit=PINGTAN, lang="zh")
    shown = peers(store(), Filters(agency=PINGTAN), Options())
    assert [say(message, "zh") for message in shown.headline if say(message, "zh") not in text_of(app)] == []


@pytest.mark.usefixtures("home")
def test_a_change_to_two_agencies_names_two_and_back_a_year() -> None:
    app = open_page("compare", part="versus", lang="zh")
    assert "2025 年与 2024 年对照，所选报告合计" in [header.value for header in app.subheader]
    mode = next(group for group in app.get("button_group") if group.key == "versus-mode")
    mode.set_value("agencies").run()
    assert not app.exception
    assert len(app.query_params["versus"]) == 2


@pytest.mark.usefixtures("home")
def test_an_indicator_and_a_set_go_into_the_address() -> None:
    app = open_page("compare", lang="zh")
    app.selectbox(key="pick.indicator").select(CORRECTION).run()
    assert app.query_params["indicator"] == CORRECTION
    app.multiselect(key="pick.versus").set_value([SHUYANG, PINGTAN]).run()
    assert app.query_params["versus"] == [SHUYANG, PINGTAN]
    assert not app.exception


@pytest.fixture
def crowded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A data folder with more agencies than are ever sent to a browser; how many."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    made = Store(store_path())
    codes = [f"9901{n // 90 + 1:02d}{n % 90 + 100:03d}" for n in range(MOST_LISTED + 60)]
    agencies = [Agency(name=f"{code}镇人民政府", region_code=code, level="township", kind="township") for code in codes]
    load_reports(made, [(agency.name, whole().model_copy(update={"agency": agency})) for agency in agencies])
    made.close()
    st.cache_resource.clear()
    yield len(agencies)
    st.cache_resource.clear()


@pytest.mark.parametrize("slug", ["overview", "compare", "report"])
def test_no_list_of_very_many_agencies_or_regions_is_sent(crowded: int, slug: str) -> None:
    app = open_page(slug, lang="zh")
    assert not app.exception
    assert crowded < len(choices().agencies)
    for box in (*app.selectbox, *app.multiselect):
        assert len(box.options) <= MOST_LISTED + 1, box.key


def test_the_matrix_of_very_many_agencies_turns_its_pages(crowded: int) -> None:
    app = open_page("compare", lang="zh")
    total = crowded + 21
    assert f"共 {total} 个机关" in text_of(app)
    app.button(key="pager-matrix-next").click().run()
    assert app.query_params["page"] == "2"
    assert not app.exception


def test_the_years_of_one_region_are_offered_down_from_it(crowded: int) -> None:
    app = open_page("overview", lang="zh", region="9901")
    assert crowded
    offered = app.selectbox(key="filter.region")
    assert offered.value == "9901"
    assert not app.exception
