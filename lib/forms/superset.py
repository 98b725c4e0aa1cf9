"""All editions laid over each other: the columns of the store and of a CSV of reports."""

from __future__ import annotations

from typing import cast

from lib.forms.loading import load_forms
from lib.forms.model import TABLES, Column, FigureKey, Form, Row, TableKey, Unit


def _superset() -> dict[FigureKey, Unit]:
    units: dict[FigureKey, Unit] = {}
    for table in TABLES:
        for form in load_forms().values():
            units |= {key: column.unit for key, _, column in form.tables[table].cells()}
    return units


UNITS: dict[FigureKey, Unit] = _superset()
ALL_KEYS: tuple[FigureKey, ...] = tuple(UNITS)
COUNT_KEYS: frozenset[FigureKey] = frozenset(key for key, unit in UNITS.items() if unit in ("count", "change"))
EDITION_KEYS: dict[tuple[TableKey, str], tuple[FigureKey, ...]] = {
    (key, form.edition): table.keys for form in load_forms().values() for key, table in form.tables.items()
}


def table_of(key: FigureKey) -> TableKey:
    """The table a figure stands in."""
    return cast(TableKey, key.split(".", 1)[0])


def newest_form() -> Form:
    """The edition in force."""
    return max(load_forms().values(), key=lambda form: form.since)


def find_cell(key: FigureKey, edition: str | None = None) -> tuple[Row, Column]:
    """Row and column of a figure, in `edition` or in the newest edition that has it. Raises KeyError for no such cell."""
    forms = load_forms()
    candidates = [forms[edition]] if edition else sorted(forms.values(), key=lambda form: -form.since)
    for form in candidates:
        for name, row, column in form.tables[table_of(key)].cells():
            if name == key:
                return row, column
    raise KeyError(key)
