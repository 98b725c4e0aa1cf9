"""From the inbox into the store: a report is in the one or in the other at every moment, and never twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lib.extraction import Place
from lib.loading import committing
from lib.loading.archive import original_of, places_of
from lib.loading.committing import commit
from lib.loading.inbox import Inbox
from lib.reports import Report
from lib.store import RosterEntry, Store
from lib.store.agencies import Agencies
from lib.store.reading import find_report, revisions, stored_reports
from tests.loading.cases import NEW, whole

PLACES = {NEW: Place(1, 5, 10)}


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "home" / "inbox")


def waiting(inbox: Inbox, report: Report, name: str = "a.html") -> tuple[str, Report]:
    """A document in the inbox, and the report that was read from it."""
    content = f"<html>{report.agency.name} {report.year} {report.figures[NEW]}</html>".encode()
    source = {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
    return inbox.add(name, content), Report.model_validate(report.model_dump() | {"source": source})


def documents(inbox: Inbox) -> Path:
    return inbox.folder.parent / "documents"


def test_a_report_goes_in_its_document_is_kept_and_the_item_goes_out(inbox: Inbox) -> None:
    store = Store()
    number, report = waiting(inbox, whole())
    content = inbox.content(number)
    summary = commit(store, inbox, [(number, report)], places={number: PLACES})
    assert (summary.added, summary.revised, summary.problems) == (1, 0, [])
    assert list(stored_reports(store)) == [report]
    assert inbox.items() == []
    kept = original_of(report.source.sha256, documents(inbox))
    assert kept is not None
    assert kept.read_bytes() == content
    assert places_of(report.source.sha256, documents(inbox)) == PLACES


def test_structured_data_leaves_no_document_behind(inbox: Inbox) -> None:
    store, number = Store(), inbox.add("reports.jsonl", b"many")
    summary = commit(store, inbox, [(number, whole()), (number, whole(year=2022))])
    assert summary.added == 2
    assert inbox.items() == []
    assert not documents(inbox).exists()


def test_a_file_that_holds_more_than_was_settled_stays(inbox: Inbox) -> None:
    store, number = Store(), inbox.add("reports.jsonl", b"many")
    commit(store, inbox, [(number, whole())], keep=[number])
    assert [item.id for item in inbox.items()] == [number]
    summary = commit(store, inbox, [(number, whole())])
    assert (summary.added, summary.unchanged) == (0, 1)
    assert inbox.items() == []


def test_what_was_not_taken_in_stays_with_its_reason(inbox: Inbox) -> None:
    store, agencies = Store(), Agencies()
    twins = [{"name": "朝阳区人民政府", "region_code": code} for code in ("110105", "220104")]
    agencies.put([RosterEntry(whole(agency=twin).agency) for twin in twins])
    with store.transaction():
        agencies.write(store)
    unclear = waiting(inbox, whole("朝阳区人民政府"), "unclear.html")
    first = waiting(inbox, whole(), "first.html")
    rival = waiting(inbox, whole(figures={NEW: 6}), "rival.html")
    summary = commit(store, inbox, [unclear, first, rival])
    assert (summary.added, [problem.key for problem in summary.problems]) == (
        1,
        ["loading.ambiguous_agency", "loading.twice"],
    )
    assert summary.problems[1].values["other"] == "rival.html"
    assert [item.id for item in inbox.items()] == [unclear[0], rival[0]]


def test_two_copies_of_a_report_both_go(inbox: Inbox) -> None:
    copies = [waiting(inbox, whole(), name) for name in ("a.html", "b.html")]
    summary = commit(Store(), inbox, copies)
    assert (summary.added, summary.problems, inbox.items()) == (1, [], [])


def test_what_waits_no_more_is_said_and_the_others_go_in(inbox: Inbox) -> None:
    store = Store()
    gone, other = waiting(inbox, whole(year=2022)), waiting(inbox, whole())
    damaged = waiting(inbox, whole(year=2021), "damaged.html")
    inbox.discard(gone[0])
    (inbox.folder / damaged[0] / "content").write_bytes(b"?")
    summary = commit(store, inbox, [gone, damaged, other])
    assert [problem.key for problem in summary.problems] == ["loading.not_waiting", "loading.item_damaged"]
    assert [report.year for report in stored_reports(store)] == [2023]
    assert [item.id for item in inbox.items()] == [damaged[0]]


@pytest.mark.parametrize("step", ["load_reports", "discard"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_crash_at_any_step_loses_nothing_and_doubles_nothing(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, step: str, when: str
) -> None:
    """After every crash, committing again what still waits ends where an undisturbed commit ends."""
    store = Store()
    items = [waiting(inbox, whole(year=year)) for year in (2021, 2022, 2023)]
    home = committing if step == "load_reports" else Inbox
    real: Callable[..., object] = getattr(home, step)

    def crashing(*args: object, **named: object) -> object:
        if when == "after":
            real(*args, **named)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(home, step, crashing)
        with pytest.raises(KeyboardInterrupt):
            commit(store, inbox, items)
    still = {item.id for item in inbox.items()}
    stored = {report.year for report in stored_reports(store)}
    assert all(number in still or report.year in stored for number, report in items)
    commit(store, Inbox(inbox.folder), [item for item in items if item[0] in still])
    assert list(stored_reports(store)) == [report for _, report in items]
    assert [len(revisions(store, "某市财政局", year)) for year in (2021, 2022, 2023)] == [1, 1, 1]
    assert inbox.items() == []
    assert all(original_of(report.source.sha256, documents(inbox)) for _, report in items)


def test_two_people_committing_at_once_lose_nothing(tmp_path: Path) -> None:
    store, inbox = Store(tmp_path / "store.duckdb"), Inbox(tmp_path / "inbox")
    items = [waiting(inbox, whole(f"某市第{n}局", year), f"{n}-{year}.html") for n in range(4) for year in (2022, 2023)]

    def work(n: int) -> int:
        # Everybody commits an own half and, by the same click, what another commits too.
        mine = items[n % 4 * 2 : n % 4 * 2 + 2] + items[:1]
        summary = commit(store, Inbox(inbox.folder), mine)
        assert store.meta("version") is not None
        list(stored_reports(store))
        return summary.added

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(8))) == len(items)
    assert sorted((r.agency.name, r.year) for r in stored_reports(store)) == sorted(
        (report.agency.name, report.year) for _, report in items
    )
    assert all(len(revisions(store, f"某市第{n}局", year)) == 1 for n in range(4) for year in (2022, 2023))
    assert inbox.items() == []
    found = find_report(store, "某市第0局", 2023)
    assert found is not None
    assert found.status == "fine"
    store.close()
