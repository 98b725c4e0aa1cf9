"""Every page through Streamlit's own runner: what stands on it is what the view says, in both languages."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.checks import load_catalogue
from lib.forms import load_forms
from lib.indicators import BREAKS, indicators
from lib.language import LANGUAGES, Language, catalogue, say, t
from lib.loading import prepare
from lib.store import Filters, Store
from lib.ui.method import SHOWN
from lib.ui.pages import PAGES, page_file
from lib.ui.server import SHELL
from lib.views.coverage import coverage
from lib.views.overview import overview

PRESETS: tuple[dict[str, str], ...] = (
    {},
    {"region": "350128", "from": "2021", "to": "2023"},
    {"unit": "扶沟县崔桥镇人民政府"},
    {"region": "32", "doubtful": "out", "counting": "own_office"},
    {"kind": "township", "level": "province"},
)


@pytest.fixture(scope="module")
def bundled() -> Store:
    store = Store()
    prepare(store)
    return store


def open_page(slug: str, **query: str) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(str(page_file(slug)))
    return app.run()


def text_of(app: AppTest) -> str:
    kinds = (app.header, app.subheader, app.markdown, app.caption, app.info, app.warning, app.metric)
    html = "\n".join(unescape(e.proto.body) for e in app.get("html") if "<style>" not in e.proto.body)
    return "\n".join(f"{getattr(e, 'label', '')} {e.value}" for kind in kinds for e in kind) + html


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("lang", "query"), [("en", PRESETS[1]), *(("zh", preset) for preset in PRESETS)])
@pytest.mark.parametrize("slug", [entry.slug for entry in PAGES])
def test_every_page_stands_under_every_preset(slug: str, lang: Language, query: dict[str, str]) -> None:
    app = open_page(slug, lang=lang, **query)
    assert not app.exception
    assert not app.error
    assert t(f"pages.{slug}", lang) in [header.value for header in app.header]


@pytest.mark.usefixtures("home")
def test_a_chinese_page_has_no_english_sentence() -> None:
    """No sentence of the English catalogue that differs from the Chinese one may stand on a Chinese page."""
    english = {text for key, text in catalogue("en").items() if text != catalogue("zh")[key] and len(text) > 12}
    for entry in PAGES:
        shown = text_of(open_page(entry.slug, lang="zh"))
        assert not [sentence for sentence in english if "{" not in sentence and sentence in shown], entry.slug


@pytest.mark.usefixtures("home")
def test_overview_shows_the_figures_of_its_view(bundled: Store) -> None:
    app, view = open_page("overview", lang="zh"), overview(bundled, Filters())
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown["新收申请"] == f"{view.kpis[0].value:,}"
    assert say(view.headline[0], "zh") in text_of(app)
    assert say(view.selection.note, "zh") in text_of(app)


@pytest.mark.usefixtures("home")
def test_filters_of_the_address_reach_the_page(bundled: Store) -> None:
    query = {"region": "350128", "from": "2020", "to": "2022", "lang": "en"}
    filters = Filters(region="350128", first_year=2020, last_year=2022)
    assert say(overview(bundled, filters).selection.sentence, "en") in text_of(open_page("overview", **query))


@pytest.mark.usefixtures("home")
def test_an_address_that_fits_nothing_is_as_if_it_were_not_there() -> None:
    odd = {"region": "zz", "unit": "nobody", "from": "1", "to": "x", "counting": "twice", "kind": "?", "lang": "fr"}
    app = open_page("overview", **odd)
    assert not app.exception
    assert "全部地区，2019–2025 年" in text_of(app)


@pytest.mark.usefixtures("home")
def test_a_change_of_filter_keeps_to_the_next_page() -> None:
    app = open_page("overview", lang="zh")
    app.selectbox(key="filter.region").select("3213").run()
    app.switch_page(str(page_file("coverage"))).run()
    assert "宿迁市" in text_of(app)
    assert app.selectbox(key="filter.region").value == "3213"


@pytest.mark.usefixtures("home")
def test_an_empty_selection_says_so() -> None:
    app = open_page("requests", kind="township", level="province", lang="zh")
    assert t("pages.no_reports", "zh") in [info.value for info in app.info]


@pytest.mark.usefixtures("home")
def test_coverage_matrix_draws_missing_reports_apart(bundled: Store) -> None:
    app, view = open_page("coverage", lang="zh"), coverage(bundled, Filters())
    drawn = [trace for spec in specs(app) for trace in spec["data"] if trace.get("meta") == "status"]
    marks = [tuple(codes[:3]) for trace in drawn for codes in trace["customdata"]]
    assert sorted(marks) == sorted((s.agency, str(s.year), s.status) for s in view.matrix.squares)
    assert [mark for mark in marks if mark[2] == "missing"]


@pytest.mark.usefixtures("home")
def test_report_page_opens_the_sample_as_a_zero_report() -> None:
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.run()
    app.query_params["agency"] = "扶沟县崔桥镇人民政府"
    app.query_params["year"] = "2020"
    app.switch_page(str(page_file("report"))).run()
    assert not app.exception
    assert "零报告" in text_of(app)
    tables = [e.proto.body for e in app.get("html") if "本年新收政府信息公开申请数量" in e.proto.body]
    assert len(tables) == 1


def specs(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def said_by_method(lang: Language, part: str) -> str:
    app = open_page("method", lang=lang, part=part)
    assert not app.exception
    return text_of(app)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_method_page_names_every_check_indicator_edition_and_break(lang: Language) -> None:
    shown = "".join(said_by_method(lang, part) for part in SHOWN)
    for check in load_catalogue().values():
        assert check.id in shown
        assert check.formula.get(lang) in shown
    for indicator in indicators().values():
        assert indicator.title.get(lang) in shown
        assert indicator.definition.get(lang) in shown
    for form in load_forms().values():
        assert form.basis.get(lang) in shown
    for key in BREAKS:
        assert t(f"indicators.break_{key}", lang) in shown


@pytest.mark.usefixtures("home")
def test_a_link_that_names_an_unknown_agency_says_so() -> None:
    app = open_page("report", lang="zh", agency="无此*机关")
    assert [warning.value for warning in app.warning] == [t("pages.unknown_agency", "zh", agency=r"无此\*机关")]
    assert not open_page("report", lang="zh").warning
