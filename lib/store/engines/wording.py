"""One text a query: what is written for the embedded store is said in the words of another engine's SQL.

The translation is sqlglot's. The rules beside it are for what an engine takes, and answers differently: the contract
suite (`tests/store/contract`) asks every query of every engine and compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

import sqlglot
from sqlglot import exp

from lib.store.engines.copies import TABLES, table_of

Dialect = Literal["spark", "clickhouse"]
# Stands for a value until the text is translated: no text of ours has these characters.
_PLACE = "'\ue000{}\ue001'"
_PLACES = re.compile(_PLACE.format(r"(\d+)"))
# Every engine can hold this moment; nothing that is stored is earlier.
_EARLIEST = datetime(1970, 1, 1)


@dataclass(frozen=True)
class Worded:
    """A query in an engine's words: `pieces` of text, and between them the values whose numbers are `places`.

    `summed`: the columns that are plain sums; the embedded store adds up in 128 bits, which a frame holds as floats."""

    pieces: tuple[str, ...]
    places: tuple[int, ...]
    summed: frozenset[str]
    tables: frozenset[str]
    dialect: Dialect

    def text(self, values: Sequence[object]) -> str:
        """The statement with its values in it, as literals of the engine's SQL."""
        said = [*(_literal(values[place], self.dialect) for place in self.places), ""]
        return "".join(part for pair in zip(self.pieces, said, strict=True) for part in pair)


@lru_cache(maxsize=1024)
def worded(sql: str, dialect: Dialect, copy: str) -> Worded:
    """A query of the embedded store for the tables of a copy on an engine. Raises sqlglot's errors where it has no
    words for it."""
    tree = sqlglot.parse_one(_with_places(sql), read="duckdb")
    assert isinstance(tree, exp.Query)
    summed = frozenset(column.alias_or_name for column in tree.selects if _is_sum(column.unalias()))
    tables = frozenset(_name_tables(tree, copy))
    for rule in (_list_length, *_RULES[dialect]):
        tree = tree.transform(rule)
    parts = _PLACES.split(tree.sql(dialect=dialect, unsupported_level=sqlglot.ErrorLevel.RAISE))
    return Worded(tuple(parts[::2]), tuple(map(int, parts[1::2])), summed, tables, dialect)


def _is_sum(column: exp.Expr) -> bool:
    """Whether a column is a plain sum, also one that is only said where something is."""
    if isinstance(column, exp.Case):
        return all(isinstance(branch.args["true"], exp.Sum) for branch in column.args["ifs"])
    return isinstance(column, exp.Sum)


def _with_places(sql: str) -> str:
    """The text with a numbered place for every question mark that stands for a value."""
    marks = [token.start for token in sqlglot.tokenize(sql, read="duckdb") if token.token_type.name == "PLACEHOLDER"]
    parts, before = [], 0
    for number, mark in enumerate(marks):
        parts += [sql[before:mark], _PLACE.format(number)]
        before = mark + 1
    return "".join([*parts, sql[before:]])


def _name_tables(tree: exp.Expr, copy: str) -> set[str]:
    """Give the tables the names they have in the copy; which they are."""
    found = set()
    for table in tree.find_all(exp.Table):
        if table.name in TABLES and not table.db:
            found.add(table.name)
            alias = table.alias or table.name
            table.replace(exp.to_table(table_of(table.name, copy)).as_(alias, table=True))
    return found


def _literal(value: object, dialect: Dialect) -> str:
    if isinstance(value, datetime):
        moment = f"'{max(value, _EARLIEST):%Y-%m-%d %H:%M:%S.%f}'"
        return f"toDateTime64({moment}, 6, 'UTC')" if dialect == "clickhouse" else f"TIMESTAMP_NTZ {moment}"
    if value == [] and dialect == "clickhouse":
        return "emptyArrayString()"
    return exp.convert(value).sql(dialect=dialect)


