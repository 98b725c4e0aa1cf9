"""Every indicator of every bundled report, computed once more from the file itself in the notation of the catalogue.

R01 … R25, c7: rows of table 三 in the total column; A, B, C 1…5: reconsideration, direct action, action after it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lib.indicators import indicators, measure_columns
from lib.loading import prepare
from lib.store import Filters, Store
from lib.store.reading import reports

DATA = Path(__file__).parents[2] / "data" / "reports.jsonl"
REPORT_FACTS = {"coverage", "on_time_rate", "consistency_rate", "checkable_rate", "zero_report_rate"}
ROWS = (
    "new", "carry_in", "granted", "partial", "ref_state_secret", "ref_other_law", "ref_3sec1stab", "ref_third_party",
    "ref_internal", "ref_process", "ref_enforcement", "ref_query", "una_not_held", "una_must_create", "una_unclear",
    "np_petition", "np_repeat", "np_publication", "np_abusive", "np_confirm", "oth_no_correction", "oth_fee_unpaid",
    "oth_other", "result_total", "carry_out",
)  # fmt: skip
Pair = tuple[int | None, int | None]


class Cells:
    """The cells of one report by their numbers; a cell that is not stated makes every sum with it unknown."""

    def __init__(self, item: dict[str, Any]) -> None:
        self.figures = item["figures"]
        self.edition = item["editions"].get("requests")

    def r(self, *numbers: int) -> int | None:
        """Σ of rows of table 三 in c7; the three rows of 其他处理 are one in the 2019 edition."""
        keys = [f"requests.{ROWS[n - 1]}.total" for n in numbers]
        if self.edition == "2019" and set(numbers) >= {21, 22, 23}:
            keys = [key for key in keys if ".oth_" not in key] + ["requests.oth_single.total"]
        return self.sum(keys)

    def d(self, *cells: str) -> int | None:
        groups = {"A": "reconsideration", "B": "direct_action", "C": "action_after"}
        results = ("upheld", "corrected", "other", "pending", "total")
        return self.sum([f"disputes.{groups[cell[0]]}.{results[int(cell[1]) - 1]}" for cell in cells])

    def sum(self, keys: list[str]) -> int | None:
        values = [self.figures.get(key) for key in keys]
        return None if None in values else sum(values)


def less(whole: int | None, *parts: int | None) -> int | None:
    return None if whole is None or None in parts else whole - sum(part or 0 for part in parts)


def span(first: int, last: int) -> list[int]:
    return list(range(first, last + 1))


FORMULAS: dict[str, Callable[[Cells], Pair]] = {
    "received": lambda x: (x.r(1), None),
    "workload": lambda x: (x.r(1, 2), None),
    "completed": lambda x: (x.r(24), None),
    "completion_rate": lambda x: (x.r(24), x.r(1, 2)),
    "carry_over_rate": lambda x: (x.r(25), x.r(1, 2)),
    "granted_rate": lambda x: (x.r(3), x.r(24)),
    "partial_rate": lambda x: (x.r(4), x.r(24)),
    "disclosure_rate": lambda x: (x.r(3, 4), x.r(24)),
    "answerable_disclosure_rate": lambda x: (x.r(3, 4), less(x.r(24), x.r(13), x.r(*span(16, 20)))),
    "refused_share": lambda x: (x.r(*span(5, 12)), x.r(24)),
    "unable_share": lambda x: (x.r(*span(13, 15)), x.r(24)),
    "not_processed_share": lambda x: (x.r(*span(16, 20)), x.r(24)),
    "other_share": lambda x: (x.r(*span(21, 23)), x.r(24)),
    "not_held_share": lambda x: (x.r(13), x.r(*span(13, 15))),
    "petition_share": lambda x: (x.r(16), x.r(24)),
    "repeat_abusive_share": lambda x: (x.r(17, 19), x.r(24)),
    "catch_all_share": lambda x: (x.r(23), x.r(24)),
    **{
        f"applicant_{who}": lambda x, who=who: (x.sum([f"requests.new.{who}"]), x.r(1))  # type: ignore[misc]
        for who in ("natural", "commercial", "research", "welfare", "legal", "other")
    },
    "reconsideration_rate": lambda x: (x.d("A5"), x.r(24)),
    "direct_action_rate": lambda x: (x.d("B5"), x.r(24)),
    "dispute_rate": lambda x: (x.d("A5", "B5"), x.r(24)),
    "action_after_rate": lambda x: (x.d("C5"), x.d("A1", "A2", "A3")),
    "reconsideration_correction_rate": lambda x: (x.d("A2"), x.d("A1", "A2", "A3")),
    "litigation_correction_rate": lambda x: (x.d("B2", "C2"), x.d("B1", "B2", "B3", "C1", "C2", "C3")),
    "reconsideration_decided_share": lambda x: (x.d("A1", "A2", "A3"), x.d("A5")),
    "direct_action_decided_share": lambda x: (x.d("B1", "B2", "B3"), x.d("B5")),
    "action_after_decided_share": lambda x: (x.d("C1", "C2", "C3"), x.d("C5")),
}


@cache
def bundled() -> dict[tuple[str, int], dict[str, Any]]:
    items = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    return {(item["agency"]["name"], item["year"]): item for item in items}


@cache
def measured() -> dict[tuple[str, int], dict[str, Any]]:
    store = Store()
    prepare(store)
    frame = reports(store, Filters(), measure_columns(), every_report=True)
    return {(row["agency_name"], row["year"]): row for row in frame.to_dict("records")}


def known(value: float) -> int | None:
    return None if value != value else int(value)


def test_every_indicator_has_its_formula_here() -> None:
    across_years = {key for key, indicator in indicators().items() if indicator.unit in ("change", "years")}
    assert across_years == {"received_change", "zero_streak"}
    assert {*FORMULAS, *REPORT_FACTS} | across_years == set(indicators())


@pytest.mark.parametrize("key", FORMULAS)
def test_an_indicator_is_that_of_its_formula_in_every_report(key: str) -> None:
    assert bundled().keys() == measured().keys()
    unit = indicators()[key].unit
    for place, item in bundled().items():
        numerator, denominator = FORMULAS[key](Cells(item))
        found = measured()[place]
        if unit == "count":
            assert known(found[f"num.{key}"]) == numerator, place
            continue
        both = None not in (numerator, denominator)
        pair = (known(found[f"num.{key}"]), known(found[f"den.{key}"]))
        assert pair == ((numerator, denominator) if both else (None, None)), place


def test_figures_worked_out_by_hand() -> None:
    """宿迁市 2023 as published: 3511 new + 96 carried in = 3607; 1512 of … granted; reconsideration and its result."""
    item = bundled()["宿迁市人民政府", 2023]
    figures, row = item["figures"], measured()["宿迁市人民政府", 2023]
    assert (figures["requests.new.total"], figures["requests.carry_in.total"]) == (3511, 96)
    assert row["num.received"] == 3511
    assert row["num.workload"] == 3607
    assert row["den.completion_rate"] == 3607
    assert row["num.completion_rate"] + figures["requests.carry_out.total"] == 3607


def test_the_six_shares_make_one_whole_where_the_report_adds_up() -> None:
    names = ("granted_rate", "partial_rate", "refused_share", "unable_share", "not_processed_share", "other_share")
    whole = 0
    for place, row in measured().items():
        parts = [known(row[f"num.{name}"]) for name in names]
        total = known(row["num.completed"])
        if None in (*parts, total):
            continue
        broken = row["num.consistency_rate"] < row["den.consistency_rate"]
        assert broken or sum(part or 0 for part in parts) == total, place
        whole += not broken
    assert whole > 60


def test_the_catch_all_row_is_only_known_where_the_edition_has_it() -> None:
    older = [row for place, row in measured().items() if bundled()[place]["editions"].get("requests") == "2019"]
    assert {known(row["num.catch_all_share"]) for row in older} == {None}
    assert sum(known(row["num.other_share"]) is not None for row in older) > 20
