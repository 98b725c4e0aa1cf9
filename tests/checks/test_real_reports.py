"""The published reports: every sum that is known to fail is found, and nothing else of the kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lib.checks import EQUATION_IDS, Batch, Finding, Judgement, Verdict, judge
from lib.checks.sums import equation_places
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

# The cause of every fault in the sums, as compared with the documents.
CAUSES = {
    "001": ["CELL", "CELL"],
    "020": ["MINIMAL"],
    "027": ["CELL"],
    "036": ["MINIMAL"],
    "039": ["TOTAL"],
    "049": ["CELL"],
    "050": ["TOTAL"],
    "052": ["TOTAL"],
    "053": ["TOTAL"],
    "210": ["MINIMAL"],
    "211": ["TOTAL", "CELL"],
    "219": ["TOTAL"],
    "221": ["MINIMAL"],
    "239": ["MOVED"],
    "241": ["MOVED"],
    "242": ["TOTAL"],
    "243": ["TOTAL"],
    "261": ["TOTAL"],
    "267": ["CELL"],
}


@pytest.fixture(scope="module")
def known(shared_reports: Path) -> list[dict[str, object]]:
    """The whole reports, and the partial ones that stand beside them in time."""
    agencies = {item["agency"] for item in transcriptions() if item["whole"]}
    return [item for item in transcriptions() if item["agency"] in agencies]


@pytest.fixture(scope="module")
def batch(known: list[dict[str, object]]) -> Batch:
    return batch_of([to_report(item) for item in known])


@pytest.fixture(scope="module")
def judgement(batch: Batch) -> Judgement:
    return judge(batch)


def test_exactly_the_known_failures_are_found(known: list[dict[str, object]], judgement: Judgement) -> None:
    broken = judgement.verdicts == Verdict.BROKEN.code
    for place, item in enumerate(known):
        found = {EQUATION_IDS[row] for row in broken[:, place].nonzero()[0]}
        expected = {_equation(text) for text in _failures(item)} | BEYOND_THE_LIST.get(str(item["id"]), set())
        assert found == expected, item["id"]


def test_every_broken_equation_stands_in_exactly_one_finding(batch: Batch, judgement: Judgement) -> None:
    told = [
        place
        for finding in judgement.findings
        if isinstance(finding.report_id, int)
        for place in equation_places(batch, finding.report_id, finding)
        if place[1] in EQUATION_IDS
    ]
    broken = zip(*(judgement.verdicts == Verdict.BROKEN.code).nonzero(), strict=True)
    assert sorted(told) == sorted((int(report), EQUATION_IDS[row]) for row, report in broken)


def test_the_likely_causes(known: list[dict[str, object]], judgement: Judgement) -> None:
    places = {str(item["id"]): place for place, item in enumerate(known)}
    causes = {
        number: [(f.cause.kind if f.cause else None) for f in _sums(judgement, places[number])] for number in CAUSES
    }
    assert causes == CAUSES


def test_a_column_of_totals_left_out_beside_a_wrong_part_is_one_cause(
    known: list[dict[str, object]], judgement: Judgement
) -> None:
    (finding,) = _sums(judgement, next(place for place, item in enumerate(known) if item["id"] == "052"))
    assert finding.cause is not None
    suggested = {repair.key: (repair.reported, repair.suggested) for repair in finding.cause.cells}
    parts = [key for key in suggested if not key.endswith(".total")]
    assert len(parts) == 1
    assert parts[0].endswith(".natural")
    assert suggested["requests.new.total"] == (0, 6)
    assert suggested["requests.result_total.total"] == (0, 6)
    assert all(reported == 0 for key, (reported, _) in suggested.items() if key not in parts)


def test_figures_left_from_last_year_are_told_as_such(known: list[dict[str, object]], judgement: Judgement) -> None:
    (finding,) = _sums(judgement, next(place for place, item in enumerate(known) if item["id"] == "221"))
    assert finding.cause is not None
    assert finding.cause.clues[0].kind == "STALE"
    assert {repair.key.rpartition(".")[0] for repair in finding.cause.cells} == {"requests.una_not_held"}


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
