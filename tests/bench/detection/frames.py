"""Fictional blocks as the checks take them: a batch, and the crowd, without the way through files and the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from lib.checks import CROWD_HEAD, CROWD_KEYS, Batch, Crowd
from lib.checks.copying import FLOWS
from lib.demo import Block, scope_of
from lib.demo.activity import KEY_ROWS
from lib.demo.block import AMOUNTS, HUNDREDTHS, tables_of
from lib.forms import ALL_KEYS, COUNT_KEYS, EDITION_KEYS, TABLES, table_of
from lib.store.agencies import region_of
from tests.checks.frames import likenesses_of


class Reports:
    """The reports of some blocks that were published, numbered from 0 in the order of their agencies and years.

    `alone`: without prose, and each as if it were its agency's only one, so that nothing but its own figures speaks.
    """

    def __init__(self, blocks: Sequence[Block], *, alone: bool = False) -> None:
        self.blocks = blocks
        self._alone = alone
        self.places = [(block, n) for block in blocks for n in range(block.size) if n not in block.missing]
        self.number = {(id(block), report): n for n, (block, report) in enumerate(self.places)}
        starts, total = {}, 0
        for block in blocks:
            starts[id(block)] = total
            total += len(block.agencies)
        self._first_agency = starts

    def agency_id(self, block: Block, agency: int) -> int:
        """The number of an agency, counted through all blocks."""
        return self._first_agency[id(block)] + agency

    def batch(self) -> Batch:
        """All of them with their prose."""
        return Batch.of(*self.frames())

    def frames(self) -> tuple[pd.DataFrame, ...]:
        """What a batch is made of: figures, irregular cells, facts, prose, figures of the revisions before."""
        return self.figures(), self._irregular(), self._facts(), self._prose(), self._former()

    def figures(self) -> pd.DataFrame:
        parts = []
        for block in self.blocks:
            kept = [n for n in range(block.size) if n not in block.missing]
            frame = pd.DataFrame(self._heads(block, kept))
            cells = _cells(block).iloc[kept].reset_index(drop=True)
            parts.append(pd.concat([frame, cells], axis=1))
        return pd.concat(parts, ignore_index=True)

    def crowd(self) -> Crowd:
        """The same, and every agency on the roster from its first year on."""
        figures = self.figures()
        numbers = figures[list(ALL_KEYS)].fillna(0)
        filled = (numbers != 0).sum(axis=1)
        digest = pd.util.hash_pandas_object(numbers, index=False)
        head = figures[list(dict.fromkeys((*CROWD_HEAD, *CROWD_KEYS)))]
        texts = [block.text[report] for block, report in self.places]

        def prose(wanted: Sequence[int]) -> Mapping[int, Mapping[str, str]]:
            return {int(n): texts[int(n)] for n in wanted}

        volume = numbers[list(FLOWS)].abs().sum(axis=1)
        crowd = Crowd(head.assign(filled=filled, digest=digest, volume=volume), self._roster(), prose)
        return replace(crowd, likenesses=likenesses_of(crowd))

    def _roster(self) -> pd.DataFrame:
        rows = [
            {
                "agency_id": self.agency_id(block, n), "code": agency.name, "name": agency.name, "kind": agency.kind,
                "level": agency.level, "region": region_of(agency.region_code), "parent": agency.parent,
                "expected_from": block.first_year, "expected_until": None, "past_names": [],
            }
            for block in self.blocks for n, agency in enumerate(block.agencies)
        ]  # fmt: skip
        return pd.DataFrame(rows).astype({"expected_from": "Int32", "expected_until": "Int32"})

    def _heads(self, block: Block, kept: Sequence[int]) -> Iterator[dict[str, object]]:
        for report in kept:
            agency = block.agency(report)
            tables = tables_of(block, report)
            yield {
                "report_id": self.number[id(block), report],
                "agency_id": self.number[id(block), report]
                if self._alone
                else self.agency_id(block, report // block.span),
                "year": block.year(report),
                "revision": 2 if report in block.former else 1,
                "scope": scope_of(agency),
                "published_on": block.published[report],
                "code": agency.name,
                "name": agency.name,
                "kind": agency.kind,
                "level": agency.level,
                "region": region_of(agency.region_code),
                "parent": agency.parent,
                **{f"edition_{table}": tables.get(table) for table in TABLES},
            }

    def _irregular(self) -> pd.DataFrame:
        rows = []
        for block in self.blocks:
            for (report, key), raw in block.raw.items():
                if raw and report not in block.missing:
                    number = self.number[id(block), report]
                    rows.append((number, key, "not_integer" if _is_fraction(raw) else "unread", raw))
        return pd.DataFrame(rows, columns=["report_id", "key", "state", "raw"])

    def _facts(self) -> pd.DataFrame:
        rows = [
            (self.number[id(block), report], "duplicate", str(len(cells)))
            for block in self.blocks
            for report, cells in block.rivals.items()
        ]
        return pd.DataFrame(rows, columns=["report_id", "kind", "detail"])

    def _prose(self) -> pd.DataFrame:
        rows = [
            (n, name, text)
            for n, (block, report) in enumerate(() if self._alone else self.places)
            for name, text in block.text[report].items()
        ]
        return pd.DataFrame(rows, columns=["report_id", "section", "text"])

    def _former(self) -> pd.DataFrame:
        rows = []
        for block in self.blocks:
            for report, cells in block.former.items():
                own = {key: _plain(block, report, key) for key in ALL_KEYS} | dict(cells)
                rows.append({"report_id": self.number[id(block), report], **own})
        return pd.DataFrame(rows, columns=["report_id", *ALL_KEYS])


def _cells(block: Block) -> pd.DataFrame:
    """The figures of every report, NA where one is blank, unread, or not in the edition of its table."""
    editions = {table: [block.edition(report, table) for report in range(block.size)] for table in TABLES}
    having = {
        key: {e for (table, e), keys in EDITION_KEYS.items() if key in keys and table_of(key) == table}
        for key in ALL_KEYS
    }
    out = {
        (table, names): np.array([edition not in names for edition in editions[table]])
        for table, names in {(table_of(key), frozenset(names)) for key, names in having.items()}
    }
    blank: dict[str, list[int]] = {}
    for report, key in block.raw:
        blank.setdefault(key, []).append(report)
    columns = {}
    for key in ALL_KEYS:
        mask = out[table_of(key), frozenset(having[key])].copy()
        mask[blank.get(key, [])] = True
        numbers = block.values[KEY_ROWS[key]]
        if key in COUNT_KEYS:
            columns[key] = pd.arrays.IntegerArray(numbers.copy(), mask)
        else:
            columns[key] = pd.arrays.FloatingArray(numbers / (HUNDREDTHS if key in AMOUNTS else 1), mask)
    return pd.DataFrame(columns)


def _plain(block: Block, report: int, key: str) -> float | None:
    if not block.has(report, key):
        return None
    return block.value(report, key) / (HUNDREDTHS if key in AMOUNTS else 1)


def _is_fraction(raw: str) -> bool:
    return "." in raw and raw.replace(".", "").isdigit()
