"""What a reading is worth: cells exact, said to be unread, and silently wrong, against the truth."""

from __future__ import annotations

from dataclasses import dataclass

from lib.extraction import Reading
from lib.forms import ALL_KEYS, FigureKey
from lib.reports import Report, State


@dataclass(frozen=True)
class Score:
    """Cells of the truth; `unread` are those the reading leaves open or absent, `wrong` names those it states otherwise.

    `named`: agency, year, publication date and scope all as in the truth (a refused reading names nothing).
    """

    cells: int
    exact: int
    unread: int
    wrong: tuple[FigureKey, ...]
    named: bool

    @property
    def perfect(self) -> bool:
        return self.exact == self.cells and not self.wrong


def score(reading: Reading, truth: Report) -> Score:
    """Wrong is a stated value that differs, a stated value where the truth has none, and a blank where it has a number."""
    exact, wrong = 0, []
    for key in ALL_KEYS:
        is_, found = truth.state(key), State.ABSENT if reading.report is None else reading.report.state(key)
        value = None if reading.report is None else reading.report.figures.get(key)
        differs = found is State.STATED and (is_ is not State.STATED or value != truth.figures[key])
        if differs or (found is State.BLANK and is_ in (State.STATED, State.ABSENT)):
            wrong.append(key)
        elif found is is_ and is_ is not State.ABSENT:
            exact += 1
    cells = sum(truth.state(key) is not State.ABSENT for key in ALL_KEYS)
    missed = sum(truth.state(key) is not State.ABSENT for key in wrong)
    return Score(cells, exact, cells - exact - missed, tuple(wrong), _named(reading.report, truth))


def _named(report: Report | None, truth: Report) -> bool:
    return report is not None and (report.agency.name, report.year, report.published_on, report.scope) == (
        truth.agency.name,
        truth.year,
        truth.published_on,
        truth.scope,
    )
