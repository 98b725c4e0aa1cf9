"""COPY-TEXT: prose of section 一 or 五 that stands in the report of the year before, or in another agency's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.checks.batch import plain_id
from lib.checks.copying.candidates import Pairs, Sketches
from lib.checks.copying.cleaning import Cleaned, clean
from lib.checks.copying.passages import Passage, Repetition, common_marks, may_repeat, repetition
from lib.checks.copying.sketches import Hashes, shingles
from lib.checks.crowd import LIKENESS, Crowd, Prose
from lib.checks.model import Beside, Finding, Quote
from lib.checks.registry import finding_of
from lib.checks.thresholds import Thresholds
from lib.language import Message

# The sections an agency writes itself; the others are tables, or say what is to be said of the fee.
SECTIONS = ("一", "五")
CHECK = "COPY-TEXT"
_QUOTES = 3
_BESIDE = 20
# So many pairs are compared between two readings of prose: what is held stays small.
_AT_ONCE = 1_000


@dataclass(frozen=True, eq=False)
class Measure:
    """What texts are measured by: the shortest passage, in characters that are compared; the least share (0 to 1) and
    the shortest text, for last year's and for another agency's; and the shingles everybody writes."""

    passage: int
    year: float
    characters: int
    agency: float
    agency_characters: int
    common: Hashes


def measure_of(thresholds: Thresholds, common: Hashes) -> Measure:
    """The measure these thresholds ask for."""
    passage, year, agency = (int(thresholds.of(CHECK, name)) for name in _LENGTHS)
    return Measure(
        passage, thresholds.of(CHECK, "year") / 100, year, thresholds.of(CHECK, "agency") / 100, agency, common
    )


_LENGTHS = ("passage", "characters", "agency_characters")


def shared(text: Cleaned, other: Cleaned, measure: Measure) -> Repetition:
    """What of a text stands in another; what everybody writes counts neither as repeated nor as the text's own."""
    return repetition(text, other, measure.passage, _common(text, measure))


def compare(text: Cleaned, other: Cleaned, measure: Measure, *, own: bool) -> Repetition | None:
    """The same, but None where it is less than the least share, or where there is too little text to say. `own`: the
    other text is the agency's own of the year before."""
    least, characters = (measure.year, measure.characters) if own else (measure.agency, measure.agency_characters)
    if min(len(text), len(other)) < characters:
        return None
    marks = _common(text, measure)
    if marks is not None and len(text) - int(marks.sum()) < characters:
        return None
    # Where some of a text counts for nothing, a smaller part of it is a larger share of what is left.
    if marks is None and may_repeat(text, other, measure.passage) < least:
        return None
    found = repetition(text, other, measure.passage, marks)
    return found if found.share >= least else None


def _common(text: Cleaned, measure: Measure) -> NDArray[np.bool_] | None:
    return common_marks(text, measure.common, measure.passage) if len(measure.common) else None


def everybodys(texts: Iterable[Cleaned], measure_length: int, share: float) -> Hashes:
    """The shingles that stand in more than `share` of these texts, in order."""
    counted: Counter[int] = Counter()
    number = 0
    for text in texts:
        number += 1
        counted.update(np.unique(shingles(text.text, measure_length)).tolist())
    return np.array(sorted(one for one, n in counted.items() if n > share * number), dtype=np.uint64)


def likenesses(
    sketches: Sketches, pairs: Pairs, prose: Prose, names: Mapping[Any, str], measure: Measure
) -> Iterator[pd.DataFrame]:
    """The pairs of which so much is repeated that it is told, frame by frame with the columns LIKENESS.

    `names`: what the agency of a row's report is called, by agency id.
    """
    order = np.lexsort((sketches.years[pairs.texts], sketches.agency_ids[pairs.texts]))
    for start in range(0, len(order), _AT_ONCE):
        here = order[start : start + _AT_ONCE]
        texts, others = pairs.texts[here].tolist(), pairs.others[here].tolist()
        rows = sorted({*texts, *others})
        read = prose(sketches.report_ids[rows].tolist())
        cleaned = {row: _cleaned(sketches, row, read, names) for row in rows}
        found = [
            _likeness(sketches, text, other, said, read)
            for text, other in zip(texts, others, strict=True)
            if (said := compare(cleaned[text], cleaned[other], measure, own=_is_own(sketches, text, other)))
        ]
        if found:
            yield pd.DataFrame(found, columns=list(LIKENESS))


