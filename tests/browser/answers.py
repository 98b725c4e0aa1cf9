"""Ten questions of a supervisor answered from the bundled files alone: `python tests/browser/answers.py`.

Nothing of the program is used, so that what stands on its pages can be held against it. Figures are taken as reported; a
blank is None and is not counted as 0. What a government's aggregate of a year contains is not added to it again.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
REPORTS = [json.loads(line) for line in (DATA / "reports.jsonl").read_text("utf-8").splitlines()]
with (DATA / "roster.csv").open(encoding="utf-8-sig", newline="") as opened:
    ROSTER = {row["name"]: row for row in csv.DictReader(opened)}
PINGTAN = "350128"
WHOLE = "平潭综合实验区管理委员会"
# The rows of table 三 under 不予公开, in the order of the form, with the provision each cites.
REFUSED = {
    "ref_state_secret": "条例第十四条",
    "ref_other_law": "条例第十四条",
    "ref_3sec1stab": "条例第十四条",
    "ref_third_party": "条例第十五条、第三十二条",
    "ref_internal": "条例第十六条第一款",
    "ref_process": "条例第十六条第二款",
    "ref_enforcement": "条例第十六条第二款",
    "ref_query": "条例第三十六条第（七）项",
}
# Cells of table 二 in each edition of the form.
ALL_OF_TABLE_2 = {"2019": 22, "2021": 10}
UNABLE = ("una_not_held", "una_must_create", "una_unclear")
NOT_PROCESSED = ("np_petition", "np_repeat", "np_publication", "np_abusive", "np_confirm")


def of(report: dict, key: str) -> int | None:
    return report["figures"].get(key)


def name(report: dict) -> str:
    return report["agency"]["name"]


def region(report: dict) -> str:
    return report["agency"].get("region_code") or ROSTER.get(name(report), {}).get("region_code", "")


def year_of(year: int) -> list[dict]:
    return [report for report in REPORTS if report["year"] == year]


def counted(year: int) -> list[dict]:
    """Reports added up: without those that the aggregate of a region around theirs already contains."""
    wholes = [r for r in year_of(year) if r["scope"] == "government_aggregate"]
    return [r for r in year_of(year) if not any(r is not whole and inside(r, whole) for whole in wholes)]


def inside(report: dict, whole: dict) -> bool:
    """A code that ends in 00 is of the region around: 321322 lies in 321300."""
    code = region(whole)
    while code.endswith("00"):
        code = code[:-2]
    return region(report).startswith(code)


def total(year: int, key: str) -> int:
    return sum(of(report, key) or 0 for report in counted(year))


def rows(report: dict, names: tuple[str, ...] | dict) -> int:
    """What rows of table 三 come to in the column 总计."""
    return sum(of(report, f"requests.{row}.total") or 0 for row in names)


def one(agency: str, year: int) -> dict:
    return next(r for r in year_of(year) if name(r) == agency)


def decided(report: dict) -> tuple[int, int]:
    """Reconsideration: corrected, and decided."""
    upheld, corrected, other = (
        of(report, f"disputes.reconsideration.{x}") or 0 for x in ("upheld", "corrected", "other")
    )
    return corrected, upheld + corrected + other


def peers(report: dict) -> list[dict]:
    """Reports of the same year by agencies of the same kind and level, aggregates with aggregates."""
    same = [
        (r["agency"].get("kind"), r["agency"].get("level"), r["scope"] == "government_aggregate") for r in (report,)
    ]
    return [
        r
        for r in year_of(report["year"])
        if r is not report
        and (r["agency"].get("kind"), r["agency"].get("level"), r["scope"] == "government_aggregate") in same
    ]


def higher_in_reconsideration(year: int) -> dict[str, tuple[int, int]]:
    """Agencies whose correction rate is above that of their peers together: corrected and decided."""
    found = {}
    for report in year_of(year):
        own, others = decided(report), [decided(peer) for peer in peers(report)]
        over, under = (sum(pair[n] for pair in others) for n in (0, 1))
        if own[1] and under and own[0] * under > over * own[1]:
            found[name(report)] = own
    return found


def changes(year: int, inside_region: str) -> dict[str, int]:
    """Requests received by each agency's own report, this year less the last."""
    last = {name(r): of(r, "requests.new.total") for r in year_of(year - 1) if r["scope"] == "own_office"}
    return {
        name(r): of(r, "requests.new.total") - last[name(r)]
        for r in year_of(year)
        if r["scope"] == "own_office" and region(r).startswith(inside_region) and last.get(name(r)) is not None
    }


def missing() -> list[tuple[str, int]]:
    """Agencies and years the roster expects and for which there is no report."""
    years = sorted({r["year"] for r in REPORTS})
    there = {(name(r), r["year"]) for r in REPORTS}
    return [
        (agency, year)
        for agency, row in ROSTER.items()
        if row["expected_from"]
        for year in range(int(row["expected_from"]), int(row["expected_until"] or years[-1]) + 1)
        if year in years and (agency, year) not in there
    ]


def zero_reports() -> list[dict]:
    """Reports whose three tables are there in full and hold nothing but 0 and blanks."""
    return [
        r for r in REPORTS if not any(r["figures"].values()) and cells(r, "proactive") == ALL_OF_TABLE_2[edition(r)]
    ]


def cells(report: dict, table: str) -> int:
    return sum(key.startswith(f"{table}.") for key in report["figures"])


def edition(report: dict) -> str:
    return report["editions"]["proactive"]


def losers(year: int) -> dict[str, tuple[int, ...]]:
    """Agencies with a correction: in reconsideration, in a direct action, after reconsideration; and what they refused,
    could not provide and did not process that year."""
    found = {}
    for report in year_of(year):
        lost = tuple(
            of(report, f"disputes.{g}.corrected") or 0 for g in ("reconsideration", "direct_action", "action_after")
        )
        if any(lost):
            found[name(report)] = (*lost, rows(report, REFUSED), rows(report, UNABLE), rows(report, NOT_PROCESSED))
    return found


def main_ground(agency: str, year: int) -> tuple[int, int, str]:
    """The ground for refusing used most: its count, all refusals, and its provision."""
    counts = {row: of(one(agency, year), f"requests.{row}.total") or 0 for row in REFUSED}
    row = max(counts, key=lambda key: counts[key])
    return counts[row], sum(counts.values()), REFUSED[row]


if __name__ == "__main__":
    print("2024 年新收、办结：", total(2024, "requests.new.total"), total(2024, "requests.result_total.total"))
    print("平潭 2024 年不予公开主要依据：", main_ground(WHOLE, 2024))
    print("2025 年复议纠错率高于同级：", higher_in_reconsideration(2025))
    print("沭阳 2025 年复议纠错：", decided(one("沭阳县人民政府", 2025)))
    print("平潭 2025 年新收变动：", changes(2025, PINGTAN))
    print("缺报：", missing())
    print("被纠正的机关：", losers(2025))
    print("自然人：", total(2025, "requests.new.natural"), total(2025, "requests.new.total"))
    print("2024 年无法提供：", {name(r): rows(r, UNABLE) for r in counted(2024)})
    print("零报告：", [(name(r), r["year"]) for r in zero_reports()])
