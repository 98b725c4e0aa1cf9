"""Fictional reports as rows of the store, column by column: what writing them to a file and reading it back gives too.

A report with anything out of the common in it goes the way of a file's; the others, nearly all, are never taken apart.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from lib.demo.activity import KEY_ROWS
from lib.demo.block import AMOUNTS, HUNDREDTHS, Block, scope_of, stated
from lib.demo.writing import published
from lib.demo.years import edition_of, keys_of
from lib.forms import ALL_KEYS, TABLES, FigureKey
from lib.loading.importing import Coming, Summary, first_of
from lib.reports import Report
from lib.store.flatten import CELL, CORRECTION, FACT, FIGURES, PROSE
from lib.store.rows import HEAD, Arrival, Rows, joined, rows_of

Places = NDArray[np.int64]


def block_rows(block: Block, agency_ids: Sequence[int], summary: Summary) -> Rows:
    """The reports of a block as they were first published, numbered by their place in it; `summary` hears of those of
    which there are two."""
    odd = odd_reports(block)
    plain = np.array([n for n in range(block.size) if n not in odd and n not in block.missing], dtype=np.int64)
    arrivals = []
    for report in sorted(odd - block.missing):
        offered = [Coming(report, "demo", one, one.content_hash()) for one in map(_read, published(block, report))]
        kept = first_of(offered, summary)
        arrivals.append(Arrival(report, agency_ids[report // block.span], 1, kept.report, kept.content_hash))
    return joined([_plain_rows(block, plain, agency_ids), rows_of(arrivals)])


def odd_reports(block: Block) -> frozenset[int]:
    """Those that have a cell without a number, another edition, or more than one publication."""
    named = (report for report, _ in (*block.raw, *block.editions))
    return frozenset([*named, *block.former, *block.rivals])


def _read(item: object) -> Report:
    return Report.model_validate(item)


def _plain_rows(block: Block, places: Places, agency_ids: Sequence[int]) -> Rows:
    return Rows(
        report=_heads(block, places, agency_ids),
        figures=_figures(block, places),
        cell=CELL.empty_table(),
        fact=FACT.empty_table(),
        prose=_prose(block, places),
        correction=CORRECTION.empty_table(),
    )


def _heads(block: Block, places: Places, agency_ids: Sequence[int]) -> pa.Table:
    agencies, years = places // block.span, block.years[places]
    told = [agency.model_dump_json(exclude_none=True) for agency in block.agencies]
    scopes = [scope_of(agency) for agency in block.agencies]
    editions = [edition_of(year).edition for year in years.tolist()]
    columns = {
        "report_id": places,
        "agency_id": np.asarray(agency_ids)[agencies],
        "year": years,
        "revision": np.ones(len(places), dtype=np.int16),
        "current": np.ones(len(places), dtype=np.bool_),
        "scope": [scopes[n] for n in agencies],
        **{f"edition_{table}": editions for table in TABLES},
        "published_on": [block.published[n] for n in places],
        "stated": [told[n] for n in agencies],
        "content_hash": list(_hashes(block, places)),
        "loaded_at": [datetime.now(UTC).replace(tzinfo=None)] * len(places),
    }
    missing = pa.nulls(len(places), pa.string())
    return pa.table({name: columns.get(name, missing) for name in HEAD.names}, schema=HEAD)


def _figures(block: Block, places: Places) -> pa.Table:
    years = block.years[places]
    outside = {
        key: np.isin(years, [year for year in set(years.tolist()) if key not in keys_of(year)]) for key in ALL_KEYS
    }
    columns = {
        key: pa.array(
            block.values[row, places] / HUNDREDTHS if key in AMOUNTS else block.values[row, places],
            FIGURES.field(key).type,
            mask=outside[key],
        )
        for key, row in KEY_ROWS.items()
    }
    return pa.table({"report_id": places, **columns}, schema=FIGURES)


def _prose(block: Block, places: Places) -> pa.Table:
    rows = [(n, section, text) for n in places.tolist() for section, text in block.text[n].items()]
    columns = list(zip(*rows, strict=True)) or [()] * len(PROSE)
    return pa.table(dict(zip(PROSE.names, columns, strict=True)), schema=PROSE)


def _hashes(block: Block, places: Places) -> Iterator[str]:
    """What `Report.content_hash` gives, without making the report."""
    agencies = [_json(agency.model_dump()) for agency in block.agencies]
    scopes = [_json(scope_of(agency)) for agency in block.agencies]
    for place in places.tolist():
        year, agency = block.year(place), place // block.span
        keys, pattern = _pattern(year)
        figures = block.values[_rows(year), place].tolist()
        for at in _amounts(year):
            figures[at] = stated(keys[at], figures[at])
        content = (
            f'{{"agency": {agencies[agency]}, {pattern % tuple(figures)}, "notes": [], '
            f'"published_on": "{block.published[place]}", "raw": {{}}, '
            f'"scope": {scopes[agency]}, "text": {_json(block.text[place])}, "year": {year}}}'
        )
        yield hashlib.sha256(content.encode()).hexdigest()


@cache
def _pattern(year: int) -> tuple[tuple[FigureKey, ...], str]:
    """The figures of a year's edition in the order of the hash, and the text they are put into."""
    keys = tuple(sorted(keys_of(year)))
    editions = _json(dict.fromkeys(TABLES, edition_of(year).edition))
    figures = ", ".join(f"{_json(key)}: %s" for key in keys)
    return keys, f'"editions": {editions}, "figures": {{{figures}}}'


@cache
def _rows(year: int) -> Places:
    return np.array([KEY_ROWS[key] for key in _pattern(year)[0]], dtype=np.int64)


@cache
def _amounts(year: int) -> tuple[int, ...]:
    """Where among them money stands, which is printed otherwise than it is held."""
    return tuple(at for at, key in enumerate(_pattern(year)[0]) if key in AMOUNTS)


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True)
