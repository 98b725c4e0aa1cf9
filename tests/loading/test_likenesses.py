"""Sketches and likenesses in the store: made once, the same one by one as all at once, gone with their report."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from lib.checks import Thresholds, from_row
from lib.language import Message
from lib.loading import importing, likenesses
from lib.reports import Report
from lib.store import Store
from lib.store.sketches import common_shingles
from tests.checks.frames import report_of
from tests.checks.test_copying import OTHER_TEXT, OWN_TEXT, THIRD_TEXT

REPORTS = [
    ("甲县甲局", 2022, {"一": THIRD_TEXT, "五": OWN_TEXT.replace("三起", "七起")}),
    ("甲县甲局", 2023, {"一": OTHER_TEXT, "五": OWN_TEXT}),
    ("乙县乙局", 2022, {"一": OTHER_TEXT, "五": "无。"}),
    ("乙县乙局", 2023, {"五": THIRD_TEXT}),
    ("丙县丙局", 2023, {}),
]


def _reports() -> list[Report]:
    return [report_of({}, agency=name, year=year, text=text) for name, year, text in REPORTS]


def _load(store: Store, reports: Sequence[Report]) -> None:
    summary = importing.load_reports(store, [(report.agency.name, report) for report in reports])
    assert not summary.problems


def _copies(store: Store) -> set[tuple[str, int, str, Message]]:
    rows = store.rows(
        "SELECT f.*, a.name FROM open_finding f JOIN agency a USING (agency_id) WHERE \"check\" = 'COPY-TEXT'"
    )
    return {(row["name"], row["year"], row["fingerprint"], str(from_row(row).message)) for row in rows}


def test_one_by_one_in_any_order_is_the_same_as_all_at_once() -> None:
    whole = Store()
    _load(whole, _reports())
    found = _copies(whole)
    # 甲's section 五 is last year's, its section 一 that of 乙 the year before; 乙's 五 is 甲's 一, another section.
    assert {(name, year) for name, year, *_ in found} == {("甲县甲局", 2023)}
    assert len(found) == 2
    for order in ((4, 3, 2, 1, 0), (1, 0, 2, 4, 3)):
        bit_by_bit = Store()
        for place in order:
            _load(bit_by_bit, [_reports()[place]])
        assert _copies(bit_by_bit) == found


def test_a_report_is_sketched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    _load(store, _reports()[:3])
    cleaned: list[str] = []

    def counted(text: str, agency: str) -> object:
        cleaned.append(agency)
        return original(text, agency)

    original = likenesses.clean
    monkeypatch.setattr(likenesses, "clean", counted)
    _load(store, _reports())
    assert cleaned == ["乙县乙局"]


def test_a_new_revision_takes_what_was_found_with_it() -> None:
    store = Store()
    _load(store, _reports())
    _load(store, [report_of({}, agency="甲县甲局", year=2023, text={"一": OTHER_TEXT, "五": _alone(1)})])
    ((*_, said),) = _copies(store)
    assert "乙县乙局" in said
    current = "SELECT report_id FROM report WHERE current"
    assert not store.rows(f"SELECT * FROM sketch WHERE report_id NOT IN ({current})")
    assert len(store.rows("SELECT * FROM likeness")) == 1


def test_other_thresholds_compare_anew() -> None:
    store = Store()
    _load(store, _reports())
    half = report_of({}, agency="丙县丙局", year=2022, text={"五": OWN_TEXT[:90]})
    _load(store, [half])
    before = len(_copies(store))
    strict = Thresholds({("COPY-TEXT", "characters"): 200, ("COPY-TEXT", "agency_characters"): 200})
    with store.transaction():
        likenesses.renew_likenesses(store, strict)
    assert not store.rows("SELECT * FROM likeness")
    with store.transaction():
        likenesses.renew_likenesses(store, Thresholds())
    assert len(store.rows("SELECT DISTINCT report_id, section FROM likeness")) == before


def test_what_everybody_writes_is_found_once_there_are_enough_agencies() -> None:
    store = Store()
    formula = "全年没有发生因公开不当引起的舆情也没有收到群众对公开工作的投诉举报和批评意见同时各项工作平稳有序开展。"
    store.set_meta("thresholds", "[COPY-TEXT]\nagencies = 20\n")
    reports = [
        report_of({}, agency=f"{chr(0x4E00 + 7 * n)}{chr(0x5E00 + n)}局", year=2023, text={"五": _alone(n) + formula})
        for n in range(24)
    ]
    _load(store, reports[:15])
    assert not len(common_shingles(store))
    _load(store, reports)
    assert len(common_shingles(store))
    assert not _copies(store)


def _alone(number: int) -> str:
    """A text nobody else has."""
    return "".join(chr(0x4E00 + (number * 977 + 131 * place) % 20_000) for place in range(70)) + "。"
