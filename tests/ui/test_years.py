"""零报告 and 结转链 on the page of findings: what stands there is what the views say, and leads to the reports."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.language import LANGUAGES, Language, say, t
from lib.loading import load_reports, prepare
from lib.loading.bundle import store_path
from lib.store import Filters, Store
from lib.views.chains import KINDS, chains
from lib.views.zeros import zeros
from tests.checks.frames import report_of
from tests.ui.test_pages import open_page

# A name must not become markup.
HOSTILE = "<img src=x onerror=alert(1)>局"


@pytest.fixture(scope="module", autouse=True)
def stored(home: Path) -> Path:
    """The bundled reports, and an agency whose zero is contradicted and whose chain is broken."""
    before = {"requests.carry_out.natural": 2, "requests.carry_out.total": 2, "requests.new.natural": 2}
    reports = [
        report_of({**before, "requests.new.total": 2}, year=2022, agency=HOSTILE),
        report_of({}, year=2023, agency=HOSTILE),
    ]
    store = Store(store_path())
    prepare(store)
    load_reports(store, [(str(n), one) for n, one in enumerate(reports)])
    store.close()
    return home


def html(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def said(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_zero_reports(lang: Language) -> None:
    app = open_page("findings", lang=lang, part="zeros")
    assert not app.exception
    drawn = html(app)
    assert drawn.count('<span class="year-mark stated against-it">0!</span></a>') == 1
    assert "<img" not in drawn
    assert HOSTILE in unescape(drawn)
    assert "finding=" in drawn
    with_zeros = next(entry for entry in app.get("html") if "listing" in entry.proto.body)
    bundled = Store()
    prepare(bundled)
    assert with_zeros.proto.body.count("<tr>") == zeros(bundled, Filters()).total + 2


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_chains(kind: str, lang: Language) -> None:
    app = open_page("findings", lang=lang, part="chains", row=kind)
    assert not app.exception
    drawn = html(app)
    bundled = Store()
    prepare(bundled)
    expected = chains(bundled, Filters(), kind).counts["broken"] + (kind == "carry")
    # Once more in the legend.
    assert drawn.count('class="link-mark broken"') == expected + 1
    assert ("2 → 0 ✕ −2" in drawn) is (kind == "carry")
    assert "agency=%3Cimg" in drawn


def test_the_chain_is_chosen_in_the_address() -> None:
    app = open_page("findings", lang="zh", part="chains")
    switch = next(one for one in app.button_group if one.key == "chains-kind")
    switch.set_value("rules").run()
    assert app.query_params["row"] == "rules"
    assert not app.exception


def test_where_there_is_nothing_it_says_so() -> None:
    query = {"unit": "宿迁市人民政府", "from": "2024"}
    empty = open_page("findings", lang="zh", part="chains", **query)
    assert t("years.no_chains", "zh") in [info.value for info in empty.info]
    none = open_page("findings", lang="zh", part="zeros", **query)
    bundled = Store()
    prepare(bundled)
    words = [
        say(message, "zh") for message in zeros(bundled, Filters(agency="宿迁市人民政府", first_year=2024)).headline
    ]
    assert words == [info.value for info in none.info]
