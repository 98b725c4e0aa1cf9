"""The line that says what leaving out doubtful reports changes, on every page that adds figures up."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from lib.language import LANGUAGES, Language, say, t
from lib.loading import prepare
from lib.store import Filters, Store
from lib.ui.pages import page_file
from lib.ui.server import SHELL
from lib.views.doubt import without_doubtful

PAGES: dict[str, tuple[str, ...]] = {
    "overview": ("disclosure_rate", "received"),
    "requests": ("disclosure_rate", "received"),
    "disputes": ("reconsideration_correction_rate",),
    "compare": ("disclosure_rate",),
}


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


_LEADS = ("计入的报告有", "计入的报告已剔除", "Doubtful reports ")


def line(app: AppTest) -> list[str]:
    return [caption.value for caption in app.caption if caption.value.startswith(_LEADS)]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("slug", PAGES)
def test_the_line_says_what_its_view_says_and_the_switch_goes_into_the_address(
    bundled: Store, slug: str, lang: Language
) -> None:
    app = open_page(slug, lang=lang)
    shown = without_doubtful(bundled, Filters(), PAGES[slug])
    assert shown is not None
    assert line(app) == [say(shown.sentence, lang)]
    (switch,) = [toggle for toggle in app.toggle if toggle.key == "doubt.switch"]
    assert (switch.label, switch.value) == (t("doubt.switch", lang), False)

    app = switch.set_value(True).run()
    assert not app.exception
    assert app.query_params["doubtful"] == "out"
    out = without_doubtful(bundled, Filters(without_doubtful=True), PAGES[slug])
    assert out is not None
    assert line(app) == [say(out.sentence, lang)]
    # The switch and the filter of the frame are one.
    app.session_state["more-filters"] = True
    app.run()
    switches = {toggle.key: toggle.value for toggle in app.toggle}
    assert (switches["doubt.switch"], switches["filter.doubtful"]) == (True, True)

    (switch,) = [toggle for toggle in app.toggle if toggle.key == "doubt.switch"]
    app = switch.set_value(False).run()
    assert "doubtful" not in app.query_params
    assert line(app) == [say(shown.sentence, lang)]


@pytest.mark.usefixtures("home")
def test_there_is_no_line_where_nothing_is_doubtful() -> None:
    app = open_page("overview", lang="zh", **{"from": "2024", "to": "2024", "region": "3213"})
    assert not app.exception
    assert line(app) == []
    assert "doubt.switch" not in [toggle.key for toggle in app.toggle]


@pytest.mark.usefixtures("home")
def test_who_leaves_out_all_there_is_can_go_back(bundled: Store) -> None:
    agency, year = bundled.rows("SELECT agency_code, year FROM panel WHERE doubtful ORDER BY ALL LIMIT 1")[0].values()
    query = {"unit": agency, "from": str(year), "to": str(year), "doubtful": "out", "lang": "zh"}
    for slug in PAGES:
        app = open_page(slug, **query)
        assert not app.exception
        assert [toggle.value for toggle in app.toggle if toggle.key == "doubt.switch"] == [True]
        assert "无法计算" in line(app)[0]
