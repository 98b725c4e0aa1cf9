"""The checks as data: one frozen record each, read from `catalogue.toml`, each with three examples."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from lib.checks.model import Severity
from lib.forms import Label, TableKey

_FILE = Path(__file__).parent / "catalogue.toml"

Family = Literal["identity", "cell", "structure", "chain", "zero"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Example(_Frozen):
    """A report that differs from the base report in what it names.

    In `figures` a text is what stands in the cell: "" is blank, "#N/A" is a cell the document does not have, other
    text is no number; 2.5 is a count that is no integer. `fill` goes into every cell in place of the base report's
    figures. An edition "" is a table the document does not have. `sections` are characters of prose; {} is prose that
    was not recorded.
    `earlier` are the reports of the years before, the last year first.
    """

    fill: int | str | None = None
    figures: dict[str, int | float | str] = {}
    editions: dict[TableKey, str] = {}
    year: int | None = None
    revision: int | None = None
    facts: tuple[tuple[str, str], ...] = ()
    sections: dict[str, int] | None = None
    earlier: tuple[Example, ...] = ()


class Examples(_Frozen):
    """What the check must say nothing about, what it must find, and what it must leave open."""

    holds: Example = Example()
    broken: Example
    undetermined: Example


class Check(_Frozen):
    """A check. `basis` is where it is laid down or what it follows from; `todo` is what to do about a finding."""

    id: str
    family: Family
    severity: Severity
    title: Label
    formula: Label
    why: Label
    basis: Label
    todo: Label
    thresholds: dict[str, int] = {}
    examples: Examples


@cache
def load_catalogue() -> dict[str, Check]:
    """Every check by id, in the order of the catalogue. Raises pydantic's ValidationError for a malformed record."""
    checks = [Check.model_validate(record) for record in _parsed()["checks"]]
    return {check.id: check for check in checks}


@cache
def base_report() -> Example:
    """The report the examples start from: it agrees with itself, and with another of its kind as the year before."""
    return Example.model_validate(_parsed()["base"])


def threshold(check: str, name: str) -> int:
    """A number a check depends on."""
    return load_catalogue()[check].thresholds[name]


@cache
def _parsed() -> dict[str, list[object]]:
    return tomllib.loads(_FILE.read_text("utf-8"))