def _list_length(node: exp.Expr) -> exp.Expr:
    """len() is asked of lists as of texts."""
    if isinstance(node, exp.Length) and isinstance(node.this, exp.ArrayFilter):
        return exp.ArraySize(this=node.this)
    return node


def _kept_from_the_scan(node: exp.Expr) -> exp.Expr:
    """A condition on the items of a list is added to a 0 of chance: Sail (0.7.2) hands conditions down to the reading of
    the files, and fails there on those of lists; a condition with chance in it stays where it is."""
    if isinstance(node, exp.ArraySize):
        return exp.paren(exp.Add(this=node, expression=exp.cast(exp.Rand(), "INT")))
    return node


def _sorted_list(node: exp.Expr) -> exp.Expr:
    """Spark collects a list in no order: it is sorted afterwards. Lists are only ever made in the order of their items."""
    if isinstance(node, exp.ArrayAgg) and isinstance(node.this, exp.Order):
        return exp.Anonymous(this="sort_array", expressions=[exp.ArrayAgg(this=node.this.this)])
    return node


def _typed_range(node: exp.Expr) -> exp.Expr:
    """An empty range has no type in Spark."""
    if isinstance(node, exp.GenerateSeries):
        return exp.cast(node.copy(), "ARRAY<INT>", dialect="spark")
    return node


def _plain_range(node: exp.Expr) -> exp.Expr:
    """ClickHouse has range() as the embedded store has it."""
    if isinstance(node, exp.GenerateSeries):
        return exp.Anonymous(this="range", expressions=[node.args["start"], node.args["end"]])
    return node


def _said_columns(node: exp.Expr) -> exp.Expr:
    """In ClickHouse a column that says whether something is so is 0 or 1, and one of a join is called `a.year`, unless it
    is told otherwise."""
    if isinstance(node, exp.Select):
        for column in node.expressions:
            said = column.unalias()
            if isinstance(said, exp.Predicate | exp.Not | exp.Connector | exp.Paren):
                said.replace(exp.cast(said.copy(), "BOOLEAN"))
            elif isinstance(column, exp.Column) and column.table and not column.is_star:
                column.replace(exp.alias_(column.copy(), column.name, quoted=True))
    return node


def _other_names(node: exp.Expr) -> exp.Expr:
    """What ClickHouse calls otherwise, or means otherwise by the same name."""
    match node:
        case exp.LogicalOr():
            return exp.Max(this=node.this)
        case exp.Lower():
            return _called("lowerUTF8", node.this)
        case exp.ArraySize():
            return _called("length", node.this)
        case exp.ArrayAgg(this=exp.Order(this=items)):
            return exp.Anonymous(this="arraySort", expressions=[_called("groupArray", items)])
        case exp.ArrayPosition(this=items, expression=item):
            return _called("indexOf", items, item)
        case exp.ArrayPrepend(this=items, expression=item):
            return _called("arrayPushFront", items, item)
        case exp.BitwiseAnd(this=left, expression=right):
            return _called("bitAnd", left, right)
        case exp.BitwiseRightShift(this=left, expression=right):
            return _called("bitShiftRight", left, right)
        case exp.BitwiseNot():
            return _called("bitNot", node.this)
        case exp.Anonymous(this="bit_count"):
            return _called("bitCount", *node.expressions)
        case exp.Median():
            half = [exp.Literal.number(0.5)]
            return exp.ParameterizedAgg(this="quantileExactInclusive", expressions=half, params=[node.this])
    return node


def _called(name: str, *given: exp.Expr) -> exp.Expr:
    """A function of ClickHouse; what is given to it is put into its words too, which a rule does not do by itself."""
    return exp.Anonymous(this=name, expressions=[one.transform(_other_names) for one in given])


_RULES: dict[Dialect, tuple[Callable[[exp.Expr], exp.Expr], ...]] = {
    "spark": (_kept_from_the_scan, _sorted_list, _typed_range),
    "clickhouse": (_plain_range, _said_columns, _other_names),
}
