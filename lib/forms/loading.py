"""Read the editions from their files: one TOML file an edition, nothing else to register."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

from lib.forms.model import Block, Column, Equation, Form, Label, Row, Table, TableKey, without_enumerator

_EDITIONS = Path(__file__).parent / "editions"


@cache
def load_forms() -> dict[str, Form]:
    """All editions by name, oldest first. Raises pydantic's ValidationError where a file is not of the right shape."""
    forms = [parse_form(path.read_text("utf-8")) for path in sorted(_EDITIONS.glob("*.toml"))]
    return {form.edition: form for form in forms}


def parse_form(text: str) -> Form:
    """An edition from the text of its TOML file."""
    raw = tomllib.loads(text)
    tables = {cast(TableKey, key): _table(cast(TableKey, key), table) for key, table in raw.pop("tables").items()}
    equations = [equation for rule in raw.pop("equations") for equation in _equations(tables[rule["table"]], rule)]
    return Form.model_validate(
        {"until": None, **raw, "tables": tables, "equations": tuple(equations)}, from_attributes=True
    )


def _table(key: TableKey, raw: Mapping[str, Any]) -> Table:
    groups = raw.get("groups", {})
    blocks = tuple(_block(block, groups, raw.get("corner")) for block in raw["blocks"])
    return Table(key=key, section=raw["section"], layout=raw["layout"], blocks=blocks)


def _block(raw: Mapping[str, Any], groups: Mapping[str, Any], corner: Mapping[str, str] | None) -> Block:
    corner = raw.get("corner", corner)
    return Block(
        title=Label(**raw["title"]) if "title" in raw else None,
        corner=Label(**corner) if corner else None,
        columns=tuple(_column(column, groups) for column in raw["columns"]),
        rows=tuple(_row(row, groups) for row in raw["rows"]),
    )


def _column(raw: Mapping[str, Any], groups: Mapping[str, Any]) -> Column:
    label = Label(zh=raw["zh"], en=raw["en"])
    rest = {name: raw[name] for name in raw if name not in {"zh", "en", "under"}}
    return Column(label=label, path=(*_path(raw.get("under"), groups), label), **rest)


def _row(raw: Mapping[str, Any], groups: Mapping[str, Any]) -> Row:
    label = Label(zh=raw["zh"], en=raw["en"])
    bare = Label(zh=without_enumerator(raw["zh"]), en=without_enumerator(raw["en"]))
    short = Label(**raw["short"]) if "short" in raw else bare
    rest = {name: raw[name] for name in raw if name not in {"zh", "en", "under", "short"}}
    return Row(label=label, short=short, path=(*_path(raw.get("under"), groups), label), **rest)


def _path(name: str | None, groups: Mapping[str, Any]) -> tuple[Label, ...]:
    if name is None:
        return ()
    group = groups[name]
    return (*_path(group.get("under"), groups), Label(zh=group["zh"], en=group["en"]))


def _equations(table: Table, rule: Mapping[str, Any]) -> Sequence[Equation]:
    """One equation a row (summed over the columns named) or one a column (summed over the rows named)."""
    along = table.rows if rule["each"] == "row" else table.columns
    return [
        Equation(
            id=f"{rule['check']}/{line.key}",
            check=rule["check"],
            table=table.key,
            left=tuple(_key(table, rule["each"], line.key, name) for name in rule["left"]),
            right=tuple(_key(table, rule["each"], line.key, name) for name in rule["right"]),
        )
        for line in along
    ]


def _key(table: Table, each: str, line: str, name: str) -> str:
    key = f"{table.key}.{line}.{name}" if each == "row" else f"{table.key}.{name}.{line}"
    if key not in table.keys:
        raise ValueError(f"{key}: no such cell in table {table.key}")
    return key
