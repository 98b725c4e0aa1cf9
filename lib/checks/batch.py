"""Many reports at once as arrays, key by key: what every check reads."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.checks.model import CellState, ReportId
from lib.forms import ALL_KEYS, EDITION_KEYS, TABLES, UNITS, FigureKey, TableKey, load_forms, table_of

EDITIONS: tuple[str, ...] = tuple(load_forms())
KEY_INDEX: dict[FigureKey, int] = {key: row for row, key in enumerate(ALL_KEYS)}
AMOUNTS: tuple[FigureKey, ...] = tuple(key for key in ALL_KEYS if UNITS[key] in ("amount", "unstated_amount"))
SECTIONS: tuple[str, ...] = ("preamble", "一", "二", "三", "四", "五", "六")
NO_SECTION = -1
_STATES = {"unread": CellState.UNREAD, "absent": CellState.ABSENT, "not_integer": CellState.NOT_INTEGER}
# What a run of cells leaves: digits with the signs, separators and units that stand beside them.
_DIGITS = re.compile(r"[\s.,|+\-−增减万元件条项个笔]*\d[\d\s.,|+\-−增减万元件条项个笔]*")
_YEARS_APART = 10_000
# Looking a member up in its class costs more than all else where a cell is read.
_CELL_STATES = tuple(CellState)
_STATED = int(CellState.STATED)


@dataclass(frozen=True, eq=False)
class Batch:
    """Reports side by side: every array has one column a report, in the order they came.

    `values` (keys × reports) holds counts, 0 where none is stated; `amounts` holds money (万元, or as printed);
    `states` says which cells are stated, blank or worse. `editions` is an index into EDITIONS, −1 where the document
    has no such table. `lengths` is characters of prose by section, −1 where there is none.
    """

    report_ids: NDArray[np.object_]
    agency_ids: NDArray[np.object_]
    years: NDArray[np.int64]
    revisions: NDArray[np.int64]
    editions: dict[TableKey, NDArray[np.int8]]
    values: NDArray[np.int64]
    amounts: dict[FigureKey, NDArray[np.float64]]
    states: NDArray[np.uint8]
    facts: dict[int, tuple[tuple[str, str], ...]]
    lengths: NDArray[np.int64]

    @classmethod
    def of(cls, figures: pd.DataFrame, irregular: pd.DataFrame, facts: pd.DataFrame, sections: pd.DataFrame) -> Self:
        """A batch from the store's frames. Rows about reports that are not in `figures` are passed over.

        A null within the table's edition that `irregular` does not name is a blank. Raises KeyError for a key
        without a column or a state without a name.
        """
        ids = pd.Index(figures["report_id"])
        editions = {table: _edition_codes(figures[f"edition_{table}"]) for table in TABLES}
        values, amounts, states = _cells(figures, editions)
        _mark_irregular(values, amounts, states, ids, irregular)
        return cls(
            report_ids=ids.to_numpy(dtype=object),
            agency_ids=figures["agency_id"].to_numpy(dtype=object),
            years=figures["year"].to_numpy(dtype=np.int64),
            revisions=figures["revision"].to_numpy(dtype=np.int64, na_value=1),
            editions=editions,
            values=values,
            amounts=amounts,
            states=states,
            facts=_facts(ids, facts),
            lengths=_lengths(ids, sections),
        )

    @property
    def size(self) -> int:
        return len(self.report_ids)

    @cached_property
    def previous(self) -> NDArray[np.intp]:
        """Where the same agency's report of the year before stands, −1 where there is none."""
        return self._neighbour(-1)

    @cached_property
    def following(self) -> NDArray[np.intp]:
        """Where the same agency's report of the year after stands, −1 where there is none."""
        return self._neighbour(1)

    def reported(self, key: FigureKey, report: int) -> int | None:
        """The count in a cell, None where none is stated."""
        row = KEY_INDEX[key]
        return int(self.values[row, report]) if self.states[row, report] == _STATED else None

    def state(self, key: FigureKey, report: int) -> CellState:
        return _CELL_STATES[int(self.states[KEY_INDEX[key], report])]

    def edition(self, table: TableKey, report: int) -> str | None:
        """The edition of a table in one report, None where the document has no such table."""
        code = int(self.editions[table][report])
        return EDITIONS[code] if code >= 0 else None

    def _neighbour(self, distance: int) -> NDArray[np.intp]:
        codes = pd.factorize(self.agency_ids)[0].astype(np.int64)
        place = codes * _YEARS_APART + self.years
        order = np.lexsort((self.revisions, place))
        if not order.size:
            return order
        ordered = place[order]
        last = np.searchsorted(ordered, place + distance, side="right") - 1
        found = (last >= 0) & (ordered[last] == place + distance)
        return np.where(found, order[last], -1)


def rows_of(table: TableKey) -> slice:
    """The rows of a table in `values` and `states`: the superset keeps a table's keys together."""
    rows = [row for key, row in KEY_INDEX.items() if table_of(key) == table]
    return slice(rows[0], rows[-1] + 1)


