"""The backlog's chain, and the grounds of one year: against the file, and where a number does not arrive."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.language import say
from lib.loading import load_reports
from lib.store import Filters, Store
from lib.views.contribution import REMAINDER
from lib.views.handover import INTO, OUT
from lib.views.options import Options
from lib.views.picks import facets_of, pick_of
from lib.views.requests import requests
from tests.loading.cases import whole
from tests.views.plain_sums import YEARS, counted, total


def test_what_is_handed_over_is_compared_agency_by_agency(bundled: Store) -> None:
    shown = requests(bundled, Filters()).handover
    assert [pair.year for pair in shown.pairs] == list(YEARS[1:])
    for pair in shown.pairs:
        last, this = ({item["agency"]["name"]: item for item in counted(y)} for y in (pair.year - 1, pair.year))
        both = [
            (last[name]["figures"].get(OUT), this[name]["figures"].get(INTO))
            for name in this
            if name in last and last[name]["scope"] == this[name]["scope"]
        ]
        stated = [(out, into) for out, into in both if None not in (out, into)]
        assert pair.agencies == len(stated)
        if stated:
            assert (pair.out, pair.into) == tuple(map(sum, zip(*stated, strict=True)))
            assert pair.differing == sum(out != into for out, into in stated)
        else:
            assert (pair.out, pair.into, pair.gap) == (None, None, None)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=5))
def test_the_gap_is_what_its_agencies_make_of_it(pairs: list[tuple[int, int]]) -> None:
    store = Store()
    made = []
    for n, (out, into) in enumerate(pairs):
        made.append(whole(f"第{n}局", year=2022, figures={OUT: out}))
        made.append(whole(f"第{n}局", year=2023, figures={INTO: into}))
    load_reports(store, [(str(n), one) for n, one in enumerate(made)])
    shown = requests(store, Filters())
    (pair,) = shown.handover.pairs
    assert (pair.out, pair.into, pair.agencies) == (*map(sum, zip(*pairs, strict=True)), len(pairs))
    assert pair.differing == sum(out != into for out, into in pairs)
    assert shown.chain is not None
    assert ("不一致" in say(shown.chain, "zh")) is bool(pair.differing)
    found = {step.name.code: step.amount for step in shown.gap.steps} if shown.gap else {}
    assert found == {f"第{n}局": into - out for n, (out, into) in enumerate(pairs) if into != out}
    if shown.gap:
        assert facets_of(shown.gap, ["第0局"]) == {"year": "2023", "agency": "第0局", "row": "carry_in"}
    store.close()


def test_a_gap_inside_an_aggregate_that_adds_up_is_still_told() -> None:
    store = Store()
    area = {"name": "某县人民政府", "kind": "government", "region_code": "999901"}
    parts = [
        {"name": name, "kind": "department", "region_code": "999901", "parent": area["name"]}
        for name in ("甲局", "乙局")
    ]
    made = []
    for year, figures in ((2022, {OUT: 9}), (2023, {INTO: 9})):
        made.append(whole(year=year, agency=area, scope="government_aggregate", figures=figures))
    for agency, into in zip(parts, (6, 3), strict=True):
        made.append(whole(year=2022, agency=agency, figures={OUT: 4}))
        made.append(whole(year=2023, agency=agency, figures={INTO: into}))
    load_reports(store, [(str(n), one) for n, one in enumerate(made)])
    shown = requests(store, Filters())
    assert (shown.handover.pairs[0].gap, shown.handover.pairs[0].agencies) == (0, 1)
    assert shown.gap is not None
    # 4 → 6 and 4 → 3, and of the aggregate's 9 the 1 that is neither's → 0.
    assert {step.name.code: step.amount for step in shown.gap.steps} == {"甲局": 2, "乙局": -1, REMAINDER: -1}
    assert shown.gap.amount == 0
    store.close()


def test_a_year_nobody_reported_on_hands_nothing_over_and_is_no_zero() -> None:
    store = Store()
    load_reports(store, [("a", whole(year=2021)), ("b", whole(year=2023))])
    shown = requests(store, Filters())
    assert [(pair.year, pair.out, pair.into, pair.agencies) for pair in shown.handover.pairs] == [
        (2022, None, None, 0),
        (2023, None, None, 0),
    ]
    assert (shown.chain, shown.gap) == (None, None)
    store.close()


def test_the_grounds_of_a_year_with_their_articles(bundled: Store) -> None:
    for year in YEARS:
        shown = requests(bundled, Filters(), Options(focus=year)).ground_bars
        for bar in shown.bars:
            assert bar.count == total(year, f"requests.{bar.name.code.removeprefix('row.')}.total")
            assert facets_of(shown, [bar.name.code]) == {"year": str(year), "row": bar.name.code.removeprefix("row.")}
            if bar.name.code not in ("row.np_confirm", "row.oth_other", "row.oth_single"):
                assert bar.name.group is not None
                assert say(bar.name.group, "zh").startswith("条例第")
                assert say(bar.name.group, "en").startswith("Regulations art. ")
        for name in shown.zeros:
            assert total(year, f"requests.{name.code.removeprefix('row.')}.total") == 0
        for name in shown.unstated:
            assert total(year, f"requests.{name.code.removeprefix('row.')}.total") is None


def test_the_grounds_are_those_of_the_picked_outcome(bundled: Store) -> None:
    def shown(**pick: str) -> set[str]:
        page = requests(bundled, Filters(), Options(focus=2024, pick=pick_of(pick)))
        return {bar.tone for bar in page.ground_bars.bars}

    assert shown(outcome="refused") == {"outcome.refused"}
    assert (
        shown(outcome="granted")
        == shown()
        == {f"outcome.{name}" for name in ("refused", "unable", "not_processed", "other")}
    )
    bars = requests(bundled, Filters(), Options(focus=2024)).ground_bars.bars
    refused = [bar.count or 0 for bar in bars if bar.tone == "outcome.refused"]
    assert refused == sorted(refused, reverse=True)
    assert sum(refused) == {bar.of for bar in bars if bar.tone == "outcome.refused"}.pop() == 131
