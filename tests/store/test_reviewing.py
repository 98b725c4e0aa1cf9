"""Decisions on findings: kept with the figures they were taken on, in a log where an edit shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lib.language import LANGUAGES, UserError, say
from lib.loading import load_reports
from lib.reports import Report
from lib.store import Store
from lib.store.reviewing import (
    MOST_NOTE,
    MOST_WHO,
    Decision,
    decide,
    decision_count,
    decisions,
    earlier_decisions,
    enter,
    log,
    verify_log,
    whole_log,
)
from tests.loading.cases import NEW, whole

NAME = "某市财政局"


def load(store: Store, *found: Report) -> None:
    load_reports(store, [(f"file-{n}", report) for n, report in enumerate(found)])


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store()
    load(opened, whole(figures={NEW: 6}), whole("某市教育局", figures={NEW: 9}))
    yield opened
    opened.close()


def fingerprint(store: Store, agency: str = NAME) -> str:
    (row,) = store.rows(
        """SELECT fingerprint FROM open_finding WHERE agency_code = ? AND "check" = 'T3-ROW'""", [agency]
    )
    return str(row["fingerprint"])


def review(store: Store, which: str) -> list[str]:
    found = store.rows("SELECT review FROM reviewed_finding WHERE fingerprint = ? ORDER BY seen_at", [which])
    return [row["review"] for row in found]


def test_a_finding_is_new_until_somebody_decides(store: Store) -> None:
    which = fingerprint(store)
    assert review(store, which) == ["new"]
    made = decide(store, which, "confirmed", who=" 张 三 ")
    assert (made.seq, made.who, made.agency_code, made.year, made.check) == (1, "张 三", NAME, 2023, "T3-ROW")
    assert review(store, which) == ["confirmed"]
    decide(store, which, "dismissed", "原件如此", "李四")
    decide(store, which, "new", "", "李四")
    assert review(store, which) == ["new"]
    assert [(d.state, d.note, d.who) for d in decisions(store, which)] == [
        ("new", "", "李四"),
        ("dismissed", "原件如此", "李四"),
        ("confirmed", "", "张 三"),
    ]


def test_the_same_decision_pressed_twice_is_entered_once(store: Store) -> None:
    which = fingerprint(store)
    assert decide(store, which, "confirmed", who="张三") == decide(store, which, "confirmed", who="张三")
    assert decision_count(store) == 1
    decide(store, which, "confirmed", "再核一次", "张三")
    decide(store, which, "confirmed", "再核一次", "李四")
    assert decision_count(store) == 3


@pytest.mark.parametrize(
    ("state", "note", "who", "zh"),
    [
        ("dismissed", " ", "张三", "排除疑点须写明理由"),
        ("confirmed", "", " \t", "请填写复核人"),
        ("corrected", "", "张三", "没有“corrected”这种复核结论"),
        ("confirmed", "长" * (MOST_NOTE + 1), "张三", "说明过长，最多 2000 字"),
        ("confirmed", "", "长" * (MOST_WHO + 1), "复核人过长"),
    ],
)
def test_what_is_no_decision_is_refused_in_words(store: Store, state: str, note: str, who: str, zh: str) -> None:
    with pytest.raises(UserError, match=zh) as caught:
        decide(store, fingerprint(store), state, note, who)  # type: ignore[arg-type]
    assert all(say(caught.value.message, lang) for lang in LANGUAGES)
    assert decision_count(store) == 0


def test_nothing_is_decided_of_what_was_never_found(store: Store) -> None:
    with pytest.raises(UserError, match="没有这条疑点"):
        decide(store, "no such", "confirmed", "", "张三")


def test_a_decision_is_kept_with_the_figures_it_was_taken_on(store: Store) -> None:
    which = fingerprint(store)
    decide(store, which, "dismissed", "原件如此", "张三")
    load(store, whole(figures={NEW: 6}), whole(year=2024))
    store.set_meta("rules", "those of another version")
    load_reports(store, [])
    assert review(store, which) == ["dismissed"]
    load(store, whole(figures={NEW: 8}))
    now = fingerprint(store)
    assert now != which
    assert (review(store, now), review(store, which)) == (["new"], ["dismissed"])
    (before,) = earlier_decisions(store, NAME, 2023, "T3-ROW", now)
    assert (before.state, before.note, before.fingerprint) == ("dismissed", "原件如此", which)
    load(store, whole(figures={NEW: 6}))
    assert fingerprint(store) == which
    assert review(store, which) == ["dismissed", "dismissed"]


def test_what_was_confirmed_and_put_right_by_a_new_report_is_corrected(store: Store) -> None:
    which, other = fingerprint(store), fingerprint(store, "某市教育局")
    decide(store, which, "confirmed", who="张三")
    load(store, whole(), whole("某市教育局"))
    assert (review(store, which), review(store, other)) == (["corrected"], ["new"])


def test_the_log_is_whole_as_long_as_nobody_edits_it(store: Store) -> None:
    assert verify_log(store).whole
    which = fingerprint(store)
    for n in range(5):
        decide(store, which, "dismissed", f"第{n}次", "张三")
    checked = verify_log(store)
    assert (checked.whole, checked.entries, checked.head) == (True, 5, whole_log(store)[-1].digest)
    entries, total = log(store, limit=2, offset=1)
    assert ([entry.seq for entry in entries], total) == ([4, 3], 5)


@pytest.mark.parametrize(
    ("edit", "broken_at"),
    [
        ("UPDATE decision SET note = '改过' WHERE seq = 2", 2),
        ("UPDATE decision SET who = '李四' WHERE seq = 4", 4),
        ("UPDATE decision SET decided_at = decided_at - INTERVAL 1 DAY WHERE seq = 1", 1),
        ("DELETE FROM decision WHERE seq = 3", 3),
        ("DELETE FROM decision WHERE seq = 4", 4),
        ("DELETE FROM decision", 1),
    ],
)
def test_an_edit_of_the_log_shows_and_where(store: Store, edit: str, broken_at: int) -> None:
    for n in range(4):
        decide(store, fingerprint(store), "dismissed", f"第{n}次", "张三")
    store.execute(edit)
    checked = verify_log(store)
    assert (checked.whole, checked.broken_at) == (False, broken_at)


def made_elsewhere(store: Store, **changes: object) -> Decision:
    yesterday = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=1)
    plain = Decision(yesterday, "王五", fingerprint(store), NAME, 2023, "T3-ROW", "dismissed", "已电话核实")
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_decisions_from_elsewhere_keep_their_person_and_time_and_enter_once(store: Store) -> None:
    one = made_elsewhere(store)
    assert enter(store, [one, one]) == 1
    assert enter(store, [one]) == 0
    (kept,) = whole_log(store)
    assert (kept.decided_at, kept.who, kept.note) == (one.decided_at, "王五", "已电话核实")
    assert kept.entered_at is not None
    assert kept.entered_at > kept.decided_at
    assert verify_log(store).whole


def test_the_latest_decision_counts_not_the_last_one_entered(store: Store) -> None:
    which = fingerprint(store)
    decide(store, which, "confirmed", who="张三")
    enter(store, [made_elsewhere(store)])
    assert review(store, which) == ["confirmed"]
    assert [d.state for d in decisions(store, which)] == ["confirmed", "dismissed"]


def test_a_decision_from_the_future_or_without_a_reason_enters_nothing(store: Store) -> None:
    good = made_elsewhere(store, note="另一条")
    future = made_elsewhere(store, decided_at=datetime(2999, 1, 1))
    for bad, zh in ((future, "2999-01-01 00:00 尚未到来"), (made_elsewhere(store, note=""), "须写明理由")):
        with pytest.raises(UserError, match=zh):
            enter(store, [good, bad])
    assert decision_count(store) == 0
