"""Reports into the store: all or nothing, safe to repeat, one current report for an agency and year."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lib.loading import Summary, load_reports
from lib.reports import Report
from lib.store import Filters, Store
from lib.store.reading import find_report, finding_rows, findings_of, reports, verdict_of
from tests.loading.cases import NEW, everything, whole

NAME = "某市财政局"
WRONG = {NEW: 6}


def load(store: Store, *found: Report) -> Summary:
    return load_reports(store, [(f"file-{n}", report) for n, report in enumerate(found)])


def counts(summary: Summary) -> tuple[int, int, int, int]:
    return summary.added, summary.revised, summary.unchanged, len(summary.problems)


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store()
    load(opened, whole(), whole(year=2022), whole("某市教育局"))
    yield opened
    opened.close()


def test_reports_are_taken_in_judged_and_summed() -> None:
    store = Store()
    summary = load(store, whole(figures=WRONG), whole(year=2022))
    assert counts(summary) == (2, 0, 0, 0)
    assert summary.changed
    assert store.meta("version") == "1"
    assert [(row["check"], row["year"]) for row in finding_rows(store, Filters())] == [("T3-ROW", 2023)]
    assert reports(store, Filters(), [NEW])[["year", "status", "doubtful", NEW]].values.tolist() == [
        [2022, "fine", False, 5],
        [2023, "error", True, 6],
    ]
    assert store.rows("SELECT sum(reports) AS n FROM sums WHERE width = 0") == [{"n": 2}]


def test_repeating_a_load_changes_nothing(store: Store) -> None:
    before = everything(store)
    assert counts(load(store, whole(), whole(year=2022), whole("某市教育局"))) == (0, 0, 3, 0)
    assert everything(store) == before


def test_the_same_report_from_another_file_changes_nothing(store: Store) -> None:
    before = everything(store)
    same = whole(source={"url": "https://example.org", "file": "copy.html"})
    assert counts(load(store, same)) == (0, 0, 1, 0)
    assert everything(store) == before


def test_other_content_is_a_revision_and_judged_anew(store: Store) -> None:
    load(store, whole(figures=WRONG))
    wrong = find_report(store, NAME, 2023)
    assert wrong is not None
    assert [row["check"] for row in findings_of(store, wrong.report_id)] == ["T3-ROW", "REVISED"]
    version = store.meta("version")

    assert counts(load(store, whole())) == (0, 1, 0, 0)
    right = find_report(store, NAME, 2023)
    assert right is not None
    assert (right.revision, right.status) == (3, "warning")
    assert [row["check"] for row in findings_of(store, right.report_id)] == ["REVISED"]
    assert findings_of(store, wrong.report_id) == []
    assert verdict_of(store, wrong.report_id) is None
    kept = find_report(store, NAME, 2023, revision=2)
    assert kept is not None
    assert kept.report.figures[NEW] == 6
    assert int(store.meta("version") or 0) == int(version or 0) + 1


def test_a_revision_judges_the_year_after_it_too(store: Store) -> None:
    """carry_out(2022) = 3 contradicts carry_in(2023) = 0."""
    carried = {f"requests.{row}.{who}": 8 for row in ("new",) for who in ("natural", "total")}
    carried |= {f"requests.carry_out.{who}": 3 for who in ("natural", "total")}
    load(store, whole(year=2022, figures=carried))
    revised = {("REVISED", 2022)}
    assert {(row["check"], row["year"]) for row in finding_rows(store, Filters())} == {("YEAR-CARRY", 2023), *revised}
    load(store, whole(year=2022))
    assert {(row["check"], row["year"]) for row in finding_rows(store, Filters())} == revised


def test_a_load_that_breaks_off_leaves_everything_as_it_was(store: Store) -> None:
    before = everything(store)

    def breaking_off() -> Iterator[tuple[str, Report]]:
        yield "new", whole("某市水利局")
        yield "revised", whole(figures=WRONG)
        raise OSError("the drive is gone")

    with pytest.raises(OSError, match="the drive is gone"):
        load_reports(store, breaking_off())
    assert everything(store) == before


@pytest.mark.parametrize("stage", ["read", "written", "judged"])
def test_a_load_stopped_at_any_stage_leaves_everything_as_it_was(store: Store, stage: str) -> None:
    before = everything(store)

    def stop(reached: str, done: int, total: int) -> None:
        if reached == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_reports(store, [("new", whole("某市水利局")), ("revised", whole(figures=WRONG))], stop)
    assert everything(store) == before
    assert counts(load(store, whole("某市水利局"), whole(figures=WRONG))) == (1, 1, 0, 0)


def test_two_different_reports_for_one_year_keep_the_first_and_say_so() -> None:
    store = Store()
    summary = load(store, whole(), whole(figures={NEW: 5, "requests.new.natural": 4, "requests.new.other": 1}))
    assert counts(summary) == (1, 0, 0, 1)
    found = find_report(store, NAME, 2023)
    assert found is not None
    assert found.report.figures["requests.new.natural"] == 5
    assert found.report.notes == ("duplicate:2",)
    assert [row["check"] for row in finding_rows(store, Filters())] == ["STRUCT-DUPLICATE"]
    values = summary.problems[0].values
    assert (values["kept"], values["other"], values["year"]) == ("file-0", "file-1", 2023)


def test_two_different_reports_taken_in_again_change_nothing() -> None:
    store, rivals = Store(), (whole(), whole(figures=WRONG))
    load(store, *rivals)
    before = everything(store)
    assert counts(load(store, *rivals)) == (0, 0, 1, 1)
    assert everything(store) == before
    assert counts(load(store, whole())) == (0, 1, 0, 0)
    assert finding_rows(store, Filters()) == []


def test_a_copy_of_a_report_is_no_second_report() -> None:
    store = Store()
    assert counts(load(store, whole(), whole(source={"file": "copy.html"}))) == (1, 0, 0, 0)
    assert finding_rows(store, Filters()) == []


def test_a_copy_beside_a_rival_is_told_once() -> None:
    store = Store()
    rival = whole(figures=WRONG)
    summary = load(store, whole(), rival, whole(), rival)
    assert counts(summary) == (1, 0, 0, 1)
    found = find_report(store, NAME, 2023)
    assert found is not None
    assert found.report.notes == ("duplicate:1",)


def test_a_name_that_two_agencies_bear_is_not_guessed() -> None:
    store = Store()
    load(store, *(whole(agency={"name": "朝阳区人民政府", "region_code": code}) for code in ("110105", "220104")))
    summary = load(store, whole("朝阳区人民政府"), whole("某县人民政府"))
    assert counts(summary) == (1, 0, 0, 1)
    assert summary.problems[0].key == "loading.ambiguous_agency"
    assert summary.problems[0].values["origin"] == "file-0"
    assert len(store.rows("SELECT * FROM report WHERE revision > 1")) == 0


def test_nothing_to_take_in_makes_a_store_that_can_be_asked() -> None:
    store = Store()
    assert counts(load(store)) == (0, 0, 0, 0)
    assert reports(store, Filters(), ["num.received"]).empty


def test_rules_that_changed_judge_everything_anew(store: Store) -> None:
    version = int(store.meta("version") or 0)
    before = everything(store)
    store.execute("DELETE FROM measure")
    store.execute("UPDATE finding SET severity = 'error'")
    store.set_meta("rules", "those of another version")
    load(store)
    assert int(store.meta("version") or 0) == version + 1
    after = everything(store)
    assert {name: rows for name, rows in after.items() if name != "meta"} == {
        name: rows for name, rows in before.items() if name != "meta"
    }


def test_progress_is_told_stage_by_stage() -> None:
    seen: list[tuple[str, int, int]] = []
    load_reports(Store(), [("one", whole())], lambda *told: seen.append(told))
    assert seen == [("read", 1, 1), ("written", 1, 1), ("judged", 1, 1)]


SHA256 = "0" * 64
BY_HAND = {
    "a figure": {"corrections": {NEW: {"read": 6, "note": "看错", "corrected_on": "2026-03-01"}}},
    "the year": {"year": 2023, "notes": ["read_as:year 2022"]},
    "a look": {"notes": ["ocr:", "compared:2026-03-01"]},
    "a remark": {"notes": ["remark:代填"]},
}


@pytest.mark.parametrize("what", BY_HAND)
def test_a_document_read_again_does_not_undo_what_a_person_put_right(what: str) -> None:
    store = Store()
    year = 2022 if what == "the year" else 2023
    machine = whole(year=year, figures=WRONG, source={"file": "a.html", "sha256": SHA256})
    load(store, machine)
    by_hand = whole(**BY_HAND[what], source={"file": "a.html", "sha256": SHA256})
    load(store, by_hand)
    before = everything(store)
    assert counts(load(store, machine)) == (0, 0, 1, 0)
    assert everything(store) == before
    assert counts(load(store, by_hand)) == (0, 0, 1, 0)
    assert load(store, whole(year=year, figures={NEW: 7}, source={"sha256": "1" * 64})).revised == 1


def test_a_person_may_overrule_what_a_person_put_right() -> None:
    store = Store()
    machine = whole(figures=WRONG, source={"sha256": SHA256})
    load(store, whole(**BY_HAND["a figure"], source={"sha256": SHA256}))
    assert load_reports(store, [("a", machine)], overrule=True).revised == 1
    # Nothing is settled by hand any more, so that the machine may read it again.
    assert load(store, whole(source={"sha256": SHA256})).revised == 1
