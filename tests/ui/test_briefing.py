"""The page 汇报 through Streamlit's own runner: made ready, put together, presented with filters that can be changed."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from lib.charts import takeaway
from lib.language import LANGUAGES, Language, t
from lib.loading import prepare
from lib.store import Filters, Store
from lib.ui.pages import page_file
from lib.ui.plain import plain
from lib.ui.server import SHELL
from lib.views.options import Options
from lib.views.ready import REGION_YEAR
from lib.views.requests import requests

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture(scope="module")
def bundled() -> Store:
    store = Store()
    prepare(store)
    return store


def open_briefing(**query: str) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(str(page_file("briefing")))
    return app.run()


def made_ready(lang: Language = "zh", **query: str) -> AppTest:
    app = open_briefing(lang=lang, **query)
    app = app.button(key="deck-ready").click().run()
    assert not app.exception
    return app


def slides_of(app: AppTest) -> list[str]:
    return [button.label for button in app.button if str(button.key).startswith("slide-open-")]


def drawn(app: AppTest) -> list[dict[str, object]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_regions_year_is_made_ready(lang: Language) -> None:
    app = made_ready(lang, region="350128")
    assert len(slides_of(app)) == len(REGION_YEAR)
    assert app.text_input(key="deck-title").value.endswith(
        t("briefing.year_of_region", lang, region="", year=2025).strip().removeprefix(",").strip()
    )
    assert len(drawn(app)) == 1


def test_slides_are_moved_taken_out_and_told(bundled: Store) -> None:
    app = made_ready(region="32")
    before = slides_of(app)
    app = app.button(key="slide-down").click().run()
    after = slides_of(app)
    assert [text.partition(". ")[2] for text in after[:2]] == [text.partition(". ")[2] for text in before[1::-1]]
    app = app.text_input(key="slide-heading").input("我的标题").run()
    assert "2. 我的标题" in slides_of(app)
    assert "我的标题" in [heading.value for heading in app.subheader]
    app = app.button(key="slide-drop").click().run()
    assert len(slides_of(app)) == len(before) - 1
    assert not app.exception


def test_a_deck_is_found_again_by_its_link_in_the_other_language(bundled: Store) -> None:
    app = made_ready(region="32")
    deck = app.query_params["deck"]
    again = open_briefing(deck=deck, lang="en", slide="3")
    flow = requests(bundled, Filters(region="32", last_year=2025), Options(focus=2025)).flow
    assert plain(takeaway(flow, "en")) in [heading.value for heading in again.subheader]


def test_a_slide_is_shown_alone_and_its_filters_can_be_changed(bundled: Store) -> None:
    app = made_ready()
    deck = app.query_params["deck"]
    shown = open_briefing(deck=deck, lang="zh", show="1", slide="3", at="3", focus="2024")
    assert not shown.exception
    assert [heading.value for heading in shown.subheader] == [
        plain(takeaway(requests(bundled, Filters(), Options(focus=2024)).flow, "zh"))
    ]
    narrowed = shown.selectbox(key="filter.region").select("350128").run()
    flow = requests(bundled, Filters(region="350128"), Options(focus=2024)).flow
    assert [heading.value for heading in narrowed.subheader] == [plain(takeaway(flow, "zh"))]
    # The deck itself is as it was.
    assert slides_of(open_briefing(deck=deck, lang="zh")) == slides_of(app)


def test_a_link_to_no_deck_says_so() -> None:
    app = open_briefing(deck="nothing", lang="zh")
    assert [warning.value for warning in app.warning] == [t("briefing.unknown", "zh")]


def test_a_deck_is_removed_and_its_link_then_leads_to_none() -> None:
    app = made_ready()
    deck = app.query_params["deck"]
    app = app.button(key="deck-remove-now").click().run()
    assert not app.exception
    assert open_briefing(deck=deck, lang="zh").warning


def test_an_empty_deck_says_how_slides_come_into_it() -> None:
    app = open_briefing(lang="zh").button(key="deck-new").click().run()
    assert t("briefing.empty", "zh") in [info.value for info in app.info]
    assert app.button(key="deck-show").disabled


def test_what_a_presenter_types_is_text_and_never_markup() -> None:
    app = made_ready()
    typed = "![x](http://example.org/x.png) *50%*"
    app = app.text_input(key="slide-heading").input(typed).run()
    assert plain(typed) in [heading.value for heading in app.subheader]
    assert f"1. {plain(typed)}" in slides_of(app)
