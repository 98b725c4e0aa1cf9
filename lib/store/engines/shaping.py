"""Answers of an engine in the types that the embedded store gives."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa


def plain(answer: pa.Table) -> pa.Table:
    """The answer with whole numbers as such (Spark has large ones as decimals) and times without a zone: every time in the
    store is UTC."""
    columns = [_plain_column(column) for column in answer.columns]
    return pa.table(columns, names=answer.column_names)


def rows_of(answer: pa.Table) -> list[dict[str, Any]]:
    """A list of plain dicts; NULL is None."""
    rows: list[dict[str, Any]] = answer.to_pylist()
    return rows


def frame_of(answer: pa.Table, summed: Collection[str]) -> pd.DataFrame:
    """A data frame with the types that the embedded store's frames have: whole numbers and truths with blanks among them
    are nullable ones, texts without any text are objects, and the columns of `summed` are floats."""
    columns: dict[str, Any] = {}
    for name, column in zip(answer.column_names, answer.columns, strict=True):
        if pa.types.is_unsigned_integer(column.type):
            # Some engines count in unsigned numbers.
            column = column.cast(pa.int64())
        found = column.to_pandas()
        if column.null_count and (pa.types.is_integer(column.type) or pa.types.is_boolean(column.type)):
            found = pd.array(column.to_pylist(), dtype=_NULLABLE[str(column.type)])
        elif pa.types.is_string(column.type) and column.null_count == len(column):
            found = pd.Series([None] * len(column), dtype=object)
        columns[name] = found.astype(float) if name in summed else found
    return pd.DataFrame(columns)


_NULLABLE: dict[str, Any] = {"int16": "Int16", "int32": "Int32", "int64": "Int64", "bool": "boolean"}


def _plain_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_decimal(kind) and kind.scale == 0:
        # Past the half of 64 bits pyarrow has no cast for it.
        return pa.chunked_array(
            [pa.array(map(_whole, column.to_pylist()), pa.uint64() if kind.precision == 20 else pa.int64())]
        )
    if pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("us"))
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind) or pa.types.is_dictionary(kind):
        return column.cast(pa.string())
    return column


def _whole(number: Decimal | None) -> int | None:
    return None if number is None else int(number)
