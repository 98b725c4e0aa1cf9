"""How exactly each format and style is read: `python -m tests.forge.measure [--formats html,docx] [--reports 10] [--seed 1]`."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lib.documents import read_document
from lib.extraction import Reading, extract
from lib.language import UserError, say
from lib.reports import Report
from tests.forge.score import Score, score
from tests.forge.styles import STYLES, Style, forge_all
from tests.forge.truths import truths

_HEAD = ("style", "docs", "whole", "quest", "refus", "perfect", "named", "cells", "exact", "unread", "WRONG", "ms/doc")


@dataclass
class Tally:
    """What came of all documents of one style. `problems` are refusals and errors, `wrong` the cells stated otherwise."""

    scores: list[Score] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0


def measure(style: Style, reports: Sequence[Report]) -> Tally:
    """Every report forged in a style, read, and compared."""
    tally = Tally()
    for (name, content), truth in zip(forge_all(reports, style), reports, strict=True):
        began = time.perf_counter()
        reading = _read(name, content, tally)
        tally.seconds += time.perf_counter() - began
        found = score(reading, truth)
        tally.scores.append(found)
        tally.outcomes[reading.outcome] += 1
        if reading.refusal is not None:
            tally.problems[say(reading.refusal, "zh")] += 1
        for key in found.wrong:
            value = reading.report.figures.get(key) if reading.report else None
            tally.wrong.append(f"{truth.agency.name} {truth.year} {key}: {value} for {truth.figures.get(key)}")
    return tally


def _read(name: str, content: bytes, tally: Tally) -> Reading:
    try:
        return extract(read_document(content, name))
    except UserError as error:
        tally.problems[str(error)] += 1
    except Exception as error:  # A crash of one reader must not hide how the others do.
        tally.problems[f"CRASH {type(error).__name__}: {error}"] += 1
    return Reading(None, "refused")


def line_of(name: str, tally: Tally) -> tuple[str, ...]:
    scores = tally.scores
    counts = (
        len(scores),
        *(tally.outcomes[outcome] for outcome in ("whole", "questions", "refused")),
        sum(one.perfect for one in scores),
        sum(one.named for one in scores),
        sum(one.cells for one in scores),
        sum(one.exact for one in scores),
        sum(one.unread for one in scores),
        sum(len(one.wrong) for one in scores),
    )
    return (name, *map(str, counts), f"{tally.seconds / max(1, len(scores)) * 1000:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--formats", default="", help="formats or styles, separated by commas; all where it is empty")
    parser.add_argument("--reports", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3, help="how many wrong cells and problems to show for each style")
    asked = parser.parse_args()
    wanted = [part for part in asked.formats.split(",") if part]
    styles = [style for style in STYLES.values() if not wanted or style.format in wanted or style.name in wanted]
    reports = truths(asked.seed, asked.reports)
    print("".join(f"{head:>8}" if place else f"{head:30}" for place, head in enumerate(_HEAD)))
    for style in styles:
        tally = measure(style, reports)
        cells = line_of(style.name, tally)
        print("".join(f"{cell:>8}" if place else f"{cell:30}" for place, cell in enumerate(cells)), flush=True)
        for shown in (*tally.wrong[: asked.show], *list(tally.problems)[: asked.show]):
            print("      ", shown)


if __name__ == "__main__":
    main()
