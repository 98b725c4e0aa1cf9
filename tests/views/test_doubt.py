"""What leaving out doubtful reports changes, against adding up in the plainest way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from lib.indicators import indicators
from lib.indicators.computation import computable
from lib.language import LANGUAGES, catalogue, say
from lib.loading import load_reports
from lib.store import Filters, Store
from lib.views.doubt import without_doubtful
from lib.views.model import Rate
from lib.views.overview import overview
from tests.loading.cases import NEW, whole
from tests.store.hierarchy import YEARS, agencies, counted, filed, selections, significant, stored

KEYS = ("disclosure_rate", "received")
REGIONS = sorted({significant(agency.region_code) for agency in agencies()})
SELECTIONS = selections(REGIONS, [agency.name for agency in agencies()], list(YEARS))


@settings(max_examples=60, deadline=None)
@given(SELECTIONS)
def test_both_sums_are_those_of_adding_up_by_hand(asked: Filters) -> None:
    found, store = filed(2), stored(2)
    within, rest = (counted(found, Filters(**{**vars(asked), "without_doubtful": out})) for out in (False, True))
    doubtful = [one for one in within if one.contradicts]
    shown = without_doubtful(store, asked, KEYS)
    if not doubtful:
        assert shown is None
        return
    assert shown is not None
    assert (shown.reports, shown.left_out) == (len(doubtful), asked.without_doubtful)
    assert shown.brought == len(rest) - len(within) + len(doubtful)
    rates, received = shown.shifts
    for reports, value, count in ((within, rates.before, received.before), (rest, rates.after, received.after)):
        stated = [one.received for one in reports if one.received is not None]
        assert count == (sum(stated) if stated else None)
        granted = sum(one.granted for one in reports)
        parts = (value.numerator, value.denominator) if isinstance(value, Rate) else None
        assert parts == ((granted, granted) if granted else None)


def mixed() -> Store:
    store = Store()
    half = {f"requests.{row}.{who}": n for row, n in (("new", 4), ("granted", 1), ("una_not_held", 3), ("result_total", 4))
            for who in ("natural", "total")}  # fmt: skip
    wrong = whole("某市教育局", figures={**half, NEW: 9})
    load_reports(store, [("a", whole()), ("b", wrong), ("c", whole("某市教育局", year=2022))])
    return store


def test_the_sentence_has_both_figures_with_their_parts() -> None:
    shown = without_doubtful(mixed(), Filters())
    assert shown is not None
    assert say(shown.sentence, "zh") == (
        "计入的报告有 1 份存疑，若剔除：2022–2023 年合计公开率 78.6%（11/14） → 100.0%（10/10），新收申请 19 件 → 10 件。"
    )
    assert say(shown.sentence, "en") == (
        "Doubtful reports counted: 1. Without them over 2022–2023: Disclosure rate 78.6% (11/14) → 100.0% (10/10), "
        "Requests received 19 → 10."
    )


def test_it_says_so_too_when_they_are_left_out_and_names_the_one_year() -> None:
    shown = without_doubtful(mixed(), Filters(first_year=2023, without_doubtful=True), ("disclosure_rate",))
    assert shown is not None
    assert say(shown.sentence, "zh") == "计入的报告已剔除 1 份存疑的：2023 年公开率 66.7%（6/9） → 100.0%（5/5）。"


def test_what_is_said_is_what_the_page_shows() -> None:
    store = mixed()
    for out, side in ((False, "before"), (True, "after")):
        asked = Filters(first_year=2023, without_doubtful=out)
        shown = without_doubtful(store, asked, KEYS)
        assert shown is not None
        cards = {kpi.key: kpi.value for kpi in overview(store, asked).kpis}
        assert [getattr(shift, side) for shift in shown.shifts] == [cards[key] for key in KEYS]


def test_nothing_is_left_where_all_are_doubtful() -> None:
    store = mixed()
    shown = without_doubtful(store, Filters(agency="某市教育局", first_year=2023), KEYS)
    assert shown is not None
    assert [shift.after for shift in shown.shifts] == [None, None]
    assert "→ 无法计算" in say(shown.sentence, "zh")


def test_nothing_is_said_where_there_is_no_doubt() -> None:
    assert without_doubtful(mixed(), Filters(last_year=2022)) is None
    assert without_doubtful(mixed(), Filters(region="99")) is None


@pytest.mark.parametrize("key", [key for key, indicator in indicators().items() if computable(indicator)])
def test_every_indicator_that_can_be_compared_can_be_said(key: str) -> None:
    shown = without_doubtful(mixed(), Filters(), (key,))
    assert shown is not None
    assert all(say(shown.sentence, lang) for lang in LANGUAGES)


def test_the_sentences_are_in_both_languages() -> None:
    said = [{key for key in catalogue(lang) if key.startswith("doubt.")} for lang in LANGUAGES]
    assert said[0] == said[1] != set()
