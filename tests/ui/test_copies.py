"""雷同 on the page of findings: the two reports side by side, what they share marked, and no name or text as markup."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from lib.language import LANGUAGES, Language, t
from lib.loading import load_reports, prepare
from lib.loading.bundle import store_path
from lib.store import Filters, Store
from lib.ui.plain import plain
from lib.views.copies import copies
from tests.checks.frames import report_of
from tests.checks.test_copied_figures import BUSY
from tests.checks.test_copying import OWN_TEXT
from tests.ui.test_pages import open_page
from tests.ui.test_years import html

HOSTILE = "<img src=x onerror=alert(1)>[局](x)"
WRITTEN = f"<script>alert(2)</script>{OWN_TEXT}"


@pytest.fixture(scope="module", autouse=True)
def pairs(home: Path) -> dict[str, str]:
    """The bundled reports, and an agency whose text and figures are last year's. The pairs by check."""
    store = Store(store_path())
    prepare(store)
    reports = [report_of(BUSY, year=year, agency=HOSTILE, text={"五": WRITTEN}) for year in (2022, 2023)]
    load_reports(store, [(str(report.year), report) for report in reports])
    found = {pair.finding.check: pair.fingerprint for pair in copies(store, Filters()).pairs}
    store.close()
    assert set(found) == {"COPY-TEXT", "COPY-YEAR"}
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_stand_side_by_side(pairs: dict[str, str], lang: Language) -> None:
    app = open_page("findings", lang=lang, part="copies", pair=pairs["COPY-TEXT"])
    assert not app.exception
    drawn = html(app)
    assert drawn.count("<mark>") == 2
    assert drawn.count("<sup>①</sup>") == 2
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert WRITTEN in unescape(drawn.replace("<mark><sup>①</sup>", "").replace("</mark>", ""))
    assert t("copies.passages", lang, n=1) in [caption.value for caption in app.caption]
    assert any(plain(HOSTILE) in heading.value for heading in app.subheader)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_stand_side_by_side(pairs: dict[str, str], lang: Language) -> None:
    app = open_page("findings", lang=lang, part="copies", pair=pairs["COPY-YEAR"])
    assert not app.exception
    assert t("copies.figures", lang, equal=len(BUSY), different=0) in [caption.value for caption in app.caption]
    assert html(app).count(t("copies.same", lang)) == len(BUSY)


def test_a_pair_that_is_gone_says_so() -> None:
    app = open_page("findings", lang="zh", part="copies", pair="f" * 64)
    assert not app.exception
    assert t("copies.gone", "zh") in [info.value for info in app.info]
