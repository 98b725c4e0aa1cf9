"""The checks as data: one frozen record each, one file a family under `declared/`, each with three examples."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from lib.checks.model import Severity
from lib.forms import Label, TableKey
from lib.reports import Kind, Level, Scope

_FOLDER = Path(__file__).parent / "declared"

Family = Literal["identity", "cell", "structure", "chain", "zero", "text", "copy", "logic", "peer", "filing"]
FAMILIES: tuple[Family, ...] = get_args(Family)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Example(_Frozen):
    """A report that differs from the base report in what it names.

    In `figures` a text is what stands in the cell: "" is blank, "#N/A" is a cell the document does not have, other
    text is no number; 2.5 is a count that is no integer. `fill` goes into every cell in place of the base report's
    figures. An edition "" is a table the document does not have. `sections` are characters of prose; {} is prose that
    was not recorded. `text` is the prose itself, by section, in place of that.
    `earlier` are the reports of the years before, the last year first. `former` are the figures in which the revision
    before this one differs. `peers` are reports of other agencies of the same year, kind, level and region, each there
    `times`; `parts` are reports of agencies whose parent this one is. `filed` False: there is no such report, though one
    was expected.
    """

    fill: int | str | None = None
    figures: dict[str, int | float | str] = {}
    editions: dict[TableKey, str] = {}
    year: int | None = None
    revision: int | None = None
    facts: tuple[tuple[str, str], ...] = ()
    sections: dict[str, int] | None = None
    text: dict[str, str] = {}
    earlier: tuple[Example, ...] = ()
    former: dict[str, int | float | str] = {}
    kind: Kind | None = None
    level: Level | None = None
    scope: Scope | None = None
    published_on: date | None = None
    peers: tuple[Example, ...] = ()
    parts: tuple[Example, ...] = ()
    times: int = 1
    filed: bool = True


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
    examples: Examples


@cache
def load_catalogue() -> dict[str, Check]:
    """Every check by id, family by family. Raises pydantic's ValidationError for a malformed record."""
    checks = [
        Check.model_validate({"family": family, **record})
        for family in FAMILIES
        if (path := _FOLDER / f"{family}.toml").exists()
        for record in tomllib.loads(path.read_text("utf-8"))["checks"]
    ]
    return {check.id: check for check in checks}


@cache
def base_report() -> Example:
    """The report the examples start from: it agrees with itself, and with another of its kind as the year before."""
    return Example.model_validate(tomllib.loads((_FOLDER / "base.toml").read_text("utf-8"))["base"])