def _is_own(sketches: Sketches, text: int, other: int) -> bool:
    return bool(sketches.agency_ids[text] == sketches.agency_ids[other])


def _cleaned(sketches: Sketches, row: int, read: Mapping[int, Mapping[str, str]], names: Mapping[Any, str]) -> Cleaned:
    section = SECTIONS[int(sketches.sections[row])]
    text = read.get(int(sketches.report_ids[row]), {}).get(section, "")
    return clean(text, names[plain_id(sketches.agency_ids[row])])


def _likeness(
    sketches: Sketches, row: int, other: int, said: Repetition, read: Mapping[int, Mapping[str, str]]
) -> tuple[Any, ...]:
    report_id, section = int(sketches.report_ids[row]), SECTIONS[int(sketches.sections[row])]
    text = read[report_id][section]
    # A share is never rounded up to one that was not reached.
    return report_id, section, int(sketches.report_ids[other]), int(said.share * 100), longest(said.passages, text)


def longest(passages: Sequence[Passage], text: str) -> list[str]:
    """The longest passages as they stand in the text, in its order."""
    chosen = sorted(passages, key=lambda passage: -passage.length)[:_QUOTES]
    return [text[one.start : one.end].strip() for one in sorted(chosen, key=lambda passage: passage.start)]


def copied_texts(crowd: Crowd) -> Iterator[Finding]:
    """COPY-TEXT: one finding a section for last year's text, and one for those of other agencies."""
    heads = crowd.reports[["report_id", "agency_id", "code", "name", "year"]]
    others = heads.rename(columns={name: f"other_{name}" for name in heads.columns})
    found = crowd.likenesses.merge(heads, on="report_id").merge(others, on="other_report_id")
    own = found["agency_id"] == found["other_agency_id"]
    year, agency = (crowd.thresholds.of(CHECK, name) for name in ("year", "agency"))
    last = own & (found["other_year"] == found["year"] - 1) & (found["share"] >= year)
    for row in found[last].to_dict("records"):
        yield _finding(crowd, [row], "year", {"previous_year": int(row["other_year"])})
    elsewhere = ~own & (found["other_year"] <= found["year"]) & (found["share"] >= agency)
    # The most alike first; where several are, the latest.
    order = ["report_id", "section", "share", "other_year", "other_report_id"]
    ranked = found[elsewhere].sort_values(order, ascending=[True, True, False, False, True])
    for _, group in groupby(ranked.to_dict("records"), key=lambda row: (row["report_id"], row["section"])):
        rows = list(group)
        values = {"name": str(rows[0]["other_name"]), "other_year": int(rows[0]["other_year"]), "more": len(rows) - 1}
        yield _finding(crowd, rows, "agency" if len(rows) == 1 else "agencies", values)


def _finding(crowd: Crowd, rows: list[dict[Any, Any]], variant: str, values: Mapping[str, object]) -> Finding:
    """A finding on one section; `rows` are the texts it stands in, the most alike first."""
    first = rows[0]
    part = Message("checks.section", {"number": str(first["section"])})
    quotes = [str(text) for text in first["quotes"]]
    return finding_of(
        crowd.subject(first),
        CHECK,
        Message(f"checks.said.COPY-TEXT.{variant}", {"part": part, "share": int(first["share"]), **values}),
        seen=[first["section"], *quotes],
        evidence=[variant == "year", *sorted((str(row["other_code"]), int(row["other_year"])) for row in rows)],
        beside=[Beside(plain_id(row["other_agency_id"]), int(row["other_year"])) for row in rows[:_BESIDE]],
        quotes=[Quote(str(first["section"]), text) for text in quotes],
    )
