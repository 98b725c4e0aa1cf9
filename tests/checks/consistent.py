"""Reports that agree with themselves, made from their parts: what faults are put into."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from lib.checks.diagnosis import Puzzle, systems
from lib.forms import Form, load_forms

Figures = dict[str, int]
EDITIONS = tuple(load_forms())
PARTS = ("natural", "commercial", "research", "welfare", "legal", "other")
DISPUTE_PARTS = ("upheld", "corrected", "other", "pending")


def outcome_rows(form: Form) -> list[str]:
    """The rows of table 三 that say what became of a request."""
    return [row.key for row in form.tables["requests"].rows if row.outcome]


def completed(form: Form, outcomes: Mapping[tuple[str, str], int], carried: Mapping[str, tuple[int, int]]) -> Figures:
    """Table 三 from its outcomes by row and column, and what each column carries in and (at most) out."""
    cells: Figures = {}
    for column in PARTS:
        done = sum(outcomes.get((row, column), 0) for row in outcome_rows(form))
        carry_in, carry_out = carried.get(column, (0, 0))
        carry_in = min(carry_in, done + carry_out)
        rows = {"new": done + carry_out - carry_in, "carry_in": carry_in, "result_total": done, "carry_out": carry_out}
        rows |= {row: outcomes.get((row, column), 0) for row in outcome_rows(form)}
        cells |= {f"requests.{row}.{column}": value for row, value in rows.items()}
    for row in form.tables["requests"].rows:
        cells[f"requests.{row.key}.total"] = sum(cells[f"requests.{row.key}.{column}"] for column in PARTS)
    return cells


def disputes(form: Form, parts: Mapping[tuple[str, str], int]) -> Figures:
    """Table 四 from its parts."""
    cells: Figures = {}
    for row in form.tables["disputes"].rows:
        own = {column: parts.get((row.key, column), 0) for column in DISPUTE_PARTS}
        cells |= {f"disputes.{row.key}.{column}": value for column, value in own.items()}
        cells[f"disputes.{row.key}.total"] = sum(own.values())
    return cells


@st.composite
def consistent_figures(draw: st.DrawFn, edition: str, most: int = 60) -> Figures:
    """Tables 三 and 四 of a report that agrees with itself, mostly zeros as reports are."""
    form = load_forms()[edition]
    amounts = st.integers(0, most)
    places = st.tuples(st.sampled_from(outcome_rows(form)), st.sampled_from(PARTS))
    outcomes = draw(st.dictionaries(places, amounts, max_size=12))
    carried = draw(st.dictionaries(st.sampled_from(PARTS), st.tuples(amounts, amounts), max_size=3))
    groups = [row.key for row in form.tables["disputes"].rows]
    cases = st.tuples(st.sampled_from(groups), st.sampled_from(DISPUTE_PARTS))
    return completed(form, outcomes, carried) | disputes(form, draw(st.dictionaries(cases, amounts, max_size=6)))


def busy_report(edition: str) -> Figures:
    """Table 三 of a report with something in many rows and columns, so that faults are not hidden by zeros."""
    form = load_forms()[edition]
    outcomes = {
        (row, column): 3 + 7 * n + 11 * m
        for n, row in enumerate(outcome_rows(form)[:6])
        for m, column in enumerate(PARTS[:3])
    }
    return completed(form, outcomes, {"natural": (5, 9), "commercial": (2, 1)})


def puzzle_of(figures: Mapping[str, int | None], edition: str) -> Puzzle:
    """Table 三 of a report in which every equation can be judged. None: a blank, counted 0."""
    (system,) = systems("requests", edition)
    return Puzzle(system, [figures[key] for key in system.cells], frozenset(range(len(system.relations))))
