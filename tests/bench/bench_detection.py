"""How well faults are found, and their causes named, in fictional reports whose faults are known.

`python -m tests.bench.bench_detection [--clean N] [--faulty N] [--programme N] [--out FILE]`, or `make bench`. What is
printed is Markdown. Only what follows from the algebra is asserted: no error where nothing is wrong, and every wrong
cell found; never a time.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from lib.checks import load_catalogue
from lib.demo import KINDS, Block, fictional
from tests.bench.detection.rivals import by_chance, by_programme, report_of
from tests.bench.detection.scoring import (
    Judged,
    Ranking,
    Tally,
    faults_of,
    judged,
    rankings,
    seconds_by_kind,
    tallies,
    truth_of,
)
from tests.bench.record import record

CLEAN, FAULTY, PROGRAMME, SEED = 100_000, 30_000, 6, 20_260_101
FAULT_SHARE, SUMS_SHARE = 0.08, 0.15
SUMS = tuple(kind for kind, one in KINDS.items() if one.sums)
# The programme is asked about the kinds whose faults are one, two or three cells, and the two commonest mistakes.
ASKED = ("wrong_cell", "two_cells", "three_cells", "neighbour_column", "total_followed")
SEVERITIES = ("error", "warning", "information")


def portions(blocks: Iterator[Block]) -> Iterator[list[Block]]:
    """Blocks up to one that belongs to nothing above it: a province with its prefectures."""
    portion: list[Block] = []
    for block in blocks:
        portion.append(block)
        if any(agency.kind == "government" and agency.parent is None for agency in block.agencies):
            yield portion
            portion = []
    if portion:
        yield portion


def clean_table(reports: int) -> list[str]:
    """What the checks say of reports without faults, by check and severity."""
    counts: Counter[tuple[str, str]] = Counter()
    size, seconds, start = 0, 0.0, time.perf_counter()
    for portion in portions(fictional(reports, SEED)):
        found = judged(portion)
        size += len(found.reports.places)
        seconds += found.seconds
        counts.update((finding.severity.value, finding.check) for finding in found.findings)
    errors = {check: count for (severity, check), count in counts.items() if severity == "error"}
    assert errors == {}
    lines = [
        f"### Reports without faults: {size:,}",
        "",
        f"Error-severity findings: **0**. Judging report by report took {1e6 * seconds / size:,.0f} µs of processor time a "
        f"report; all of it, with making the reports and comparing agencies, {time.perf_counter() - start:,.0f} s.",
        "",
        "| check | severity | findings | per 1,000 reports |",
        "|---|---|---:|---:|",
    ]
    for (severity, check), count in sorted(counts.items(), key=lambda one: (SEVERITIES.index(one[0][0]), one[0][1])):
        lines.append(f"| {check} | {severity} | {count:,} | {1000 * count / size:.2f} |")
    return lines


def detection_table(reports: int) -> list[str]:
    """Precision and recall by check, with faults of every kind."""
    total: dict[str, Tally] = {}
    size = faults = 0
    for portion in portions(fictional(reports, SEED + 1, FAULT_SHARE)):
        faulty = judged(portion)
        size += len(faulty.reports.places)
        faults += sum(len(block.faults) for block in portion)
        for check, one in tallies(faulty, judged([block.clean or block for block in portion])).items():
            _add(total.setdefault(check, Tally()), one)
    lines = [
        f"### Faults of every kind: {faults:,} in {size:,} reports",
        "",
        "Recall: of the faults listed for the check. New: findings that the same data without faults do not have; listed: "
        "where a fault listed for the check is; precision: where any fault is, in the report, an earlier one of the agency, "
        "a part of it or one it is compared with. Clean: findings that are there without any fault.",
        "",
        "| check | faults | found | recall | new | listed | precision | clean |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for check in [check for check in load_catalogue() if check in total]:
        one = total[check]
        recall, precision = _share(one.found, one.expected), _share(one.explained, one.fresh)
        found = f"{one.expected:,} | {one.found:,} | {recall} | {one.fresh:,} | {one.listed:,} | {precision} | {one.clean:,}"
        lines.append(f"| {check} | {found} |")
    return lines


def cause_table(reports: int, programme: int) -> list[str]:
    """Whether the true cause is named first, by kind of fault; beside it what others would say."""
    total: dict[str, Ranking] = {}
    rivals: dict[str, Counter[str]] = {}
    random = np.random.default_rng(SEED)
    seconds, size, inconsistent = 0.0, 0, 0
    for portion in portions(fictional(reports, SEED + 2, SUMS_SHARE, SUMS)):
        faulty = judged(portion, crowd=False)
        seconds, size = seconds + faulty.seconds, size + len(faulty.reports.places)
        inconsistent += sum(len(block.faults) for block in portion)
        for kind, ranking in rankings(faulty, judged(portion, crowd=False, alone=True)).items():
            _add(total.setdefault(kind, Ranking()), ranking)
        for kind, taken in seconds_by_kind(faulty.reports).items():
            total[kind].seconds += taken
        _ask(faulty, rivals, programme, random)
    lines = [
        f"### The cause of broken sums: {inconsistent:,} inconsistent reports of {size:,}",
        "",
        f"Judging took {1e6 * seconds / size:,.0f} µs of processor time a report. Alone: the true cause first where nothing "
        "but the report's own figures speaks; first and three: with the years beside it and the prose. µs: processor time "
        "from verdicts to findings. Lines: the broken equations a flat list would print. Chance: so many cells drawn from "
        f"them. Programme: errorlocate's method in HiGHS, on {programme} faults a province and kind, and its time.",
        "",
        "| fault | mistakes | faults | detected | alone | first | three | µs | lines | chance | programme | ms |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for kind in [kind for kind in KINDS if kind in total]:
        lines.append(_cause_line(kind, total[kind], rivals.get(kind, Counter())))
        _keep(kind, total[kind], rivals.get(kind, Counter()))
    assert all(one.detected == one.faults for one in total.values())
    return lines


def _cause_line(kind: str, one: Ranking, rival: Counter[str]) -> str:
    asked = rival["asked"]
    programme = f"{_share(rival['programme'], asked)} | {rival['microseconds'] / 1000 / asked:,.0f}" if asked else " | "
    shares = " | ".join(_share(part, one.faults) for part in (one.detected, one.alone, one.first, one.third))
    chance = _share(rival["chance"], rival["drawn"])
    spent, lines = 1e6 * one.seconds / max(one.faults, 1), one.lines / max(one.faults, 1)
    head = f"{kind} | {KINDS[kind].wrong} | {one.faults:,} | {shares}"
    return f"| {head} | {spent:,.0f} | {lines:.1f} | {chance} | {programme} |"


def _keep(kind: str, one: Ranking, rival: Counter[str]) -> None:
    """How often the cause is not named first, beside chance and the programme; and the time to name it."""
    if not one.faults or not rival["drawn"]:
        return
    what, missed = f"{kind}, the cause not named first", 100 - 100 * one.first / one.faults
    chance = 100 - 100 * rival["chance"] / rival["drawn"]
    record("diagnosis", what, missed, "%", against="cells drawn by chance", theirs=chance)
    if asked := rival["asked"]:
        theirs = 100 - 100 * rival["programme"] / asked
        record("diagnosis", what, missed, "%", against="a mixed-integer programme", theirs=theirs)
        spent, seconds = one.seconds / one.faults, rival["microseconds"] / 1e6 / asked
        record("diagnosis", f"{kind}, to a finding", spent, "s", against="a mixed-integer programme", theirs=seconds)


def _ask(faulty: Judged, rivals: dict[str, Counter[str]], programme: int, random: np.random.Generator) -> None:
    """Have chance name the wrong cells of every fault, and the programme those of a few of the kinds asked about."""
    asked: Counter[str] = Counter()
    for _, block, fault in faults_of(faulty.reports):
        rival = rivals.setdefault(fault.kind, Counter())
        truth, report = truth_of(fault), report_of(block, fault)
        rival["drawn"] += 1
        rival["chance"] += by_chance(report, len(truth), random) == set(truth)
        if fault.kind in ASKED and asked[fault.kind] < programme:
            asked[fault.kind] += 1
            repaired, seconds = by_programme(report, random)
            rival["asked"] += 1
            rival["programme"] += repaired == truth
            rival["microseconds"] += round(1e6 * seconds)


def _add(total: Tally | Ranking, more: Tally | Ranking) -> None:
    for name, value in vars(more).items():
        setattr(total, name, getattr(total, name) + value)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def bench(clean: int = CLEAN, faulty: int = FAULTY, programme: int = PROGRAMME) -> str:
    """The three tables."""
    head = [f"## Detection, measured ({platform.system()}, Python {platform.python_version()})", ""]
    tables = (clean_table(clean), detection_table(faulty), cause_table(faulty, programme))
    return "\n".join([*head, *(line for table in tables for line in [*table, ""])])


def main(arguments: Sequence[str]) -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--clean", type=int, default=CLEAN)
    options.add_argument("--faulty", type=int, default=FAULTY)
    options.add_argument("--programme", type=int, default=PROGRAMME)
    options.add_argument("--out", type=Path)
    chosen = options.parse_args(arguments)
    told = bench(chosen.clean, chosen.faulty, chosen.programme)
    print(told)
    if chosen.out is not None:
        chosen.out.write_text(told, encoding="utf-8")


def test_detection() -> None:
    print(bench(clean=10_000, faulty=6_000, programme=3))


if __name__ == "__main__":
    main(sys.argv[1:])
