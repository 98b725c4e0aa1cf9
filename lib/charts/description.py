"""A chart in a sentence or two, with its figures: for those who do not see it, and for the line above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from lib.charts.bounds import bounds_text
from lib.charts.change_words import bar_words, contribution_words, handover_words
from lib.charts.comparison_words import dumbbell_words, multiples_words, standing_words
from lib.charts.cross import is_total
from lib.charts.flow import unmatched_text
from lib.charts.funnel import drawn
from lib.charts.ranking import is_count
from lib.charts.tabulation import View
from lib.charts.theme import STATUSES
from lib.charts.trend import all_years, height_of
from lib.charts.words import name_of, number, rate_text, share_text
from lib.language import Language, say, t
from lib.views.bars import Bars
from lib.views.comparisons import Dumbbell, Multiples, Standing
from lib.views.contribution import Contribution
from lib.views.handover import Handover
from lib.views.model import (
    Break,
    Composition,
    Cross,
    Flow,
    Funnel,
    Line,
    Matrix,
    Name,
    Point,
    Ranking,
    Spot,
    Trend,
)

MOST_NAMED = 5
MOST_LINKS = 8


def describe(view: View, lang: Language) -> str:
    """What the chart of `view` shows, in words and exact figures; what is missing is said to be missing."""
    writers: dict[type, Callable[[Any, Language], list[str]]] = {
        Composition: _composition,
        Trend: _trend,
        Flow: _flow,
        Matrix: _matrix,
        Funnel: _funnel,
        Ranking: _ranking,
        Cross: _cross,
        Standing: standing_words,
        Multiples: multiples_words,
        Dumbbell: dumbbell_words,
        Bars: bar_words,
        Contribution: contribution_words,
        Handover: handover_words,
    }
    sentences = writers[type(view)](view, lang) or [t("charts.words.nothing", lang)]
    return ("" if lang == "zh" else " ").join(sentences)


def _listed(texts: Sequence[str], lang: Language) -> str:
    return t("charts.words.list", lang).join(texts)


def _span(first: object, last: object, lang: Language) -> str:
    return str(first) if first == last else t("charts.words.span", lang, first=first, last=last)


def _breaks(breaks: Sequence[Break], years: Sequence[int], lang: Language) -> list[str]:
    shown = [mark for mark in breaks if years and min(years) < mark.after <= max(years)]
    return [
        t(
            "charts.words.breaks",
            lang,
            before=mark.before,
            after=mark.after,
            reason=say(mark.reason, lang).rstrip("。."),
        )
        for mark in shown
    ]


def _missing(names: Sequence[Name], lang: Language) -> list[str]:
    if not names:
        return []
    shown = _listed([name_of(name, lang) for name in names[:MOST_NAMED]], lang)
    return [t("charts.words.missing", lang, names=shown + ("…" if len(names) > MOST_NAMED else ""))]


def _composition(view: Composition, lang: Language) -> list[str]:
    known = [index for index, reports in enumerate(view.reports) if reports]
    if not known:
        return []
    gone = [name for name, reports in zip(view.categories, view.reports, strict=True) if not reports]
    if view.kind != "year":
        return [_largest(view, known, lang), *_missing(gone, lang)]
    first, last = known[0], known[-1]
    names = [name_of(name, lang) for name in view.categories]
    values = {"category": names[last], "parts": _listed(_parts(view, last, lang), lang)}
    if first == last:
        figures = t("charts.words.composition_one", lang, total=_total(view, last, lang), **values)
    else:
        totals = {"first": _total(view, first, lang), "last": _total(view, last, lang)}
        ends = {"first_category": names[first], "last_category": names[last]}
        figures = t("charts.words.composition_change", lang, **values, **totals, **ends)
    span = _span(names[first], names[last], lang)
    head = t("charts.words.composition", lang, title=say(view.title, lang), span=span, figures=figures)
    years = [int(name.code) for name in view.categories if name.code.isdigit()]
    return [head, *_missing(gone, lang), *_breaks(view.breaks, years, lang)]


def _largest(view: Composition, known: list[int], lang: Language) -> str:
    largest = max(known, key=lambda index: view.totals[index] or 0)
    return t(
        "charts.words.composition_largest",
        lang,
        title=say(view.title, lang),
        count=len(known),
        category=name_of(view.categories[largest], lang),
        total=_total(view, largest, lang),
        parts=_listed(_parts(view, largest, lang), lang),
    )


def _parts(view: Composition, at: int, lang: Language) -> list[str]:
    total, texts = view.totals[at], []
    for part in view.parts:
        count = part.counts[at]
        text = t("charts.blank", lang)
        if count is not None:
            text = share_text(count, total, lang) if total else number(count)
        texts.append(t("charts.words.part", lang, name=name_of(part.name, lang), text=text))
    return texts


def _total(view: Composition, at: int, lang: Language) -> str:
    total = view.totals[at]
    return t("charts.blank", lang) if total is None else number(total)


def _trend(view: Trend, lang: Language) -> list[str]:
    years = all_years(view)
    if not years:
        return []
    lines = _listed([_line(line, view.is_rate, lang) for line in view.lines], lang)
    head = {"title": say(view.title, lang), "span": _span(years[0], years[-1], lang)}
    gone = [
        Name(str(year))
        for year in years
        if not any(point.year == year and point.reports for line in view.lines for point in line.points)
    ]
    sentence = t("charts.words.trend", lang, lines=lines, **head)
    return [sentence, *_missing(gone, lang), *_breaks(view.breaks, years, lang)]


def _line(line: Line, is_rate: bool, lang: Language) -> str:
    name = name_of(line.name, lang)
    known = [point for point in line.points if height_of(point, is_rate) is not None]
    if not known:
        return t("charts.labelled", lang, name=name, text=t("charts.missing_reports", lang))
    ends = [min(known, key=lambda point: point.year), max(known, key=lambda point: point.year)]
    texts = [_point(point, lang) for point in ends]
    if len(known) == 1:
        return t("charts.words.line_one", lang, name=name, year=ends[0].year, text=texts[0])
    values = {"first": texts[0], "last": texts[1], "first_year": ends[0].year, "last_year": ends[1].year}
    return t("charts.words.line", lang, name=name, **values)


def _point(point: Point, lang: Language) -> str:
    if point.rate is None:
        return number(point.value)
    text = rate_text(point.rate, lang)
    return t("disputed.with_bounds", lang, rate=text, bounds=bounds_text(point, lang)) if point.bounds else text


def _flow(view: Flow, lang: Language) -> list[str]:
    if not view.links:
        return []
    names = {name.code: name_of(name, lang) for name in view.nodes}
    largest = sorted(view.links, key=lambda link: -link.count)[:MOST_LINKS]
    links = []
    for link in view.links:
        if link in largest:
            ends = {"source": names[link.source], "target": names[link.target]}
            links.append(t("charts.words.flow_link", lang, count=link.count, **ends))
    sentence = t("charts.words.flow", lang, title=say(view.title, lang), links=_listed(links, lang))
    end = t("charts.words.sentence_end", lang).strip()
    return [sentence] if view.unmatched is None else [sentence, unmatched_text(view.unmatched, lang) + end]


def _matrix(view: Matrix, lang: Language) -> list[str]:
    if not view.squares or not view.years:
        return []
    found = Counter(square.status for square in view.squares)
    counts = [
        t("charts.words.matrix_count", lang, name=t(f"terms.status.{status}", lang), count=found[status])
        for status in (*STATUSES, "value")
        if found[status]
    ]
    values = {"agencies": len(view.agencies), "span": _span(min(view.years), max(view.years), lang)}
    return [t("charts.words.matrix", lang, title=say(view.title, lang), counts=_listed(counts, lang), **values)]


def _funnel(view: Funnel, lang: Language) -> list[str]:
    spots = drawn(view)
    if not spots and not view.crowd:
        return []
    outside = [spot for spot in spots if spot.outside]
    named = [_spot(spot, lang) for spot in outside[:MOST_NAMED]]
    names = t("charts.words.names", lang, names=_listed(named, lang)) if named else ""
    everyone = len(spots) + sum(bunch.agencies for bunch in view.crowd)
    values = {"agencies": everyone, "centre": rate_text(view.centre, lang), "outside": len(outside) + view.beyond}
    return [t("charts.words.funnel", lang, title=say(view.title, lang), names=names, **values)]


def _ranking(view: Ranking, lang: Language) -> list[str]:
    if not view.spots:
        return []
    count = is_count(view)
    ends = {"first": _spot(view.spots[0], lang, count), "last": _spot(view.spots[-1], lang, count)}
    rest = {"unranked": len(view.unranked) + view.unranked_left_out, "smallest": view.smallest_n}
    return [t("charts.words.ranking", lang, title=say(view.title, lang), **ends, **rest)]


def _spot(spot: Spot, lang: Language, count: bool = False) -> str:
    text = number(spot.rate.numerator) if count else rate_text(spot.rate, lang)
    return t("charts.words.ranking_one", lang, name=name_of(spot.name, lang), text=text)


def _cross(view: Cross, lang: Language) -> list[str]:
    cells = [
        (count, name_of(row, lang), name_of(column, lang))
        for row, counts in zip(view.rows, view.counts, strict=True)
        for column, count in zip(view.columns, counts, strict=True)
        if count and not is_total(row) and not is_total(column)
    ]
    if not cells:
        return []
    count, row, column = max(cells)
    return [t("charts.words.cross", lang, title=say(view.title, lang), row=row, column=column, count=count)]
