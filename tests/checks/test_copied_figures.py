"""Figures that are last year's, or another agency's: where that means something, and where it does not."""

from __future__ import annotations

import pytest

from lib.checks import Beside, say_finding
from tests.checks.frames import copies_among, report_of

BUSY = {
    "proactive.licensing.decisions": 341,
    "proactive.penalty.decisions": 27,
    "requests.new.natural": 17,
    "requests.new.total": 17,
    "requests.granted.natural": 12,
    "requests.granted.total": 12,
    "requests.una_not_held.natural": 5,
    "requests.una_not_held.total": 5,
    "requests.result_total.natural": 17,
    "requests.result_total.total": 17,
}


class TestFigures:
    def test_a_few_that_differ_are_named(self) -> None:
        more = {
            f"requests.{row}.{column}": 3
            for row in ("partial", "np_petition", "oth_other")
            for column in ("natural", "total")
        }
        more |= {
            f"disputes.{row}.{column}": 2
            for row in ("reconsideration", "direct_action")
            for column in ("upheld", "total")
        }
        figures = {**BUSY, **more, "proactive.compulsion.decisions": 4}
        before = report_of({**figures, "proactive.compulsion.decisions": 5}, year=2022)
        (finding,) = copies_among([report_of(figures), before])
        assert finding.message.key == "checks.said.COPY-YEAR.most"
        assert finding.message.values["cells"] == ("proactive.compulsion.decisions",)
        assert (finding.message.values["count"], finding.message.values["of"]) == (20, 21)
        assert finding.beside == (Beside(0, 2022),)
        assert "proactive.compulsion.decisions" not in finding.cells
        assert "2022" in say_finding(finding, "zh")

    def test_a_blank_is_no_figure_that_could_be_equal(self) -> None:
        blank = {**BUSY, "proactive.licensing.decisions": None}
        assert not copies_among([report_of(blank), report_of(BUSY, year=2022)])
        (finding,) = copies_among([report_of(blank), report_of(blank, year=2022)])
        assert finding.message.values["count"] == len(BUSY) - 1

    def test_a_blank_for_a_zero_changes_nothing(self) -> None:
        assert copies_among([report_of({**BUSY, "requests.partial.total": None}), report_of(BUSY, year=2022)])

    def test_small_counts_that_stay_the_same_are_no_copy(self) -> None:
        few = {key: 1 for key in BUSY if key.startswith("requests.")} | {"proactive.normative_docs.in_force": 40}
        assert not copies_among([report_of(few), report_of(few, year=2022)])

    def test_the_year_before_last_is_not_last_year(self) -> None:
        assert not copies_among([report_of(BUSY), report_of(BUSY, year=2021)])

    def test_the_finding_is_new_when_a_figure_changes_and_only_then(self) -> None:
        def fingerprint(**more: int) -> str:
            figures = {**BUSY, **more}
            (finding,) = copies_among([report_of(figures), report_of(figures, year=2022)])
            return finding.fingerprint

        assert fingerprint() == fingerprint()
        assert fingerprint() != fingerprint(**{"proactive.penalty.decisions": 28})


class TestAgencies:
    def test_each_of_a_group_is_told_of_the_others(self) -> None:
        found = copies_among([report_of(BUSY, agency=name) for name in ("甲局", "乙局", "丙局")])
        assert [(f.check, len(f.beside), f.message.values["others"]) for f in found] == [("COPY-AGENCY", 2, 2)] * 3
        assert "乙局" in say_finding(found[0], "zh")

    def test_another_year_or_one_other_figure_is_no_copy(self) -> None:
        assert not copies_among([report_of(BUSY, agency="甲局"), report_of(BUSY, agency="乙局", year=2022)])
        other = {**BUSY, "proactive.penalty.decisions": 28}
        assert not copies_among([report_of(BUSY, agency="甲局"), report_of(other, agency="乙局")])

    def test_a_handful_of_requests_may_be_the_same_by_chance(self) -> None:
        four = {key: 1 for key in BUSY if key.startswith("requests.")}
        four |= {f"requests.{row}.{column}": 1 for row in ("partial", "np_petition") for column in ("natural", "total")}
        assert not copies_among([report_of(four, agency="甲局"), report_of(four, agency="乙局")])

    @pytest.mark.parametrize(("scope", "told"), [("government_aggregate", 0), ("unknown", 0), ("own_office", 2)])
    def test_an_aggregate_of_one_part_equals_it_rightly(self, scope: str, told: int) -> None:
        whole = report_of(BUSY, agency="丁县人民政府").model_copy(update={"scope": scope})
        part = report_of(BUSY, agency="丁县水务局")
        part = part.model_copy(update={"agency": part.agency.model_copy(update={"parent": "丁县人民政府"})})
        assert len(copies_among([whole, part])) == told
