"""What the store tells the checks of an agency's name, and of a report that was published again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lib.checks import from_row, say_finding
from lib.loading import load_reports
from lib.loading.roster import load_roster
from lib.reports import Agency, Correction, Report
from lib.store import RosterEntry, Store
from tests.checks.frames import report_of

NOW, BEFORE = "某市生态环境局", "某市环境保护局"
NEW = "requests.new.total"


def pending(row: str, count: int) -> dict[str, int]:
    return {f"requests.{row}.natural": count, f"requests.{row}.total": count}


def chain(store: Store) -> list[str]:
    rows = store.rows("SELECT severity FROM finding WHERE gone_at IS NULL AND \"check\" = 'YEAR-CARRY'")
    return [row["severity"] for row in rows]


@pytest.mark.parametrize(
    ("name", "scope", "severity"),
    [
        (NOW, "own_office", "error"),
        (BEFORE, "own_office", "warning"),
        (NOW, "government_aggregate", "warning"),
        # A short name is no other name.
        ("某市生态环境局（本级）", "own_office", "error"),
    ],
)
def test_a_broken_chain_needs_an_explanation_only_where_the_agency_became_another(
    name: str, scope: str, severity: str
) -> None:
    store = Store()
    with store.transaction():
        load_roster(store, [RosterEntry(Agency(name=NOW), past_names=(BEFORE, "某市生态环境局（本级）"))])
    before = report_of({**pending("new", 4), **pending("carry_out", 4)}, agency=name, year=2022, scope=scope)
    after = report_of({}, agency=NOW, year=2023, scope="own_office")
    load_reports(store, [("1", before), ("2", after)])
    assert chain(store) == [severity]


def revisions(*given: tuple[int, dict[str, Any]]) -> list[str]:
    """What REVISED says once reports with so many requests have come in one after the other."""
    store = Store()
    for count, more in given:
        report = report_of({**pending("new", count), **pending("carry_out", count)})
        load_reports(store, [("one", Report.model_validate({**report.model_dump(), **more}))], overrule=True)
    rows = store.rows("SELECT * FROM finding WHERE gone_at IS NULL AND \"check\" = 'REVISED'")
    return [say_finding(from_row(row), "zh") for row in rows]


def document(letter: str) -> dict[str, Any]:
    return {"source": {"file": f"{letter}.html", "sha256": letter * 64}}


def corrected(count: int) -> dict[str, Any]:
    return {"corrections": {NEW: Correction(read=count, note="看错", corrected_on=date(2024, 5, 1)).model_dump()}}


def test_another_document_with_other_figures_is_a_revision() -> None:
    (said,) = revisions((4, document("a")), (5, document("b")))
    assert "由 4 改为 5" in said
    assert revisions((4, document("a")), (4, document("b"))) == []


def test_a_correction_of_what_was_read_is_not_the_agencys() -> None:
    assert revisions((4, document("a")), (5, {**document("a"), **corrected(4)})) == []
    assert revisions((4, {}), (5, corrected(4))) == []


def test_a_revision_stays_one_when_its_reading_is_corrected() -> None:
    (said,) = revisions((4, document("a")), (5, document("b")), (6, {**document("b"), **corrected(5)}))
    assert "由 4 改为 6" in said
