"""Fictional regions, block by block: memory holds one block, however many reports are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from lib.demo.activity import Counts, figures_of
from lib.demo.block import Block
from lib.demo.faults import KINDS, inject
from lib.demo.places import Region, regions
from lib.demo.prose import Sections, Writer
from lib.forms import ALL_KEYS
from lib.reports import Agency

YEARS = (2019, 2025)
# The last day of publication by law: of governments 31 March, of all others 31 January of the year after.
_GOVERNMENTS_UNTIL, _OTHERS_UNTIL, _DAYS_BEFORE = (3, 31), (1, 31), 24


def fictional(
    reports: int,
    seed: int,
    faults: float = 0.0,
    kinds: Sequence[str] = tuple(KINDS),
    years: tuple[int, int] = YEARS,
    *,
    prose: bool = True,
) -> Iterator[Block]:
    """At least so many reports of fictional agencies, each with every year from the first to the last of `years`.

    `faults` is the share of reports that get one, `kinds` which; by construction the others contradict neither
    themselves nor each other. The same arguments give the same blocks; with other `faults`, only the faults differ.
    Without `prose` the figures are the same and nothing is said, nor are there the faults that only what is said can have.
    """
    kinds = [kind for kind in kinds if prose or not KINDS[kind].prose]
    span = years[1] - years[0] + 1
    whole: Counts | None = None
    for number, region in enumerate(regions(max(-(-reports // span), 3), seed)):
        random = np.random.default_rng([seed, 1, number])
        block, whole = _block(region, years, whole, random, prose)
        yield inject(block, faults, kinds, KINDS, np.random.default_rng([seed, 2, number])) if faults else block


def _block(
    region: Region, years: tuple[int, int], carried: Counts | None, random: np.random.Generator, prose: bool
) -> tuple[Block, Counts | None]:
    """The reports of a region without faults, and what its prefecture adds to the province's sum so far.

    `carried` is that sum; the region that holds the province's own government takes it up.
    """
    span = range(years[0], years[1] + 1)
    values = _values(region, span, carried, random)
    top = next(n for n, part in enumerate(region.part_of) if part < 0 and region.agencies[n].kind == "government")
    block = Block(
        agencies=region.agencies,
        first_year=years[0],
        last_year=years[1],
        values=values.reshape(len(ALL_KEYS), -1),
        published=tuple(_day(agency, year, random) for agency in region.agencies for year in span),
        text=tuple(_text(region, values, span, random)) if prose else ({},) * (len(region.agencies) * len(span)),
    )
    if region.agencies[top].parent is None:
        return block, None
    own = values[:, top]
    return block, own if carried is None else carried + own


def _values(region: Region, years: Sequence[int], carried: Counts | None, random: np.random.Generator) -> Counts:
    """Figures of all agencies (keys × agencies × years): the parts are drawn, the aggregates are their sums."""
    single = [n for n, agency in enumerate(region.agencies) if agency.kind != "government"]
    values = np.zeros((len(ALL_KEYS), len(region.agencies), len(years)), dtype=np.int64)
    values[:, single] = figures_of([region.agencies[n] for n in single], years, random)
    part_of = np.array(region.part_of)
    for n, agency in enumerate(region.agencies):
        if agency.kind == "government":
            values[:, n] = values[:, part_of == n].sum(axis=1)
            if agency.level == "province" and carried is not None:
                values[:, n] += carried
    return values


def _text(region: Region, values: Counts, years: Sequence[int], random: np.random.Generator) -> Iterator[Sections]:
    for n, agency in enumerate(region.agencies):
        writer = Writer(agency, random)
        columns = [dict(zip(ALL_KEYS, column, strict=True)) for column in values[:, n].T.tolist()]
        for place, year in enumerate(years):
            before = columns[place - 1].__getitem__ if place else None
            yield writer.write(year, columns[place].__getitem__, before)


def _day(agency: Agency, year: int, random: np.random.Generator) -> date:
    last = _GOVERNMENTS_UNTIL if agency.kind == "government" else _OTHERS_UNTIL
    return date(year + 1, *last) - timedelta(days=int(random.integers(1, _DAYS_BEFORE)))
