"""The published reports: every sum that is known to fail is found, and nothing else of the kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lib.checks import EQUATION_IDS, Finding, Judgement, Verdict, judge
from lib.forms import load_forms
from tests.checks.frames import batch_of
from tests.transcribed import to_report, transcriptions

COLUMNS = {column.label.zh: column.key for column in load_forms()["2021"].tables["requests"].columns}
ROWS = {
    words: row.key
    for form in load_forms().values()
    for row in form.tables["requests"].rows
    for words in (row.label.zh, *row.variants)
}
GROUPS = {"复议": "reconsideration", "直接起诉": "direct_action", "复议后起诉": "action_after"}
DOCUMENTS = {"规章": "rules", "行政规范性文件": "normative_docs"}
PATTERNS = (
    (r"(.+)列：各项之和", lambda name: f"T3-SUM/{COLUMNS[name]}"),
    (r"(.+)列：\d+\+\d+≠", lambda name: f"T3-FLOW/{COLUMNS[name]}"),
    (r"“(.+)”行：", lambda name: f"T3-ROW/{ROWS[name]}"),
    (r"表四(.+)：", lambda name: f"T4-SUM/{GROUPS[name]}"),
    (r"表二(.+)：有效\d+＜", lambda name: f"YEAR-STOCK-BOUND/{DOCUMENTS[name]}.in_force"),
    (r"跨年结转()：", lambda _: "YEAR-CARRY/total"),
    (r"跨年(.+)：", lambda name: f"YEAR-STOCK/{DOCUMENTS[name]}"),
)


# The transcriber split the run-together 1129 of this report as 11|2|9 by its prose and drew no conclusion across years
# from it; taken as transcribed, 6 + 11 − 2 = 15 ≠ 9.
BEYOND_THE_LIST = {"039": {"YEAR-STOCK/normative_docs"}}


@pytest.fixture(scope="module")
def known(shared_reports: Path) -> list[dict[str, object]]:
    """The whole reports, and the partial ones that stand beside them in time."""
    agencies = {item["agency"] for item in transcriptions() if item["whole"]}
    return [item for item in transcriptions() if item["agency"] in agencies]


@pytest.fixture(scope="module")
def judgement(known: list[dict[str, object]]) -> Judgement:
    return judge(batch_of([to_report(item) for item in known]))


def test_exactly_the_known_failures_are_found(known: list[dict[str, object]], judgement: Judgement) -> None:
    broken = judgement.verdicts == Verdict.BROKEN.code
    for place, item in enumerate(known):
        found = {EQUATION_IDS[row] for row in broken[:, place].nonzero()[0]}
        expected = {_equation(text) for text in _failures(item)} | BEYOND_THE_LIST.get(str(item["id"]), set())
        assert found == expected, item["id"]


def test_every_broken_equation_stands_in_exactly_one_finding(judgement: Judgement) -> None:
    told = [(finding.report_id, broken.equation) for finding in judgement.findings for broken in finding.equations]
    broken = zip(*(judgement.verdicts == Verdict.BROKEN.code).nonzero(), strict=True)
    assert sorted(told) == sorted((int(report), EQUATION_IDS[row]) for row, report in broken)


def test_the_likely_causes(known: list[dict[str, object]], judgement: Judgement) -> None:
    places = {str(item["id"]): place for place, item in enumerate(known)}
    causes = {
        number: [(f.cause.kind if f.cause else None) for f in _sums(judgement, places[number])]
        for number in ("001", "020", "039", "049", "052", "053", "219", "221", "239", "241")
    }
    assert causes == {
        "001": ["CELL", "CELL"],
        "020": ["MINIMAL"],
        "039": ["TOTAL"],
        "049": ["CELL"],
        "052": [None],
        "053": ["TOTAL"],
        "219": ["TOTAL"],
        "221": ["MINIMAL"],
        "239": ["MOVED"],
        "241": ["MOVED"],
    }


def test_the_swapped_totals_of_241_explain_the_broken_carry_over_too(
    known: list[dict[str, object]], judgement: Judgement
) -> None:
    place = next(place for place, item in enumerate(known) if item["id"] == "241")
    (finding,) = _sums(judgement, place)
    assert finding.cause is not None
    assert [(repair.key, repair.reported, repair.suggested) for repair in finding.cause.cells] == [
        ("requests.new.total", 0, 7),
        ("requests.carry_in.total", 7, 0),
    ]
    assert [broken.equation for broken in finding.equations][-1] == "YEAR-CARRY/total"
    assert not [f for f in judgement.findings if f.report_id == place and f.check == "YEAR-CARRY"]


def _sums(judgement: Judgement, place: int) -> list[Finding]:
    return [f for f in judgement.findings if f.report_id == place and f.check.startswith(("T3-", "T4-"))]


def _failures(item: dict[str, object]) -> list[str]:
    return [*item["checks_failed"], *item["cross_year_failed"]]  # type: ignore[misc]


def _equation(text: str) -> str:
    for pattern, name in PATTERNS:
        if match := re.match(pattern, text):
            return str(name(match[1]))
    raise ValueError(text)
