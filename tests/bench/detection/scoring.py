"""How well the checks find faults that were put in, and how often the first cause they name is the true one."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lib.checks import EQUATION_IDS, Batch, Cause, Finding, judge, judge_crowd
from lib.checks.registry import Case
from lib.checks.relations import form_relations
from lib.checks.sums import broken_sums
from lib.demo import Block, Fault
from lib.forms import ALL_KEYS
from tests.bench.detection.frames import Reports

SUM_CHECKS = frozenset(relation.check for relations in form_relations().values() for relation in relations)
# (agency, year): what a finding or a fault is about.
Place = tuple[int, int]


@dataclass(frozen=True)
class Judged:
    """Some blocks with all that the checks say of them; `seconds` is what judging the reports one by one took."""

    reports: Reports
    findings: list[Finding]
    seconds: float

    def at(self) -> dict[Place, list[Finding]]:
        """The findings by agency and year; `Finding.agency_id` may be made up, the report is not."""
        found: dict[Place, list[Finding]] = {}
        for finding in self.findings:
            agency = int(finding.agency_id)
            if finding.report_id is not None:
                block, report = self.reports.places[int(finding.report_id)]
                agency = self.reports.agency_id(block, report // block.span)
            found.setdefault((agency, finding.year), []).append(finding)
        return found


def judged(blocks: Sequence[Block], *, crowd: bool = True, alone: bool = False) -> Judged:
    """Everything the checks say of these blocks; `crowd`: the comparison of agencies too; `alone`: each report by itself."""
    reports = Reports(blocks, alone=alone)
    batch = reports.batch()
    start = time.process_time()
    findings = list(judge(batch).findings)
    seconds = time.process_time() - start
    return Judged(reports, findings + (judge_crowd(reports.crowd()) if crowd else []), seconds)


def faults_of(reports: Reports) -> Iterator[tuple[Place, Block, Fault]]:
    """Every fault with the place it is at."""
    for block in reports.blocks:
        for fault in block.faults:
            yield (reports.agency_id(block, fault.agency), fault.year), block, fault


def checks_of(findings: Iterable[Finding]) -> set[str]:
    """The checks findings speak of: their own and those of the equations in them."""
    found = list(findings)
    return {one.check for one in found} | {broken.check for one in found for broken in one.equations}


@dataclass
class Tally:
    """Of one check: how many faults it was to find and did; how many findings the same data have without faults, how many
    they have more with them, and how many of these stand where a fault is: listed for this check, or of another kind."""

    expected: int = 0
    found: int = 0
    clean: int = 0
    fresh: int = 0
    listed: int = 0
    explained: int = 0


def tallies(faulty: Judged, clean: Judged) -> dict[str, Tally]:
    """Recall and precision by check: against the list of faults, and against the same data without them."""
    tally: dict[str, Tally] = {}
    at = faulty.at()
    listed: set[tuple[int, int, str]] = set()
    for place, _, fault in faults_of(faulty.reports):
        said = checks_of(at.get(place, ()))
        for check in fault.checks:
            one = tally.setdefault(check, Tally())
            one.expected += 1
            one.found += check in said
            listed.add((*place, check))
    for finding in clean.findings:
        tally.setdefault(finding.check, Tally()).clean += 1
    before = {(int(f.agency_id), f.year, f.check) for f in clean.findings}
    touched = _touched(faulty.reports)
    for finding in faulty.findings:
        if (int(finding.agency_id), finding.year, finding.check) in before:
            continue
        one = tally.setdefault(finding.check, Tally())
        one.fresh += 1
        one.listed += (int(finding.agency_id), finding.year, finding.check) in listed
        others = [(int(other.agency_id), other.year) for other in finding.beside]
        one.explained += any(place in touched for place in [(int(finding.agency_id), finding.year), *others])
    return tally


def _touched(reports: Reports) -> set[Place]:
    """Where a fault can show: at its own report, the agency's later years, and the aggregate the agency is part of."""
    touched: set[Place] = set()
    for block in reports.blocks:
        places = {agency.name: n for n, agency in enumerate(block.agencies)}
        for fault in block.faults:
            own = reports.agency_id(block, fault.agency)
            touched |= {(own, year) for year in range(fault.year, block.last_year + 1)}
            parent = places.get(block.agencies[fault.agency].parent or "")
            if parent is not None:
                touched.add((reports.agency_id(block, parent), fault.year))
    return touched


@dataclass
class Ranking:
    """Of one kind of fault: how many there were, how many were found, and the true cause first, or among the first three."""

    faults: int = 0
    detected: int = 0
    alone: int = 0
    first: int = 0
    third: int = 0
    lines: int = 0
    seconds: float = 0.0


def truth_of(fault: Fault) -> dict[str, int]:
    """The cells that are wrong, with their true values."""
    return {cell.key: int(cell.true or 0) for cell in fault.cells if cell.key in ALL_KEYS}


def rankings(faulty: Judged, alone: Judged) -> dict[str, Ranking]:
    """How the causes named stand against the truth, by kind of fault; `alone` are the same reports each by itself."""
    found: dict[str, Ranking] = {}
    at, by_itself = faulty.at(), alone.at()
    for place, _, fault in faults_of(faulty.reports):
        one = found.setdefault(fault.kind, Ranking())
        findings = [f for f in at.get(place, ()) if f.check in SUM_CHECKS]
        one.faults += 1
        one.detected += bool(findings)
        one.alone += named([f for f in by_itself.get(place, ()) if f.check in SUM_CHECKS], truth_of(fault), 1)
        one.first += named(findings, truth_of(fault), 1)
        one.third += named(findings, truth_of(fault), 3)
        one.lines += sum(broken.check in SUM_CHECKS for f in findings for broken in f.equations)
    return found


def seconds_by_kind(reports: Reports) -> dict[str, float]:
    """Processor time from verdicts to findings about sums, by kind of fault: of each its reports and the years beside."""
    wanted: dict[str, set[int]] = {}
    for _, block, fault in faults_of(reports):
        report = fault.agency * block.span + fault.year - block.first_year
        places = (report, block.before(report), block.after(report))
        numbers = {
            reports.number[id(block), place] for place in places if place is not None and place not in block.missing
        }
        wanted.setdefault(fault.kind, set()).update(numbers)
    frames = reports.frames()
    spent = {}
    for kind, numbers in wanted.items():
        batch = Batch.of(*(frame[frame["report_id"].isin(numbers)] for frame in frames))
        case = Case(batch, EQUATION_IDS, judge(batch).verdicts)
        start = time.process_time()
        found = list(broken_sums(case))
        spent[kind] = time.process_time() - start
        assert found
    return spent


def named(findings: Sequence[Finding], truth: dict[str, int], first: int) -> bool:
    """Whether the findings together name exactly the wrong cells and their true values, each with one of its `first`
    causes."""
    seen: dict[str, int] = {}
    for finding in findings:
        causes = [cause for cause in (finding.cause, *finding.alternatives) if cause is not None][:first]
        right = [repairs for cause in causes if (repairs := _repairs(cause)).items() <= truth.items()]
        if not right:
            return False
        seen |= max(right, key=len)
    return seen == truth


def _repairs(cause: Cause) -> dict[str, int]:
    return {repair.key: repair.suggested for repair in cause.cells}
