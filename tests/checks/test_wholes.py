"""A government's aggregate report against those of its parts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from lib.checks import Beside, Crowd, Finding, judge_crowd, say_finding
from lib.reports import Report
from tests.checks.frames import crowd_of, report_of

NEW, OUT = "requests.new.total", "requests.carry_out.total"
WHOLE = "示例县人民政府"


def report(name: str, figures: dict[str, Any], **agency: Any) -> Report:
    made = report_of(figures, agency=name, scope=agency.pop("scope", "own_office"))
    place = {"name": name, "level": "county", "kind": "department", "parent": WHOLE, **agency}
    return Report.model_validate({**made.model_dump(), "agency": place})


def whole(figures: dict[str, Any], **agency: Any) -> Report:
    more = {"scope": "government_aggregate", "kind": "government", "parent": None, **agency}
    return report(WHOLE, figures, **more)


def parts(*received: int | None) -> list[Report]:
    """The government's office, a department, a township, and further departments."""
    kinds = [{"kind": "office"}, {}, {"kind": "township", "level": "township"}]
    return [
        report(f"第{n}局", {NEW: count}, **(kinds[n] if n < len(kinds) else {})) for n, count in enumerate(received)
    ]


def crowd(*reports: Report, since: int | None = 2019, absent: tuple[Report, ...] = ()) -> Crowd:
    """These reports, on a roster that expects everybody from a year on; `absent` did not report."""
    made = crowd_of([*reports, *absent])
    present = made.reports[made.reports["name"].isin([one.agency.name for one in reports])]
    return replace(
        made, reports=present, roster=made.roster.assign(expected_from=pd.array([since] * len(made.roster), "Int32"))
    )


def found(made: Crowd) -> list[Finding]:
    return [finding for finding in judge_crowd(made) if finding.check == "SUM-CHILDREN"]


def test_no_part_is_greater_than_the_whole() -> None:
    (finding,) = found(crowd(whole({NEW: 9, OUT: 1}), *parts(2, 10), since=None))
    assert finding.cells == (NEW,)
    assert finding.beside == (Beside(2, 2023),)
    assert finding.impact == 1
    assert "第1局报告 10，汇总报告只有 9" in say_finding(finding, "zh")


def test_nor_are_all_parts_together() -> None:
    (finding,) = found(crowd(whole({NEW: 9}), *parts(5, 6), since=None))
    assert "2 家机关之和为 11，汇总报告只有 9" in say_finding(finding, "zh")
    assert finding.beside == (Beside(1, 2023), Beside(2, 2023))


def test_less_than_the_whole_is_told_only_where_the_roster_is_complete() -> None:
    complete = whole({NEW: 30}), *parts(5, 6, 7)
    (finding,) = found(crowd(*complete))
    assert "均已报送，之和为 18，汇总报告为 30" in say_finding(finding, "zh")
    assert found(crowd(whole({NEW: 18}), *parts(5, 6, 7))) == []
    assert found(crowd(*complete, since=None)) == []
    assert found(crowd(*complete, since=2024)) == []
    assert found(crowd(*complete, absent=(report("缺报局", {NEW: 1}),))) == []


def test_a_roster_without_the_own_office_or_without_a_lower_level_is_not_complete() -> None:
    office, department, township = parts(5, 6, 7)
    for left in ((department, township), (office, department)):
        assert found(crowd(whole({NEW: 30}), *left)) == []


def test_a_part_that_states_no_number_leaves_the_sum_open() -> None:
    assert found(crowd(whole({NEW: 30}), *parts(5, None, 7))) == []
    assert len(found(crowd(whole({NEW: 3}), *parts(5, None, 7)))) == 1


def test_only_an_aggregate_is_a_whole() -> None:
    for scope in ("own_office", "unknown"):
        assert found(crowd(whole({NEW: 1}, scope=scope), *parts(5, 6, 7))) == []


def test_a_parent_goes_by_its_past_names_and_its_region() -> None:
    made = crowd(
        whole({NEW: 1}, region_code="110101"), report("甲局", {NEW: 5}, parent="旧名县人民政府", region_code="110101")
    )
    assert found(made) == []
    past = [["旧名县人民政府"] if name == WHOLE else [] for name in made.roster["name"]]
    renamed = replace(made, roster=made.roster.assign(past_names=past))
    assert len(found(renamed)) == 1
    elsewhere = renamed.roster.assign(region=["110101", "220101"])
    assert found(replace(renamed, roster=elsewhere)) == []


def test_many_cells_that_do_not_agree_are_one_finding() -> None:
    rows = ("new", "carry_in", "granted", "result_total", "carry_out")
    (finding,) = found(crowd(whole({}), report("甲局", {f"requests.{row}.total": 3 for row in rows})))
    assert len(finding.cells) == len(rows)
    assert "共有 5 格不符" in say_finding(finding, "zh")