def _edition_codes(names: pd.Series[Any]) -> NDArray[np.int8]:
    return np.asarray(pd.Categorical(names, categories=EDITIONS).codes, dtype=np.int8)


def _cells(
    figures: pd.DataFrame, editions: dict[TableKey, NDArray[np.int8]]
) -> tuple[NDArray[np.int64], dict[FigureKey, NDArray[np.float64]], NDArray[np.uint8]]:
    values = np.zeros((len(ALL_KEYS), len(figures)), dtype=np.int64)
    states = np.zeros(values.shape, dtype=np.uint8)
    amounts: dict[FigureKey, NDArray[np.float64]] = {}
    inside: dict[tuple[TableKey, tuple[str, ...]], NDArray[np.bool_]] = {}
    for row, key in enumerate(ALL_KEYS):
        table, having = table_of(key), _editions_with(key)
        if (table, having) not in inside:
            inside[table, having] = np.isin(editions[table], [EDITIONS.index(name) for name in having])
        here = inside[table, having]
        column = figures[key]
        states[row] = np.where(here, column.isna().to_numpy(dtype=np.bool_) * CellState.BLANK, CellState.OUTSIDE)
        if key in AMOUNTS:
            amounts[key] = np.where(here, _numbers(column), 0.0)
        else:
            values[row] = _counts(column, states[row])
            values[row, states[row] != CellState.STATED] = 0
    return values, amounts, states


def _editions_with(key: FigureKey) -> tuple[str, ...]:
    return tuple(name for name in EDITIONS if key in EDITION_KEYS.get((table_of(key), name), ()))


def _numbers(column: pd.Series[Any]) -> NDArray[np.float64]:
    plain = column.where(column.notna(), 0).astype(np.float64) if column.dtype == np.object_ else column
    numbers: NDArray[np.float64] = np.nan_to_num(plain.to_numpy(dtype=np.float64, na_value=0.0))
    return numbers


def _counts(column: pd.Series[Any], states: NDArray[np.uint8]) -> NDArray[np.int64]:
    """The counts of a column; a fraction that came as a float is marked as no integer."""
    if pd.api.types.is_integer_dtype(column.dtype):
        return column.to_numpy(dtype=np.int64, na_value=0)
    numbers = _numbers(column)
    whole = np.rint(numbers)
    states[(numbers != whole) & (states == CellState.STATED)] = CellState.NOT_INTEGER
    return whole.astype(np.int64)


def _mark_irregular(
    values: NDArray[np.int64],
    amounts: dict[FigureKey, NDArray[np.float64]],
    states: NDArray[np.uint8],
    ids: pd.Index[Any],
    irregular: pd.DataFrame,
) -> None:
    places = ids.get_indexer(pd.Index(irregular["report_id"]))
    known = places >= 0
    columns = places[known]
    keys = irregular["key"].to_numpy(dtype=object)[known]
    rows = np.array([KEY_INDEX[key] for key in keys], dtype=np.intp)
    told = zip(irregular["state"].to_numpy(dtype=object), irregular["raw"].to_numpy(dtype=object), strict=True)
    codes = np.array([_cell_state(str(name), raw) for name, raw in told], dtype=np.uint8)[known]
    states[rows, columns] = codes
    values[rows, columns] = 0
    for key, column in zip(keys, columns, strict=True):
        if key in amounts:
            amounts[key][column] = 0.0


def _cell_state(name: str, raw: object) -> CellState:
    """Digits and nothing else, yet not taken for the cell's figure: they belong to several cells, nobody knows which."""
    if name == "unread" and isinstance(raw, str) and _DIGITS.fullmatch(unicodedata.normalize("NFKC", raw)):
        return CellState.AMBIGUOUS
    return _STATES[name]


def _facts(ids: pd.Index[Any], facts: pd.DataFrame) -> dict[int, tuple[tuple[str, str], ...]]:
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    places = ids.get_indexer(pd.Index(facts["report_id"]))
    for place, kind, detail in zip(places, facts["kind"], facts["detail"], strict=True):
        if place >= 0:
            found[int(place)] = (*found.get(int(place), ()), (str(kind), str(detail)))
    return found


def _lengths(ids: pd.Index[Any], sections: pd.DataFrame) -> NDArray[np.int64]:
    lengths = np.full((len(SECTIONS), len(ids)), NO_SECTION, dtype=np.int64)
    places = ids.get_indexer(pd.Index(sections["report_id"]))
    for row, name in enumerate(SECTIONS):
        here = (places >= 0) & (sections["section"] == name).to_numpy(dtype=np.bool_)
        lengths[row, places[here]] = sections["length"].to_numpy(dtype=np.int64)[here]
    return lengths


def plain_id(value: object) -> ReportId:
    """An id out of an object array as the plain int or str it is."""
    return int(value) if isinstance(value, int | np.integer) else str(value)
