"""What a fault is made of: the place it may be put in, and what it changes there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from lib.demo.activity import PARTS
from lib.demo.block import Block, tables_of
from lib.forms import EDITION_KEYS, FigureKey, TableKey, load_forms

LEAST_RECEIVED = 5


@dataclass(frozen=True)
class Change:
    """What differs in a report. A figure that is a text holds no number: "" is a blank.

    `former` are figures of the report's first publication, `rival` those of a second report. `source` is the report
    that was copied: it must stay as it is.
    """

    figures: Mapping[FigureKey, int | str] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)
    editions: Mapping[TableKey, str | None] = field(default_factory=dict)
    published: date | None = None
    missing: bool = False
    former: Mapping[FigureKey, int] = field(default_factory=dict)
    rival: Mapping[FigureKey, int] = field(default_factory=dict)
    source: int | None = None


@dataclass(frozen=True)
class Site:
    """A report without faults, and the chance that decides what becomes of it."""

    block: Block
    report: int
    random: np.random.Generator

    def value(self, key: FigureKey) -> int:
        return self.block.value(self.report, key)

    def values(self, keys: Sequence[FigureKey]) -> dict[FigureKey, int]:
        return {key: self.value(key) for key in keys}

    @property
    def before(self) -> Site | None:
        """The same agency a year before."""
        place = self.block.before(self.report)
        return None if place is None else Site(self.block, place, self.random)

    @property
    def text(self) -> Mapping[str, str]:
        return self.block.text[self.report]

    @property
    def year(self) -> int:
        return self.block.year(self.report)

    @property
    def received(self) -> int:
        """Requests received and carried in."""
        return self.value("requests.new.total") + self.value("requests.carry_in.total")

    def same_editions(self) -> bool:
        """Whether last year's report is there and has the same form."""
        before = self.before
        return before is not None and tables_of(self.block, before.report) == tables_of(self.block, self.report)

    def keys(self, *tables: TableKey) -> tuple[FigureKey, ...]:
        """Every cell of the report's tables."""
        found = tables_of(self.block, self.report)
        return tuple(key for table in tables for key in EDITION_KEYS[table, found[table]])

    def rows(self) -> tuple[str, ...]:
        """The rows of the report's table 三."""
        form = load_forms()[tables_of(self.block, self.report)["requests"]]
        return tuple(row.key for row in form.tables["requests"].rows)

    def outcomes(self) -> tuple[str, ...]:
        """The rows of table 三 that say what became of requests."""
        form = load_forms()[tables_of(self.block, self.report)["requests"]]
        return tuple(row.key for row in form.tables["requests"].rows if row.outcome)

    def parts(self, row: str) -> tuple[FigureKey, ...]:
        """The cells of a row of table 三 without its total."""
        return tuple(f"requests.{row}.{part}" for part in PARTS)

    def pick(self, choices: Sequence[FigureKey]) -> FigureKey | None:
        """One of the choices, None where there is none."""
        return choices[int(self.random.integers(len(choices)))] if choices else None

    def above(self, keys: Sequence[FigureKey], least: int) -> list[FigureKey]:
        """Those of the cells that hold so much or more."""
        return [key for key in keys if self.value(key) >= least]


Injector = Callable[[Site], Change | None]


@dataclass(frozen=True)
class Kind:
    """A kind of fault: what it does to a report (None where it cannot be done there), and which checks are to find it.

    `sums`: it is found by the sums of the form it breaks, and is no fault where it breaks none. `wrong` is how many
    independent mistakes it holds. `once`: an agency is given it in one year only, because a second would not be new.
    `prose`: it is in what the report says, and not in a report without prose.
    """

    inject: Injector
    checks: tuple[str, ...] = ()
    sums: bool = False
    wrong: int = 1
    once: bool = False
    prose: bool = False
