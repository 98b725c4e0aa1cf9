"""Fictional regions straight into a store: the same as writing them to files and importing these, without the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from lib.demo.block import Block
from lib.demo.rows import block_rows
from lib.demo.writing import report_dict
from lib.loading import Progress, Summary, load_reports
from lib.loading.importing import silent
from lib.loading.portions import Portion, load_portions
from lib.reports import Report
from lib.store import RosterEntry, Store
from lib.store.rows import Rows, joined

# So many reports are taken in together.
_AT_ONCE = 20_000


def fill_store(
    store: Store, blocks: Iterable[Block], progress: Progress = silent, *, since: int | None = None
) -> Summary:
    """Take in the reports and the roster of fictional regions, then what was published a second time.

    `since` is the year from which the agencies have to report, where not the first of the blocks.
    """
    again: list[tuple[str, Report]] = []
    portions = _portions(blocks, again, since)
    summary = load_portions(store, portions, lambda reports: progress("written", reports, reports))
    if again:
        revised = load_reports(store, again)
        summary.revised += revised.revised
    return summary


def _portions(blocks: Iterable[Block], again: list[tuple[str, Report]], since: int | None) -> Iterator[Portion]:
    together: list[Block] = []
    for block in blocks:
        again += [("demo", Report.model_validate(report_dict(block, report))) for report in sorted(block.former)]
        together.append(block)
        if sum(one.size for one in together) >= _AT_ONCE:
            yield _portion(together, since)
            together = []
    if together:
        yield _portion(together, since)


def _portion(blocks: Sequence[Block], since: int | None) -> Portion:
    entries = [
        RosterEntry(agency, expected_from=since or block.first_year) for block in blocks for agency in block.agencies
    ]

    def rows(ids: Sequence[int], summary: Summary) -> Rows:
        firsts = [0, *accumulate(len(block.agencies) for block in blocks)]
        starts = [0, *accumulate(block.size for block in blocks)]
        parts = [
            block_rows(block, ids[first : first + len(block.agencies)], summary).shifted(start)
            for block, first, start in zip(blocks, firsts, starts, strict=False)
        ]
        return joined(parts)

    return Portion(entries, rows)
