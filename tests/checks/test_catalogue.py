"""The catalogue keeps its promises: every record has a function, and every example comes out as it says."""

from __future__ import annotations

import numpy as np
import pytest

from lib.checks import (
    CROWD_HANDLERS,
    EQUATION_IDS,
    HANDLERS,
    Check,
    Example,
    Finding,
    Verdict,
    base_report,
    declared_thresholds,
    load_catalogue,
    say_finding,
)
from lib.language import LANGUAGES
from tests.checks.frames import scene

CHECKS = list(load_catalogue().values())
OWN = 0

every_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)


def test_every_check_has_a_function_and_every_function_a_check() -> None:
    assert {*HANDLERS, *CROWD_HANDLERS} == set(load_catalogue())
    assert not HANDLERS.keys() & CROWD_HANDLERS.keys()


def test_every_threshold_belongs_to_a_check_and_keeps_its_own_bounds() -> None:
    for (check, _), threshold in declared_thresholds().items():
        assert check in load_catalogue()
        assert threshold.allows(threshold.value)
        assert threshold.title.zh.strip()
        assert threshold.title.en.strip()


def test_every_equation_belongs_to_a_check() -> None:
    assert {name.partition("/")[0] for name in EQUATION_IDS} <= set(load_catalogue())


def test_the_base_report_has_nothing_to_find_and_follows_from_another_like_it() -> None:
    # Wholly like it, it would be a copy.
    year_before = Example(figures={"proactive.licensing.decisions": 131, "proactive.penalty.decisions": 12})
    judgement = scene(Example(earlier=(year_before,))).judged()
    assert judgement.findings == []
    other_edition = EQUATION_IDS.index("T3-ROW/oth_single")
    assert set(np.delete(judgement.verdicts[:, OWN], other_edition).tolist()) == {Verdict.HOLDS.code}
    assert base_report().figures


@every_check
def test_a_record_says_everything_in_both_languages(check: Check) -> None:
    for label in (check.title, check.formula, check.why, check.basis, check.todo):
        assert label.zh.strip()
        assert label.en.strip()


@every_check
def test_the_example_that_holds(check: Check) -> None:
    verdicts, found = _judged(check, check.examples.holds)
    assert not found
    assert verdicts <= {Verdict.HOLDS, Verdict.NOT_APPLICABLE}


@every_check
def test_the_example_that_is_broken(check: Check) -> None:
    verdicts, found = _judged(check, check.examples.broken)
    assert found
    assert all(say_finding(finding, lang).strip() for finding in found for lang in LANGUAGES)
    if _equations(check):
        assert Verdict.BROKEN in verdicts


@every_check
def test_the_example_that_is_left_open(check: Check) -> None:
    verdicts, found = _judged(check, check.examples.undetermined)
    assert not found
    if _equations(check):
        assert Verdict.UNDETERMINED in verdicts
        assert Verdict.BROKEN not in verdicts


def _judged(check: Check, example: Example) -> tuple[set[Verdict], list[Finding]]:
    """The verdicts on the check's equations and its findings, on the example's own report."""
    played = scene(example)
    judgement = played.judged()
    rows = [EQUATION_IDS.index(name) for name in _equations(check)]
    verdicts = {Verdict.of(code) for code in judgement.verdicts[rows, OWN].tolist()} if played.filed else set()
    return verdicts, played.findings(check.id)


def _equations(check: Check) -> list[str]:
    return [name for name in EQUATION_IDS if name.partition("/")[0] == check.id]
