"""Findings for programs and for the store."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.checks import Finding, finding_to_dict, from_row, judge, load_catalogue, to_row
from lib.language import LANGUAGES
from tests.checks.consistent import consistent_figures
from tests.checks.frames import batch_of, report_of, scene
from tests.transcribed import bundled_reports

WRONG = {
    "requests.new.natural": 5,
    "requests.new.total": 50,
    "requests.granted.natural": 5,
    "requests.granted.total": 5,
}
DONE = {"requests.result_total.natural": 5, "requests.result_total.total": 5}


def one_finding() -> Finding:
    report = report_of({**WRONG, **DONE}, agency="甲局")
    return next(f for f in judge(batch_of([report])).findings if f.check == "T3-ROW")


def test_a_finding_in_json_has_the_shape_of_the_design() -> None:
    shown = json.loads(json.dumps(finding_to_dict(one_finding(), "甲局"), ensure_ascii=False))
    assert shown["agency"] == "甲局"
    assert (shown["year"], shown["check"], shown["severity"], shown["verdict"]) == (2023, "T3-ROW", "error", "broken")
    assert shown["cause"]["kind"] == "TYPO"
    assert shown["cause"]["cells"] == [{"key": "requests.new.total", "reported": 50, "suggested": 5}]
    assert shown["cause"]["alternatives"] == []
    assert [(e["check"], e["left"], e["right"], e["delta"]) for e in shown["equations"]] == [
        ("T3-ROW", 5, 50, -45),
        ("T3-FLOW", 50, 5, 45),
    ]
    assert shown["equations"][1]["cells"][0] == "requests.new.total"
    assert shown["cause"]["clues"] == [{"kind": "EXTRA_ZERO", "key": "requests.new.total", "value": None}]
    assert shown["message"]["zh"].endswith(
        "最可能是一格笔误：“本年新收·总计”报告为 50，应为 5，改后 2 个等式全部成立。"
        "依据：“本年新收·总计”像是末尾多了一个 0。"
    )
    assert "Most likely a slip in one cell" in shown["message"]["en"]
    assert shown["review"] == {}


def test_every_finding_of_the_real_reports_and_the_examples_survives_the_store(shared_reports: Path) -> None:
    findings = judge(batch_of(list(bundled_reports()))).findings
    findings += [f for check in load_catalogue().values() for f in scene(check.examples.broken).findings(check.id)]
    assert {finding.check for finding in findings} == set(load_catalogue())
    for finding in findings:
        row = to_row(finding)
        assert from_row({**row, "finding_id": 1, "agency_name": "甲局"}) == finding
        assert all(finding_to_dict(finding, "甲局")["message"][lang] for lang in LANGUAGES)


@settings(max_examples=15)
@given(st.data())
def test_every_fault_can_be_said_and_stored(data: st.DataObject) -> None:
    figures = data.draw(consistent_figures("2021"))
    faults = data.draw(st.dictionaries(st.sampled_from(sorted(figures)), st.none() | st.integers(0, 99), max_size=6))
    for finding in judge(batch_of([report_of({**figures, **faults})])).findings:
        assert from_row(to_row(finding)) == finding
        assert all("{" not in text for text in finding_to_dict(finding, "甲局")["message"].values())


def test_many_repairs_are_listed_and_counted_in_both_languages() -> None:
    rows = ("granted", "partial", "ref_query", "una_unclear", "np_repeat")
    figures = {f"requests.{row}.natural": 1 for row in rows} | {
        "requests.new.natural": 5,
        "requests.result_total.natural": 5,
    }
    (finding,) = (f for f in judge(batch_of([report_of(figures)])).findings if f.check == "T3-ROW")
    said = finding_to_dict(finding, "甲局")["message"]
    assert "“予以公开·总计”报告为 0，应为 1、“部分公开·总计”报告为 0，应为 1、" in said["zh"]
    assert "等共 7 格，改后 7 个等式全部成立。" in said["zh"]
    assert "“Granted in full · Total” reported as 0 should be 1, “" in said["en"]
    assert "(7 cells in all); that restores all 7 equations." in said["en"]


def test_a_fingerprint_survives_a_re_run_and_changes_with_the_cells() -> None:
    again, other = (
        one_finding(),
        judge(batch_of([report_of({**WRONG, **DONE, "requests.new.total": 51}, agency="甲局")])),
    )
    assert one_finding().fingerprint == again.fingerprint
    assert again.fingerprint not in {finding.fingerprint for finding in other.findings}
    neighbour = report_of({**WRONG, **DONE, "disputes.reconsideration.total": 1}, agency="甲局")
    assert again.fingerprint in {finding.fingerprint for finding in judge(batch_of([neighbour])).findings}
