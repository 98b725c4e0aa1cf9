"""The worklist: its order, filters, groups and changes against the plain list of all findings; one finding opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lib.language import LANGUAGES, say
from lib.loading import load_reports
from lib.loading.roster import load_roster
from lib.reports import Agency, Report
from lib.store import Filters, RosterEntry, Store
from lib.store.reviewing import decide
from lib.views.finding_groups import PAGE_SIZE
from lib.views.findings import (
    GROUPINGS,
    Item,
    Worklist,
    all_items,
    findings,
    gravest,
    neighbours_of,
    opened,
)
from tests.loading.cases import NEW, whole

NAME = "某市财政局"
GRAVITY = ["error", "warning", "information"]


def load(store: Store, *found: Report) -> None:
    load_reports(store, [(f"file-{n}", report) for n, report in enumerate(found)])


def key(item: Item) -> tuple[int, int, int, int]:
    one = item.finding
    return GRAVITY.index(one.severity), -one.impact, -item.repeats, -one.year


@pytest.fixture(scope="module")
def everything(bundled: Store) -> list[Item]:
    return list(all_items(bundled, Filters()))


def test_the_gravest_stand_first_then_impact_then_repetition_then_the_newest(everything: list[Item]) -> None:
    assert len(everything) > PAGE_SIZE
    assert [key(item) for item in everything] == sorted(key(item) for item in everything)
    years = Counter()
    for code, check in {(i.agency.code, i.finding.check, i.finding.year)[:2] for i in everything}:
        years[code, check] = len(
            {i.finding.year for i in everything if (i.agency.code, i.finding.check) == (code, check)}
        )
    assert all(item.repeats == years[item.agency.code, item.finding.check] for item in everything)


ASKED: list[tuple[Worklist, Callable[[Item], bool]]] = [
    (Worklist(severities=("error",)), lambda i: i.finding.severity == "error"),
    (Worklist(checks=("T3-ROW", "T4-SUM")), lambda i: i.finding.check in ("T3-ROW", "T4-SUM")),
    (
        Worklist(severities=("warning", "information"), causes=("TOTAL", "YEAR-STOCK")),
        lambda i: (
            i.finding.severity != "error"
            and (i.finding.cause.kind if i.finding.cause else i.finding.check) in ("TOTAL", "YEAR-STOCK")
        ),
    ),
    (Worklist(search=" 农业 "), lambda i: "农业" in str(i.agency.text)),
    (Worklist(states=("confirmed",)), lambda i: False),
    (Worklist(search="'; DROP TABLE finding --"), lambda i: False),
]


@pytest.mark.parametrize(("ask", "wanted"), ASKED)
def test_filters_list_what_they_say_and_labels_count_it(
    bundled: Store, everything: list[Item], ask: Worklist, wanted: Callable[[Item], bool]
) -> None:
    listed = [item for item in everything if wanted(item)]
    shown = findings(bundled, Filters(), ask)
    assert shown.total == len(listed)
    assert list(shown.items) == listed[:PAGE_SIZE]
    assert list(all_items(bundled, Filters(), ask)) == listed
    # A label says how many there would be if it were the only one chosen of its filter.
    for label, n in shown.labels.checks.items():
        assert findings(bundled, Filters(), replace(ask, checks=(label,))).total == n
    for label, n in shown.labels.causes.items():
        assert findings(bundled, Filters(), replace(ask, causes=(label,))).total == n


@pytest.mark.parametrize("grouping", GROUPINGS[1:])
def test_groups_hold_every_finding_once_and_open_to_their_own(
    bundled: Store, everything: list[Item], grouping: str
) -> None:
    ask = Worklist(group="agency" if grouping == "agency" else "cause")
    shown = findings(bundled, Filters(), ask)
    assert (shown.items, shown.open_group, shown.total) == ((), "", len(everything))
    seen: list[Item] = []
    for group in shown.groups:
        inside = findings(bundled, Filters(), replace(ask, open_group=group.code))
        assert inside.open_group == group.code
        assert inside.groups == shown.groups
        assert len(inside.items) == min(group.findings, PAGE_SIZE)
        assert group.impact == sum(item.finding.impact for item in inside.items)
        assert group.errors == sum(item.finding.severity == "error" for item in inside.items)
        assert group.severity == min((i.finding.severity for i in inside.items), key=lambda s: GRAVITY.index(s))
        seen += inside.items
    assert sorted(i.finding.fingerprint for i in seen) == sorted(i.finding.fingerprint for i in everything)
    names = [group.name for group in shown.groups if group.name.message]
    assert all(say(name.message, lang) for name in names for lang in LANGUAGES if name.message)


def test_an_unknown_group_opens_nothing(bundled: Store) -> None:
    assert findings(bundled, Filters(), Worklist(group="agency", open_group="无此机关")).items == ()


def test_neighbours_walk_the_whole_list_and_the_open_group(bundled: Store, everything: list[Item]) -> None:
    fingerprints = [item.finding.fingerprint for item in everything]
    place = neighbours_of(bundled, Filters(), Worklist(), fingerprints[0])
    assert place is not None
    walked = [fingerprints[0]]
    assert place.previous == ""
    while place is not None and place.next:
        assert place.next_page == len(walked) // PAGE_SIZE + 1
        walked.append(place.next)
        place = neighbours_of(bundled, Filters(), Worklist(), place.next)
        assert place is not None
        assert (place.number, place.previous) == (len(walked), walked[-2])
    assert walked == fingerprints
    errors = Worklist(severities=("error",))
    last = next(i for i in everything if i.finding.severity != "error").finding.fingerprint
    assert neighbours_of(bundled, Filters(), errors, last) is None
    code = str(everything[0].agency.code)
    inside = neighbours_of(bundled, Filters(), Worklist(group="agency", open_group=code), fingerprints[0])
    assert inside is not None
    assert inside.next == next(i.finding.fingerprint for i in everything[1:] if i.agency.code == code)


def test_filters_of_the_frame_apply_and_missing_reports_have_no_scope(everything: list[Item], bundled: Store) -> None:
    missing = [item for item in everything if item.finding.report_id is None]
    assert missing
    code = str(missing[0].agency.code)
    inside = list(all_items(bundled, Filters(agency=code)))
    assert inside == [item for item in everything if item.agency.code == code]
    own = list(all_items(bundled, Filters(counting="own_office")))
    assert 0 < len(own) < len(everything)
    assert not [item for item in own if item.finding.report_id is None]
    sure = list(all_items(bundled, Filters(without_doubtful=True)))
    assert not [item for item in sure if item.finding.severity == "error"]
    assert [item for item in sure if item.finding.report_id is None] == missing
    year = missing[0].finding.year
    assert {item.finding.year for item in all_items(bundled, Filters(first_year=year, last_year=year))} == {year}


def test_added_gone_and_remaining_since_the_last_load_and_since_a_day() -> None:
    store = Store()
    load(store, whole(figures={NEW: 6}), whole("某市教育局", figures={NEW: 6}))
    load(store, whole(), whole("某市统计局", figures={NEW: 6}))
    checks = ("T3-ROW",)

    def listed(change: str, since: str = "last") -> list[str]:
        ask = Worklist(checks=checks, change=change, since=since)  # type: ignore[arg-type]
        shown = findings(store, Filters(), ask)
        assert (len(shown.items), shown.total) == (shown.total, shown.total)
        assert getattr(shown.since, change) == shown.total
        return [str(item.agency.text) for item in shown.items]

    assert (listed("added"), listed("gone"), listed("remaining")) == (["某市统计局"], [NAME], ["某市教育局"])
    today = datetime.now().astimezone().date()
    yesterday, tomorrow = (f"{today + timedelta(days=n):%Y-%m-%d}" for n in (-1, 1))
    # Since yesterday: what came and went in between is neither new nor gone.
    assert (listed("gone", yesterday), listed("remaining", yesterday)) == ([], [])
    assert sorted(listed("added", yesterday)) == ["某市教育局", "某市统计局"]
    assert sorted(listed("remaining", tomorrow)) == ["某市教育局", "某市统计局"]
    shown = findings(store, Filters(), Worklist(checks=checks, change="gone"))
    assert (shown.items[0].gone_by, shown.items[0].review, shown.since.what) == ("report", "new", "reports")
    for odd in ("0001-01-01", "9999-12-31", "2026-02-30", "gestern"):
        findings(store, Filters(), Worklist(since=odd, change="added"))


def test_what_was_confirmed_and_is_gone_is_listed_as_corrected() -> None:
    store = Store()
    load(store, whole(figures={NEW: 6}))
    (item,) = findings(store, Filters(), Worklist(checks=("T3-ROW",))).items
    decide(store, item.finding.fingerprint, "confirmed", "", "张三")
    load(store, whole())
    shown = findings(store, Filters(), Worklist(change="gone"))
    assert [(i.review, i.who, i.gone_by) for i in shown.items] == [("corrected", "张三", "report")]
    assert shown.labels.states == {"corrected": 1}


def test_a_finding_opens_with_its_history_its_report_and_last_year() -> None:
    store = Store()
    load(store, whole(figures={NEW: 6}), whole(year=2022, figures={NEW: 5}))
    (first,) = findings(store, Filters(), Worklist(checks=("T3-ROW",))).items
    decide(store, first.finding.fingerprint, "dismissed", "原件如此", "张三")
    load(store, whole(figures={NEW: 7}))
    (item,) = findings(store, Filters(), Worklist(checks=("T3-ROW",))).items
    shown = opened(store, item.finding.fingerprint)
    assert shown is not None
    assert (shown.item, shown.history) == (item, ())
    assert [(d.state, d.note) for d in shown.earlier] == [("dismissed", "原件如此")]
    assert shown.report is not None
    assert shown.report.tables[1].values[NEW] == "7"
    assert shown.last_year[NEW] == "5"
    assert set(shown.last_year) == set(item.finding.cells)
    gone = opened(store, first.finding.fingerprint)
    assert gone is not None
    assert (gone.item.gone_by, gone.item.review, gone.history[0].who) == ("report", "dismissed", "张三")
    assert opened(store, "no such") is None


def test_a_missing_report_opens_without_tables() -> None:
    store = Store()
    agency = Agency(name="某市统计局", region_code="110101", kind="department", level="county")
    with store.transaction():
        load_roster(store, [RosterEntry(agency, expected_from=2022)])
    load(store, whole(agency={"name": NAME, "region_code": "110101"}, year=2022))
    item = next(i for i in all_items(store, Filters()) if i.finding.check == "ROSTER-MISSING")
    shown = opened(store, item.finding.fingerprint)
    assert shown is not None
    assert (shown.report, dict(shown.last_year), shown.item.agency.text) == (None, {}, "某市统计局")


def test_what_was_dismissed_is_not_among_the_first_to_look_at() -> None:
    store = Store()
    load(store, whole(figures={NEW: 6}), whole("某市教育局", figures={NEW: 6}))
    first = gravest(store, Filters(), 1)[0]
    decide(store, first.finding.fingerprint, "dismissed", "核对无误", "张三")
    assert gravest(store, Filters(), 1)[0].agency != first.agency
    assert findings(store, Filters(), Worklist(states=("dismissed",))).items[0].decided_at is not None
    assert datetime.now(UTC).replace(tzinfo=None) >= first.seen_at
