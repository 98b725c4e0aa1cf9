"""The relations between a report and the one before it, as data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lib.checks.relations import Part, Relation
from lib.forms import load_forms, newest_form

STOCK = ("issued", "repealed", "in_force")


@cache
def chain_relations() -> tuple[Relation, ...]:
    """Every relation that reaches over years, or bounds what does, in the order of the catalogue."""
    return (*_carries(), *_stocks(), *_stock_bounds())


@cache
def relations_of(check: str, row: str | None = None) -> tuple[Relation, ...]:
    """The chain relations of one check, or of one row of it."""
    chosen = [relation for relation in chain_relations() if relation.check == check]
    return tuple(relation for relation in chosen if row is None or _row(relation) == row)


def _carries() -> Iterator[Relation]:
    """R25(y−1) = R02(y), column by column."""
    for column in newest_form().tables["requests"].columns:
        out, into = (f"{row}.{column.key}" for row in ("requests.carry_out", "requests.carry_in"))
        yield Relation(f"YEAR-CARRY/{column.key}", "YEAR-CARRY", (Part(out, "left", back=1), Part(into, "right")))


@cache
def stock_rows() -> tuple[str, ...]:
    """The rows of table 二 that count documents issued, repealed and in force, in any edition."""
    rows = {
        row.key: None
        for form in load_forms().values()
        for row in form.tables["proactive"].rows
        if {f"proactive.{row.key}.{name}" for name in STOCK} <= set(form.tables["proactive"].keys)
    }
    return tuple(rows)


def _stocks() -> Iterator[Relation]:
    """s(y−1) + m(y) − q(y) = s(y)."""
    for row in stock_rows():
        issued, repealed, in_force = (f"proactive.{row}.{name}" for name in STOCK)
        parts = (
            Part(in_force, "left", back=1),
            Part(issued, "left"),
            Part(repealed, "left", sign=-1),
            Part(in_force, "right"),
        )
        yield Relation(f"YEAR-STOCK/{row}", "YEAR-STOCK", parts, same_edition=True)


def _stock_bounds() -> Iterator[Relation]:
    """q(y) ≤ s(y−1) + m(y), and m(y) − q(y) ≤ s(y), which needs no other year."""
    for row in stock_rows():
        issued, repealed, in_force = (f"proactive.{row}.{name}" for name in STOCK)
        past = (Part(repealed, "left"), Part(in_force, "right", back=1), Part(issued, "right"))
        yield Relation(f"YEAR-STOCK-BOUND/{row}.repealed", "YEAR-STOCK-BOUND", past, relation="≤", same_edition=True)
        present = (Part(issued, "left"), Part(repealed, "left", sign=-1), Part(in_force, "right"))
        yield Relation(f"YEAR-STOCK-BOUND/{row}.in_force", "YEAR-STOCK-BOUND", present, relation="≤")


def _row(relation: Relation) -> str:
    return relation.id.partition("/")[2].partition(".")[0]
