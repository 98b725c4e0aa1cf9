"""Fictional reports of one agency over three years each, for the benches: table 三 alone, true in itself and over the years."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.checks import Batch
from lib.checks.batch import AMOUNTS, EDITIONS, KEY_INDEX, PROFILE, SECTIONS, narrowed
from lib.checks.model import CellState
from lib.forms import ALL_KEYS, EDITION_KEYS, TABLES, load_forms

YEARS = 3
EDITION = EDITIONS[-1]
TABLE = load_forms()[EDITION].tables["requests"]
ROWS = tuple(row.key for row in TABLE.rows)
OUTCOMES = tuple(row.key for row in TABLE.rows if row.outcome)
PARTS = tuple(column.key for column in TABLE.columns)[:-1]
# How requests spread: the first columns and a few outcomes take most.
COLUMN_SHARE = np.array([0.8, 0.12, 0.01, 0.02, 0.02, 0.03])
NOISE = 0.35
Ints = NDArray[np.int64]


def agencies(count: int, random: np.random.Generator) -> Ints:
    """Table 三 of so many agencies (agencies × years × rows × columns), every sum and every chain of it holding."""
    size = np.exp(random.normal(2.6, 1.2, count)).clip(5, 3_000)
    spread = random.gamma(0.25, 1.0, (count, len(OUTCOMES))) + 1e-4
    spread /= spread.sum(axis=1, keepdims=True)
    mean = size[:, None, None] * spread[:, :, None] * COLUMN_SHARE
    yearly = np.exp(
        random.normal(0, NOISE, (count, YEARS, 1, 1)) + random.normal(0, NOISE, (count, YEARS, len(OUTCOMES), 1))
    )
    done = random.poisson(mean[:, None] * yearly)
    column = done.sum(axis=2)
    out = random.binomial(column, 0.08)
    into = np.concatenate([random.binomial(column[:, :1], 0.08), out[:, :-1]], axis=1)
    out = out + np.maximum(into - column - out, 0)
    into[:, 1:] = out[:, :-1]
    cells = np.zeros((count, YEARS, len(ROWS), len(PARTS) + 1), dtype=np.int64)
    for n, row in enumerate(OUTCOMES):
        cells[:, :, ROWS.index(row), :-1] = done[:, :, n]
    for row, values in (("result_total", column), ("carry_in", into), ("carry_out", out), ("new", column + out - into)):
        cells[:, :, ROWS.index(row), :-1] = values
    cells[..., -1] = cells[..., :-1].sum(axis=-1)
    return cells


def batch_of(cells: Ints) -> Batch:
    """The reports as a batch, year by year of each agency, with what they say of themselves in prose."""
    reports = cells.shape[0] * YEARS
    values = np.zeros((len(ALL_KEYS), reports), dtype=np.int64)
    for row, name in enumerate(ROWS):
        for column, part in enumerate((*PARTS, "total")):
            values[KEY_INDEX[f"requests.{name}.{part}"]] = cells[:, :, row, column].ravel()
    states = np.full(values.shape, CellState.OUTSIDE, dtype=np.uint8)
    for table in TABLES:
        states[[KEY_INDEX[key] for key in EDITION_KEYS[table, EDITION]]] = CellState.STATED
    number = np.arange(reports)
    return Batch(
        report_ids=number.astype(object),
        agency_ids=(number // YEARS).astype(object),
        profile=pd.DataFrame({name: None for name in PROFILE}, index=range(reports), dtype=object).assign(
            code=(number // YEARS).astype(str)
        ),
        years=2022 + number % YEARS,
        revisions=np.ones(reports, dtype=np.int64),
        editions={table: np.full(reports, EDITIONS.index(EDITION), dtype=np.int8) for table in TABLES},
        values=narrowed(values),
        amounts={key: np.zeros(reports) for key in AMOUNTS},
        states=states,
        facts={},
        lengths=np.full((len(SECTIONS), reports), 100, dtype=np.int64),
        prose={n: {"一": _prose(values[:, n], 2022 + n % YEARS)} for n in range(reports)},
        former={},
    )


def _prose(values: Ints, year: int) -> str:
    new, out, done, granted = (
        values[KEY_INDEX[f"requests.{row}.total"]] for row in ("new", "carry_out", "result_total", "granted")
    )
    return f"{year}年，本机关新收政府信息公开申请{new}件，办结{done}件，其中予以公开{granted}件，结转下年度继续办理{out}件。"
