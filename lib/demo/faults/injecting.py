"""Put faults into a block, each in a report of its own, and list them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from lib.checks.relations import form_relations
from lib.demo.activity import KEY_ROWS
from lib.demo.block import Block, Cell, Fault, stated, tables_of
from lib.demo.faults.model import Change, Kind, Site
from lib.forms import FigureKey

# So many reports are tried before a kind of fault is given up in a block.
_TRIES = 400


def inject(
    block: Block, share: float, kinds: Sequence[str], table: Mapping[str, Kind], random: np.random.Generator
) -> Block:
    """The block with faults in about `share` of its reports, kind after kind in turn; `clean` is the block given.

    A report with a fault has none in the years beside it, so that each can be told from the others.
    """
    taken: set[int] = set()
    having: dict[str, set[int]] = {}
    changes: dict[int, tuple[str, Change]] = {}
    start = int(random.integers(len(kinds)))
    for number in range(round(share * block.size)):
        kind = kinds[(start + number) % len(kinds)]
        agencies = having.setdefault(kind, set()) if table[kind].once else set()
        found = _placed(block, table[kind], taken, agencies, random)
        if found is not None:
            report, change = found
            changes[report] = (kind, change)
            agencies.add(report // block.span)
            taken |= _around(block, report) | (_around(block, change.source) if change.source is not None else set())
    return _changed(block, changes, table)


def _placed(
    block: Block, kind: Kind, taken: set[int], agencies: set[int], random: np.random.Generator
) -> tuple[int, Change] | None:
    """A report that a fault of a kind fits into, none of those `taken` nor of these `agencies`, and what it changes."""
    for report in random.integers(block.size, size=_TRIES).tolist():
        if report in taken or report // block.span in agencies:
            continue
        change = kind.inject(Site(block, report, random))
        if change is None or (change.source is not None and change.source in taken):
            continue
        if not kind.sums or broken_sums(block, report, change):
            return report, change
    return None


def _around(block: Block, report: int) -> set[int]:
    return {place for place in (report, block.before(report), block.after(report)) if place is not None}


def broken_sums(block: Block, report: int, change: Change) -> tuple[str, ...]:
    """The checks of the form's sums that a report so changed breaks, whatever its blanks are."""
    found: dict[str, None] = {}
    tables = {**tables_of(block, report), **change.editions}
    for table, edition in tables.items():
        for relation in form_relations()[table, edition] if edition is not None else ():
            values = [change.figures.get(part.key, block.value(report, part.key)) for part in relation.parts]
            numbers = [value for value in values if not isinstance(value, str)]
            if len(numbers) == len(values):
                total = sum(part.coefficient * value for part, value in zip(relation.parts, numbers, strict=True))
                found |= {relation.check: None} if total else {}
    return tuple(found)


def _changed(block: Block, changes: Mapping[int, tuple[str, Change]], table: Mapping[str, Kind]) -> Block:
    values = block.values.copy()
    text, published = list(block.text), list(block.published)
    raw: dict[tuple[int, FigureKey], str] = {}
    for report, (_, change) in changes.items():
        for key, value in change.figures.items():
            values[KEY_ROWS[key], report] = 0 if isinstance(value, str) else value
            if isinstance(value, str):
                raw[report, key] = value
        text[report] = {**text[report], **change.text}
        published[report] = change.published or published[report]
    placed = {report: change for report, (_, change) in changes.items()}
    return replace(
        block,
        values=values,
        text=tuple(text),
        published=tuple(published),
        raw=raw,
        editions={(n, name): edition for n, change in placed.items() for name, edition in change.editions.items()},
        missing=frozenset(n for n, change in placed.items() if change.missing),
        former={n: change.former for n, change in placed.items() if change.former},
        rivals={n: change.rival for n, change in placed.items() if change.rival},
        faults=tuple(_fault(block, n, kind, change, table[kind]) for n, (kind, change) in sorted(changes.items())),
        clean=block,
    )


def _fault(block: Block, report: int, name: str, change: Change, kind: Kind) -> Fault:
    cells = tuple(_cells(block, report, change))
    checks = tuple(dict.fromkeys((*kind.checks, *broken_sums(block, report, change))))
    return Fault(name, report // block.span, block.year(report), cells, checks, kind.wrong)


def _cells(block: Block, report: int, change: Change) -> Iterator[Cell]:
    for key, value in change.figures.items():
        written = value if isinstance(value, str) else str(stated(key, value))
        yield Cell(key, str(stated(key, block.value(report, key))), written)
    for name, text in change.text.items():
        yield Cell(f"text.{name}", block.text[report].get(name), text)
    for table, edition in change.editions.items():
        yield Cell(f"editions.{table}", block.edition(report, table), edition)
    if change.published is not None:
        yield Cell("published_on", block.published[report].isoformat(), change.published.isoformat())
    if change.missing:
        yield Cell("report", str(block.year(report)), None)
    for name, figures in (("former", change.former), ("rival", change.rival)):
        for key, value in figures.items():
            yield Cell(f"{name}.{key}", str(stated(key, block.value(report, key))), str(stated(key, value)))
