"""REPORT.md from what the benches have recorded: `python -m tests.bench.report`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from tests.bench.record import RECORDED, Figure, recorded

REPORT = Path(__file__).parent / "REPORT.md"
# The areas in the order they are read in; one that is not named here follows under its own name.
AREAS = {
    "reading": "Reading documents",
    "checks": "Checking",
    "diagnosis": "Naming the cause",
    "copies": "Finding copies",
    "importing": "Importing",
    "findings": "The worklist",
    "store": "The store",
    "engines": "Beyond one machine",
    "pages": "A page's rerun",
    "visits": "First visit",
    "browsing": "In a browser",
    "sessions": "Many at once",
}
_HEAD = """# What was measured

`make bench` writes this file. Each figure stands beside a peer or a floor that was measured in the same run on the same data;
the figures are medians of the runs, and less is better in all of them. A ratio says how many times theirs ours is; where
the goal is "≥", how many times ours theirs is. Figures of different days are not to be compared.
"""


def markdown() -> str:
    """The whole report: goals that are missed first, then the areas."""
    there = sorted(path.stem for path in RECORDED.glob("*.json"))
    areas = [*(area for area in AREAS if area in there), *(area for area in there if area not in AREAS)]
    figures = {area: recorded(area) for area in areas}
    lines = [_HEAD, *_goals([figure for rows in figures.values() for figure in rows])]
    for area, rows in figures.items():
        lines += [f"## {AREAS.get(area, area)}", ""]
        for (day, machine), own in groupby(sorted(rows, key=_when), key=_when):
            lines += [f"{day}, {machine}", "", *_table(list(own)), ""]
    return "\n".join(lines).rstrip() + "\n"


def _when(figure: Figure) -> tuple[str, str]:
    return figure.day, figure.machine


def _goals(figures: list[Figure]) -> Iterator[str]:
    with_goal = [figure for figure in figures if figure.holds is not None]
    yield f"**{sum(bool(figure.holds) for figure in with_goal)} of {len(with_goal)} goals hold.**"
    yield ""


def _table(figures: list[Figure]) -> Iterator[str]:
    yield "| what | ours | beside | theirs | ratio | goal | holds | runs |"
    yield "|---|---:|---|---:|---:|---:|---|---:|"
    notes: list[str] = []
    for figure in figures:
        said = " ".join(text for text in (figure.because if figure.holds is False else "", figure.note) if text)
        if said and said not in notes:
            notes.append(said)
        mark = f" ({notes.index(said) + 1})" if said else ""
        yield _row(figure, mark)
    if notes:
        yield ""
        yield from (f"({number}) {note}  " for number, note in enumerate(notes, start=1))


def _row(figure: Figure, mark: str) -> str:
    holds = {True: "yes", False: "**no**", None: ""}[figure.holds]
    cells = [
        figure.what + mark,
        _measure(figure.ours, figure.unit),
        figure.against,
        "" if figure.theirs is None else _measure(figure.theirs, figure.unit),
        "" if figure.ratio is None else _number(figure.ratio),
        _goal(figure),
        holds,
        str(figure.runs),
    ]
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _goal(figure: Figure) -> str:
    unit = f" {figure.unit}" if figure.ratio is None else ""
    if figure.at_most is not None:
        return f"≤ {figure.at_most:g}{unit}"
    return "" if figure.at_least is None else f"≥ {figure.at_least:g}{unit}"


def _measure(value: float, unit: str) -> str:
    return f"{value * 1000:,.3g} ms" if unit == "s" and value < 1 else f"{_number(value)} {unit}"


def _number(value: float) -> str:
    """Three digits, but never one before the point less."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    REPORT.write_text(markdown(), "utf-8")
    print(REPORT)
