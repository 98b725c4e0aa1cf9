"""What the benches measure, kept as data: one figure a row, from which `report.py` writes REPORT.md.

    record("checks", "every sum, verdict and residual, 300,000 reports", ours=[0.21, 0.20, 0.22], unit="s",
           against="reading the columns once", theirs=[0.09, 0.09, 0.10], at_most=3)

A figure is one where less is better (seconds, megabytes). `ours` and `theirs` are one number or one a run, of which the
median counts; both sides belong to the same run. The goal is either `at_most` (how many times theirs ours may take; of a
figure that stands alone, what it may come to) or `at_least` (how many times ours theirs must take). `because` says why
the goal is missed: a sentence beside the bench that measures it, shown only where it is missed. `note` is always shown.

A figure that is measured anew takes the place of the one of the same area, name and peer; the others stay, with the day
and the machine they were measured on. One that is measured no longer is taken out of `recorded/<area>.json` by hand.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median

RECORDED = Path(__file__).parent / "recorded"


@dataclass(frozen=True)
class Figure:
    """A row of the report. `theirs` None: the figure stands alone; `runs` is how many the medians are of."""

    what: str
    ours: float
    unit: str
    against: str
    theirs: float | None
    at_most: float | None
    at_least: float | None
    because: str
    note: str
    runs: int
    machine: str
    day: str

    @property
    def ratio(self) -> float | None:
        """What the goal is about: how many times theirs ours is, or theirs ours where theirs is to be the slower."""
        if self.theirs is None:
            return None
        over, under = (self.theirs, self.ours) if self.at_least is not None else (self.ours, self.theirs)
        if not under:
            return float("inf") if over else 1.0
        return over / under

    @property
    def holds(self) -> bool | None:
        """Whether the goal is met; None without one."""
        reached = self.ours if self.ratio is None else self.ratio
        if self.at_most is not None:
            return reached <= self.at_most
        return None if self.at_least is None else reached >= self.at_least


def record(
    area: str,
    what: str,
    ours: float | Sequence[float],
    unit: str,
    *,
    against: str = "",
    theirs: float | Sequence[float] | None = None,
    at_most: float | None = None,
    at_least: float | None = None,
    because: str = "",
    note: str = "",
) -> Figure:
    """Keep a figure, print it, and give it back. Raises ValueError for two goals at once or a peer without a figure."""
    if at_most is not None and at_least is not None:
        raise ValueError("one goal a figure")
    if bool(against) != (theirs is not None):
        raise ValueError("a peer needs a name and a figure")
    own = _several(ours)
    other = None if theirs is None else median(_several(theirs))
    day = date.today().isoformat()
    figure = Figure(what, median(own), unit, against, other, at_most, at_least, because, note, len(own), machine(), day)
    rows = {(row.what, row.against): row for row in recorded(area)}
    rows[what, against] = figure
    RECORDED.mkdir(exist_ok=True)
    kept = json.dumps([asdict(row) for row in rows.values()], ensure_ascii=False, indent=1)
    (RECORDED / f"{area}.json").write_text(kept + "\n", "utf-8")
    ratio = "" if figure.ratio is None else f" | {against}: {other:,.4g} {unit} | ratio {figure.ratio:.3g}"
    print(f"  {what}: {figure.ours:,.4g} {unit}{ratio}", flush=True)
    return figure


def recorded(area: str) -> list[Figure]:
    """The figures of an area as they were last measured, in the order they were first."""
    path = RECORDED / f"{area}.json"
    return [Figure(**row) for row in json.loads(path.read_text("utf-8"))] if path.exists() else []


def machine() -> str:
    """The processor as it calls itself, how many there are, the memory, and what runs on it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    name = names[0] if names else platform.processor() or platform.machine()
    memory = f", {_gigabytes():.0f} GB" if hasattr(os, "sysconf") else ""
    return f"{name}, {os.cpu_count()} processors{memory}, {platform.system()}, Python {platform.python_version()}"


def _gigabytes() -> float:
    return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")) / 1e9


def _several(figures: float | Sequence[float]) -> list[float]:
    return list(figures) if isinstance(figures, Sequence) else [figures]
