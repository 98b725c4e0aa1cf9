"""What lies outside the equations decides between explanations that they cannot tell apart, and is said."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from lib.checks import Finding, Judgement, judge, say_finding
from lib.checks.diagnosis import Evidence, Puzzle, diagnose, repaired
from lib.checks.diagnosis.digits import Slip
from lib.checks.diagnosis.evidence import history_odds
from lib.checks.wording import clue_message, describe
from lib.forms import FigureKey
from lib.language import LANGUAGES
from tests.checks.consistent import EDITIONS, Figures, busy_report, puzzle_of
from tests.checks.frames import batch_of, report_of

every_edition = pytest.mark.parametrize("edition", EDITIONS)
SUMS = ("T3-ROW", "T3-SUM", "T3-FLOW")


def followed(edition: str, row: str, amount: int) -> tuple[Puzzle, Figures]:
    """A cell of a row and its total both too large by an amount; and their true values."""
    figures = busy_report(edition)
    keys = [f"requests.{row}.{column}" for column in ("natural", "total")]
    return (
        puzzle_of({**figures, **{key: figures[key] + amount for key in keys}}, edition),
        {key: figures[key] for key in keys},
    )


def likeliest(puzzle: Puzzle, evidence: Evidence) -> dict[FigureKey, int]:
    (diagnosis,) = diagnose(puzzle, evidence)
    return {key: value for key, _, value in repaired(puzzle, diagnosis.changes[0])}


@every_edition
@pytest.mark.parametrize("row", ["granted", "partial", "ref_state_secret", "ref_third_party"])
def test_the_row_far_from_its_own_history_is_the_wrong_one(edition: str, row: str) -> None:
    puzzle, truth = followed(edition, row, 40)
    figures = busy_report(edition)
    assert likeliest(puzzle, Evidence(before=figures)) == truth
    assert likeliest(puzzle, Evidence(after=figures)) == truth


@every_edition
@pytest.mark.parametrize("row", ["new", "carry_in", "carry_out"])
def test_the_prose_tells_which_row_is_wrong(edition: str, row: str) -> None:
    puzzle, truth = followed(edition, row, 4)
    total = f"requests.{row}.total"
    others = {f"requests.{name}.total" for name in ("new", "carry_in", "carry_out")} - {total}
    assert likeliest(puzzle, Evidence(prose={total: {truth[total]}})) == truth
    contradicted = {key: {puzzle.values[puzzle.system.index[key]]} for key in others}
    assert likeliest(puzzle, Evidence(prose=contradicted)) == truth


def test_history_speaks_for_what_is_near_and_the_louder_the_more_years() -> None:
    once, twice = (history_odds((9,) * years, None, 90, 9) for years in (1, 2))
    assert once > 0
    assert once <= twice
    assert history_odds((9, 9), None, 9, 90) < 0
    assert history_odds((), None, 9, 90) == 0
    assert history_odds((), 20.0, 0, 20) > 0


def test_more_disputes_than_decisions_are_not_believed() -> None:
    (wrong,) = [
        likeliest(Puzzle(group, (2, 0, 0, 0, 1), frozenset({0})), Evidence(most={group.cells[4]: 1}))
        for group in [puzzle_group()]
    ]
    assert wrong == {"disputes.reconsideration.upheld": 1}


def puzzle_group():  # type: ignore[no-untyped-def]
    from lib.checks.diagnosis import systems

    return systems("disputes", "2021")[0]


def judged(*years: Mapping[str, int | None], text: str = "") -> Judgement:
    """Reports of one agency, the first of 2022."""
    reports = [report_of(figures, year=2022 + n, text={"一": text} if text else {}) for n, figures in enumerate(years)]
    return judge(batch_of(reports))


def of_sums(judgement: Judgement, report: int) -> list[Finding]:
    return [f for f in judgement.findings if f.report_id == report and f.check in SUMS]


def repairs(finding: Finding) -> dict[str, int]:
    assert finding.cause is not None
    return {repair.key: repair.suggested for repair in finding.cause.cells}


def clues(finding: Finding) -> list[tuple[str, str | None, int | None]]:
    assert finding.cause is not None
    return [(clue.kind, clue.key, clue.value) for clue in finding.cause.clues]


def test_a_carry_out_that_mends_next_year_too_is_the_cause_and_holds_the_broken_chain() -> None:
    year = busy_report("2021")
    following = {**year, **carried_in(year)}
    wrong = {
        f"requests.carry_out.{column}": year[f"requests.carry_out.{column}"] + 6 for column in ("natural", "total")
    }
    judgement = judged({**year, **wrong}, balanced(following))
    (finding,) = of_sums(judgement, 0)
    assert repairs(finding) == {key: year[key] for key in wrong}
    assert ("NEXT_YEAR", "requests.carry_out.total", year["requests.carry_out.total"]) in clues(finding)
    chains = [b.equation for b in finding.equations if b.check == "YEAR-CARRY"]
    assert chains == ["YEAR-CARRY/natural", "YEAR-CARRY/total"]
    assert {term.year for b in finding.equations if b.check == "YEAR-CARRY" for term in b.terms} == {2022, 2023}
    assert not [f for f in judgement.findings if f.check == "YEAR-CARRY"]
    assert finding.cause is not None
    assert finding.cause.restores == len(finding.equations)


def test_a_carry_in_that_mends_last_year_too_is_the_cause() -> None:
    year = busy_report("2021")
    following = balanced({**year, **carried_in(year)})
    wrong = {key: following[key] + 6 for key in ("requests.carry_in.natural", "requests.carry_in.total")}
    judgement = judged(year, {**following, **wrong})
    (finding,) = of_sums(judgement, 1)
    assert repairs(finding) == {key: following[key] for key in wrong}
    assert ("LAST_YEAR", "requests.carry_in.total", year["requests.carry_out.total"]) in clues(finding)
    assert not [f for f in judgement.findings if f.check == "YEAR-CARRY"]


def test_the_prose_of_a_report_is_heard() -> None:
    year = busy_report("2021")
    total = year["requests.new.total"]
    wrong = {key: year[key] + 30 for key in ("requests.new.natural", "requests.new.total")}
    (finding,) = of_sums(judged({**year, **wrong}, text=f"2022年，本机关新收政府信息公开申请{total}件。"), 0)
    assert repairs(finding)["requests.new.total"] == total
    assert ("PROSE", "requests.new.total", total) in clues(finding)


def test_a_finding_stays_the_same_when_only_what_speaks_for_its_cause_changes() -> None:
    year = busy_report("2021")
    wrong = {key: year[key] + 17 for key in ("requests.granted.natural", "requests.granted.total")}
    (alone,) = of_sums(judged({**year, **wrong}), 0)
    (beside,) = of_sums(judged({**year, **wrong}, balanced({**year, **carried_in(year)})), 0)
    assert alone.cause != beside.cause
    assert alone.fingerprint == beside.fingerprint
    (other,) = of_sums(judged({**year, **wrong, "requests.granted.total": year["requests.granted.total"] + 18}), 0)
    assert other.fingerprint != alone.fingerprint


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_says_what_speaks_for_its_cause(lang: str) -> None:
    year = busy_report("2021")
    wrong = {key: year[key] * 10 for key in ("requests.granted.natural", "requests.granted.total")}
    (finding,) = of_sums(judged({**year, **wrong}, balanced({**year, **carried_in(year)})), 0)
    said = say_finding(finding, lang)  # type: ignore[arg-type]
    assert finding.cause is not None
    assert finding.cause.clues
    for clue in finding.cause.clues[:2]:
        assert describe(clue_message(clue), lang) in said  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_slip_has_its_sentence(lang: str) -> None:
    from typing import get_args

    from lib.checks import Clue

    sentences = {describe(clue_message(Clue(kind, "requests.new.total")), lang) for kind in get_args(Slip)}  # type: ignore[arg-type]
    assert len(sentences) == len(get_args(Slip))


def carried_in(year: Figures) -> Figures:
    """What a report takes over from the year before."""
    return {key.replace("carry_out", "carry_in"): value for key, value in year.items() if ".carry_out." in key}


def balanced(figures: Figures) -> Figures:
    """The same with what was received such that every column's flow holds."""
    flows = {
        column: figures[f"requests.result_total.{column}"]
        + figures[f"requests.carry_out.{column}"]
        - figures[f"requests.carry_in.{column}"]
        for column in {key.rpartition(".")[2] for key in figures}
    }
    return {**figures, **{f"requests.new.{column}": value for column, value in flows.items()}}
