"""Many reports at once, a portion at a time: what is held stays small however many there are.

Each portion is a transaction of its own, judged as it comes; what agencies are compared by comes last. Cut short, what
is in stays in and is judged to its end at the next start; the same portions once more change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lib.loading.importing import Summary, raise_version
from lib.loading.judging import Judging, conclude, judge_agencies, judge_portion, store_is_judged
from lib.store import Agencies, RosterEntry, Store
from lib.store.reading import years as stored_years
from lib.store.rows import Rows
from lib.store.writing import add_reports, known_revisions, next_report_id


@dataclass(frozen=True, eq=False)
class Portion:
    """Reports of whole agencies. `rows` gives them, numbered from 0, for the ids of the agencies in their order; it adds
    to the summary what is to be said of them."""

    agencies: Sequence[RosterEntry]
    rows: Callable[[Sequence[int], Summary], Rows]


def load_portions(
    store: Store, portions: Iterable[Portion], progress: Callable[[int], None] = lambda reports: None
) -> Summary:
    """Take in portions and judge them; `progress` hears how many reports have been seen so far. The agencies are put into
    the store as a roster is."""
    summary = Summary()
    agencies = Agencies.read(store)
    others, years = False, set[int]()
    with store.transaction():
        if stored_years(store) and not store_is_judged(store):
            judge_agencies(store, None)
        judging = Judging.begin(store, "reports")
    for portion in portions:
        with store.transaction():
            ids = agencies.put(portion.agencies)
            others |= agencies.write(store)
            coming = _numbered(store, portion.rows(ids, summary), summary)
            years |= set(coming.report.column("year").to_pylist())
            add_reports(store, coming)
            judge_portion(store, ids, judging)
        progress(summary.added + summary.revised + summary.unchanged)
    with store.transaction():
        conclude(store, judging, None if others else years)
        judging.count(store, summary.added, summary.revised, summary.unchanged)
        raise_version(store)
    return summary


def _numbered(store: Store, rows: Rows, summary: Summary) -> Rows:
    """The rows of what is new, with the ids they get."""
    offered = [rows.report.column(name).to_pylist() for name in ("report_id", "agency_id", "year", "content_hash")]
    known = known_revisions(store, offered[1], offered[2])
    numbers = np.full(max(offered[0], default=-1) + 1, -1, dtype=np.int64)
    revisions = np.zeros_like(numbers)
    number = next_report_id(store)
    for place, agency_id, year, digest in zip(*offered, strict=True):
        before, revision = known.get((agency_id, year), ("", 0))
        if before == digest:
            summary.unchanged += 1
            continue
        summary.revised += revision > 0
        summary.added += revision == 0
        numbers[place], revisions[place] = number, revision + 1
        number += 1
    return rows.numbered(numbers, revisions)
