"""What a trend says: its last value against the one before, unless a break lies between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lib.charts.trend import all_years, height_of
from lib.charts.words import name_of, number, rate_text, width
from lib.language import Language, t
from lib.views.model import Break, Line, Name, Point, Trend

# Up or down is said only of rates over as many cases as a ranking asks for.
ENOUGH = 30
# Room for the figures of the lines, in halves of a Chinese character; what does not fit is in the chart.
_ROOM = {"zh": 136, "en": 150}


def trend_clauses(view: Trend, lang: Language, named: Callable[[Name], str]) -> list[str]:
    """One clause a line as far as there is room, then breaks not compared across, then what is missing at the end."""
    known = [line for line in view.lines if _known(line, view.is_rate)]
    if not known:
        return []
    said: list[str] = []
    for line in known:
        clause = _line(view, line, lang, named)
        if said and width("；".join([*said, clause])) > _ROOM[lang]:
            break
        said.append(clause)
    marks = [break_between(view.breaks, _ends(line, view.is_rate)) for line in known[: len(said)]]
    between = dict.fromkeys((mark.before, mark.after) for mark in marks if mark)
    breaks = [t("takeaway.break", lang, before=before, after=after) for before, after in between]
    more = [t("takeaway.more_lines", lang, n=number(len(known)))] if len(said) < len(known) else []
    return [*said, *more, *breaks, *_unknown_end(view, known, lang)]


def break_between(breaks: Sequence[Break], points: Sequence[Point]) -> Break | None:
    """The break that lies between two points in order of years, None where there is none or only one point."""
    if len(points) < 2:
        return None
    first, last = points[0].year, points[-1].year
    return next((mark for mark in breaks if first < mark.after <= last), None)


def _known(line: Line, is_rate: bool) -> list[Point]:
    return sorted((p for p in line.points if height_of(p, is_rate) is not None), key=lambda point: point.year)


def _ends(line: Line, is_rate: bool) -> list[Point]:
    """The last known point, and before it the one known before."""
    return _known(line, is_rate)[-2:]


def _line(view: Trend, line: Line, lang: Language, named: Callable[[Name], str]) -> str:
    points = _ends(line, view.is_rate)
    name, last = named(line.name), points[-1]
    if len(points) == 1 or break_between(view.breaks, points):
        return t("takeaway.alone", lang, name=name, year=last.year, now=_text(last, view.is_rate, lang))
    before = points[0]
    uneven = not view.is_rate and before.reports != last.reports
    was, now = (_text(point, view.is_rate, lang, uneven) for point in (before, last))
    key = "beside" if uneven else _direction(before, last, view.is_rate)
    return t(f"takeaway.{key}", lang, name=name, before=before.year, after=last.year, was=was, now=now)


def _direction(before: Point, last: Point, is_rate: bool) -> str:
    """Which way it went; over few cases, or where nothing changed, the two stand side by side."""
    was, now = height_of(before, is_rate) or 0, height_of(last, is_rate) or 0
    few = is_rate and any(point.rate is None or point.rate.denominator < ENOUGH for point in (before, last))
    if few or was == now:
        return "beside"
    return "rose" if now > was else "fell"


def _text(point: Point, is_rate: bool, lang: Language, with_reports: bool = False) -> str:
    if is_rate and point.rate is not None:
        return rate_text(point.rate, lang)
    text = number(point.value)
    return t("takeaway.of_reports", lang, value=text, reports=point.reports) if with_reports else text


def _unknown_end(view: Trend, known: Sequence[Line], lang: Language) -> list[str]:
    """Whether the latest year shown has no report, or reports without a value."""
    last = all_years(view)[-1]
    if any(height_of(point, view.is_rate) is not None for line in known for point in line.points if point.year == last):
        return []
    reported = any(point.reports for line in view.lines for point in line.points if point.year == last)
    if reported:
        return [t("takeaway.valueless", lang, year=last)]
    return [t("takeaway.gone", lang, years=name_of(Name(str(last)), lang))]
