"""The figures behind a chart as columns with their kind, so that every file writes a year, a count and a rate alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from lib.charts import table
from lib.charts.words import number, percent
from lib.exports.printed import clean
from lib.language import Language, t
from lib.views.model import Matrix

Kind = Literal["text", "year", "count", "rate", "number"]
Value = str | int | float | None
_RATES = ("rate", "low", "high")


@dataclass(frozen=True)
class Figures:
    """A column: its head, what its values are, and the values; None is not known and never 0."""

    head: str
    kind: Kind
    values: tuple[Value, ...]


def figures(view: Any, lang: Language) -> tuple[Figures, ...]:
    """The columns of the table of `view` (`lib.charts.table`)."""
    frame = table(view, lang)
    rates = {t(f"charts.{name}", lang) for name in _RATES}
    if isinstance(view, Matrix) and view.is_rate:
        rates.add(t("charts.value", lang))
    return tuple(_column(str(head), frame[head], rates, lang) for head in frame.columns)


def as_text(value: Value, kind: Kind) -> str:
    """A value as it is printed; "—" for what is not known."""
    if value is None or isinstance(value, str):
        return value or "—"
    if kind == "year":
        return str(value)
    return percent(value) if kind == "rate" else number(value)


def _column(head: str, column: pd.Series[Any], rates: set[str], lang: Language) -> Figures:
    kind: Kind = "text"
    if head in rates:
        kind = "rate"
    elif str(column.dtype) == "Int64":
        kind = "year" if head == t("charts.year", lang) else "count"
    elif str(column.dtype) == "Float64":
        kind = "number"
    return Figures(clean(head), kind, tuple(_value(value) for value in column))


def _value(value: Any) -> Value:
    if value is None or value is pd.NA or value != value:
        return None
    if isinstance(value, str):
        return clean(value)
    return int(value) if int(value) == value and not isinstance(value, float) else float(value)
