"""The questions of the four pages through Streamlit's own runner: the choices in the address, the charts, the ways on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.language import LANGUAGES, Language, say, t
from lib.store import Filters, Store
from lib.views.disputes import disputes
from lib.views.options import Options
from lib.views.overview import overview
from lib.views.requests import requests
from tests.ui.test_pages import bundled, open_page, specs, text_of

__all__ = ["bundled"]
pytestmark = pytest.mark.usefixtures("home")


def titles(app: AppTest) -> list[str]:
    return [heading.value for heading in app.subheader]


def traces(app: AppTest, role: str) -> list[dict[str, Any]]:
    return [trace for spec in specs(app) for trace in spec["data"] if trace.get("meta") == role]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("by", ["agency", "kind", "level", "region"])
def test_bars_stand_for_what_the_address_says(bundled: Store, lang: Language, by: str) -> None:
    app = open_page("requests", lang=lang, by=by, shares="shares", focus="2024")
    shown = requests(bundled, Filters(), Options(by=by, shares=True, focus=2024))
    assert not app.exception
    assert say(shown.breakdown.title, lang) in titles(app)
    assert all(say(message, lang) in text_of(app) for message in shown.counted)
    drawn = [trace for trace in traces(app, "part") if trace["customdata"][0][0] == shown.breakdown.categories[0].code]
    assert len(drawn) == 6
    assert all(length is None or 0 <= length <= 1 for trace in drawn for length in trace["x"])


def test_a_choice_of_bars_goes_into_the_address() -> None:
    app = open_page("requests", lang="zh")
    app.button_group(key="switch.by").set_value("kind").run()
    assert app.query_params["by"] == "kind"
    app.button_group(key="switch.shares").set_value("shares").run()
    assert app.query_params["shares"] == "shares"
    app.button_group(key="switch.shares").set_value("counts").run()
    assert "shares" not in app.query_params


def test_a_card_says_both_years_and_no_bare_percent(bundled: Store) -> None:
    app = open_page("overview", lang="zh")
    kpis = {kpi.key: kpi for kpi in overview(bundled, Filters()).kpis}
    change = kpis["received"].change
    assert t("moved.change", "zh", agencies=1, before=change.before, after=change.after) in text_of(app)
    assert t("moved.no_change", "zh", why=t("moved.why_few", "zh", least=10, n=0)) in text_of(app)


@pytest.mark.parametrize("indicator", ["received", "disclosure_rate"])
def test_the_parts_of_the_change_are_those_of_the_chosen_figure(bundled: Store, indicator: str) -> None:
    app = open_page("overview", lang="zh", indicator=indicator)
    shown = overview(bundled, Filters(), Options(indicator=indicator)).contribution
    assert shown is not None
    assert say(shown.title, "zh") in titles(app)
    (bars,) = traces(app, "step")
    assert [codes[0] for codes in bars["customdata"]][: len(shown.steps)] == [step.name.code for step in shown.steps]
    assert sum(bars["x"]) == pytest.approx(shown.amount / (10_000 if shown.is_rate else 1))


def test_where_the_years_do_not_compare_the_page_says_why() -> None:
    app = open_page("overview", lang="zh", indicator="dispute_rate", to="2024")
    assert t("moved.nobody", "zh", indicator="争议率") in [info.value for info in app.info]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_disputes_are_explained_where_the_law_changed(bundled: Store, lang: Language) -> None:
    app = open_page("disputes", lang=lang)
    assert all(say(message, lang) in text_of(app) for message in disputes(bundled, Filters()).change_of_law)
    assert t("disputed.rate_note", lang) in text_of(app)
    assert len(traces(app, "bounds")) == 2
    later = open_page("disputes", lang=lang, **{"from": "2024"})
    assert t("disputed.change_of_law", lang) not in text_of(later)


def test_the_keys_of_the_charts_are_told_apart_on_every_page() -> None:
    for slug in ("overview", "requests", "disputes", "coverage"):
        app = open_page(slug, lang="zh")
        keys = [json.loads(chart.proto.spec) and chart.proto.id for chart in app.get("plotly_chart")]
        assert len(keys) == len(set(keys)) > 1


def test_the_grounds_follow_the_picked_outcome() -> None:
    app = open_page("requests", lang="zh", pick="outcome.refused", focus="2024")
    assert t("grounds.of_outcome", "zh", year=2024, outcome="不予公开") in titles(app)


def test_one_page_of_agencies_has_no_pager() -> None:
    app = open_page("coverage", lang="zh", page="7")
    assert not app.exception
    assert [button for button in app.button if button.key and button.key.startswith("pager")] == []
