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
PROFILE = ("code", "name", "kind", "level", "region", "parent", "scope", "published_on")
SECTIONS: tuple[str, ...] = ("preamble", "一", "二", "三", "四", "五", "六")
NO_SECTION = -1
_STATES = {"unread": CellState.UNREAD, "absent": CellState.ABSENT, "not_integer": CellState.NOT_INTEGER}
# What a run of cells leaves: digits with the signs, separators and units that stand beside them.
_DIGITS = re.compile(r"[\s.,|+\-−增减万元件条项个笔]*\d[\d\s.,|+\-−增减万元件条项个笔]*")
_YEARS_APART = 10_000
# So large may figures be of which a sum of all cells still is a number of 32 bits.
_NARROW = np.iinfo(np.int32).max // len(ALL_KEYS)
Counts = NDArray[np.int32] | NDArray[np.int64]
# Looking a member up in its class costs more than all else where a cell is read.
_CELL_STATES = tuple(CellState)
_STATED = int(CellState.STATED)


@dataclass(frozen=True)
class Subject:
    """What a finding is about: an agency's report of a year, or (`report_id` None) the report that is not there.

    `code` tells the agency apart in every store, `agency_id` in this one only.
    """

    report_id: ReportId | None
    agency_id: ReportId
    code: str
    year: int


@dataclass(frozen=True, eq=False)
class Batch:
    """Reports side by side: every array has one column a report, in the order they came.

    `values` (keys × reports) holds counts, 0 where none is stated: as `narrowed` has them, so `counts` is for who multiplies
    them; `amounts` holds money (万元, or as printed);
    `states` says which cells are stated, blank or worse. `editions` is an index into EDITIONS, −1 where the document
    has no such table. `lengths` is characters of prose by section, −1 where there is none; `prose` the prose itself, of
    the reports that have some. `profile` says of each report's agency and document what is known: code, the name it
    reports under, kind, level, region, parent, scope, published_on, None where it is not. `former` holds, where a report
    is a revision, the figures of the one before by key, None where that stated no number.
    """

    report_ids: NDArray[np.object_]
    agency_ids: NDArray[np.object_]
    profile: pd.DataFrame
    years: NDArray[np.int64]
    revisions: NDArray[np.int64]
    editions: dict[TableKey, NDArray[np.int8]]
    values: Counts
    amounts: dict[FigureKey, NDArray[np.float64]]
    states: NDArray[np.uint8]
    facts: dict[int, tuple[tuple[str, str], ...]]
    lengths: NDArray[np.int64]
    prose: dict[int, dict[str, str]]
    former: dict[int, dict[FigureKey, int | float | None]]

    @classmethod
    def of(
        cls,
        figures: pd.DataFrame,
        irregular: pd.DataFrame,
        facts: pd.DataFrame,
        prose: pd.DataFrame,
        former: pd.DataFrame,
    ) -> Self:
        """A batch from the store's frames. Rows about reports that are not in `figures` are passed over.

        `prose` has a row a section (report_id, section, text), `former` a row a revised report (report_id and the keys).
        A null within the table's edition that `irregular` does not name is a blank. Raises KeyError for a key without a
        column or a state without a name.
        """
        ids = pd.Index(figures["report_id"])
        editions = {table: _edition_codes(figures[f"edition_{table}"]) for table in TABLES}
        values, amounts, states = _cells(figures, editions)
        texts = _prose(ids, prose)
        _mark_irregular(values, amounts, states, ids, irregular)
        return cls(
            report_ids=ids.to_numpy(dtype=object),
            agency_ids=figures["agency_id"].to_numpy(dtype=object),
            profile=figures[list(PROFILE)].astype(object).where(figures[list(PROFILE)].notna(), None),
            years=figures["year"].to_numpy(dtype=np.int64),
            revisions=figures["revision"].to_numpy(dtype=np.int64, na_value=1),
            editions=editions,
            values=narrowed(values),
            amounts=amounts,
            states=states,
            facts=_facts(ids, facts),
            lengths=_lengths(len(ids), texts),
            prose=texts,
            former=_former(ids, former),
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

    def subject(self, report: int) -> Subject:
        """Whose report it is."""
        return Subject(
            plain_id(self.report_ids[report]),
            plain_id(self.agency_ids[report]),
            self._codes[report],
            int(self.years[report]),
        )

    @cached_property
    def scopes(self) -> list[object]:
        """What each report counts, None where it is not known. A cell of a frame costs more than most checks."""
        return self.profile["scope"].tolist()

    @cached_property
    def _codes(self) -> list[str]:
        return [str(code) for code in self.profile["code"]]

    def counts(self, key: FigureKey) -> NDArray[np.int64]:
        """A key's counts in every report, in numbers of 64 bits; 0 where none is stated."""
        return np.asarray(self.values[KEY_INDEX[key]], dtype=np.int64)

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


def narrowed(values: NDArray[np.int64]) -> Counts:
    """The same figures in numbers of 32 bits where their sums fit in them too, which are read in half the time."""
    largest = max(int(values.max(initial=0)), -int(values.min(initial=0)))
    return values.astype(np.int32) if largest <= _NARROW else values


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


def _prose(ids: pd.Index[Any], prose: pd.DataFrame) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    places = ids.get_indexer(pd.Index(prose["report_id"]))
    for place, section, text in zip(places.tolist(), prose["section"], prose["text"], strict=True):
        if place >= 0:
            found.setdefault(place, {})[str(section)] = str(text)
    return found


def _lengths(reports: int, prose: dict[int, dict[str, str]]) -> NDArray[np.int64]:
    lengths = np.full((len(SECTIONS), reports), NO_SECTION, dtype=np.int64)
    for place, sections in prose.items():
        for row, name in enumerate(SECTIONS):
            if name in sections:
                lengths[row, place] = len("".join(sections[name].split()))
    return lengths


def _former(ids: pd.Index[Any], former: pd.DataFrame) -> dict[int, dict[FigureKey, int | float | None]]:
    if former.empty:
        return {}
    places = ids.get_indexer(pd.Index(former["report_id"]))
    rows = zip(*(former[key].tolist() for key in ALL_KEYS), strict=True)
    return {
        place: {key: None if pd.isna(value) else value for key, value in zip(ALL_KEYS, row, strict=True)}
        for place, row in zip(places.tolist(), rows, strict=True)
        if place >= 0
    }


def plain_id(value: object) -> ReportId:
    """An id out of an object array as the plain int or str it is."""
    return int(value) if isinstance(value, int | np.integer) else str(value)
