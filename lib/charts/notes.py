"""What stands in words under a chart: the signs on it that need a reason. Nothing is left to a tooltip alone."""

from __future__ import annotations

from lib.charts.change_words import bar_notes, contribution_notes
from lib.charts.composition import summed
from lib.charts.tabulation import View
from lib.charts.trend import undefined_years
from lib.charts.words import number
from lib.language import Language, say, t
from lib.views.bars import Bars
from lib.views.comparisons import Multiples
from lib.views.contribution import Contribution
from lib.views.handover import Handover
from lib.views.model import Break, Composition, Funnel, Matrix, Ranking, Trend

_MOST_NAMED = 3


def notes(view: View, lang: Language) -> list[str]:
    """One sentence for each sign the chart of `view` carries; none where it carries none."""
    match view:
        case Composition():
            said = [*_breaks(view.breaks, lang), *_shares(view, lang), *_differing(view, lang)]
            return [*said, *_partial(view, lang)]
        case Trend():
            return [*_breaks(view.breaks, lang), *_bounds(view, lang), *_undefined(view, lang)]
        case Bars():
            return bar_notes(view, lang)
        case Contribution():
            return contribution_notes(view, lang)
        case Handover():
            return [t("chain.note", lang)] if view.pairs else []
        case Matrix() if any(square.late for square in view.squares):
            return [t("filing.note_late", lang)]
        case Matrix() if any(square.status == "value" for square in view.squares):
            return [t("charts.note_no_value", lang)]
        case Ranking():
            return [*_left_out(view, lang), *_contradicting(view, lang)]
        case Funnel() if view.crowd:
            others = sum(bunch.agencies for bunch in view.crowd)
            return [t("comparing.note_crowd", lang, named=len(view.spots), n=others)]
        case Multiples():
            return _breaks(view.breaks, lang)
        case _:
            return []


def _breaks(breaks: tuple[Break, ...], lang: Language) -> list[str]:
    return [
        t("charts.note_break", lang, before=mark.before, after=mark.after, reason=say(mark.reason, lang))
        for mark in breaks
    ]


def _left_out(view: Ranking, lang: Language) -> list[str]:
    said = []
    if view.left_out:
        of = len(view.spots) + view.left_out
        said.append(t("comparing.note_left_out", lang, of=of, shown=view.shown_first))
    if view.unranked_left_out:
        values = {"smallest": view.smallest_n, "n": view.unranked_left_out}
        said.append(t("comparing.note_unranked_left_out", lang, **values))
    return said


def _contradicting(view: Ranking, lang: Language) -> list[str]:
    """Who is not ranked because a part is larger than its whole: the first by name, with both figures."""
    if not view.contradicting:
        return []
    named = [
        t("comparing.contradicting_one", lang, agency=spot.name.text, n=spot.rate.numerator, of=spot.rate.denominator)
        for spot in view.contradicting[:_MOST_NAMED]
    ]
    listed = ("、" if lang == "zh" else ", ").join(named) + ("…" if len(view.contradicting) > _MOST_NAMED else "")
    return [t("comparing.note_contradicting", lang, n=len(view.contradicting), listed=listed)]


def _shares(view: Composition, lang: Language) -> list[str]:
    """What a bar of shares is a share of, and why one may fall short of 100 % or not be there."""
    if not view.shares:
        return []
    short = any(view.reports[at] and (total or 0) > summed(view, at) for at, total in enumerate(view.totals))
    return [t("breakdown.note_short" if short else "breakdown.note_shares", lang)]


def _bounds(view: Trend, lang: Language) -> list[str]:
    known = any(point.bounds for line in view.lines for point in line.points)
    return [t("disputed.note_bounds", lang)] if known else []


def _differing(view: Composition, lang: Language) -> list[str]:
    """The sign ≠ is explained by its first case."""
    for at, total in enumerate(view.totals):
        if view.reports[at] and total is not None and total != summed(view, at):
            return [t("charts.note_differs", lang, total=number(total), sum=number(summed(view, at)))]
    return []


def _partial(view: Composition, lang: Language) -> list[str]:
    groups = [name.group for name in view.categories if name.group is not None]
    return [t("charts.note_partial", lang)] if any(group.values.get("partial") for group in groups) else []


def _undefined(view: Trend, lang: Language) -> list[str]:
    return [t("charts.note_undefined", lang)] if undefined_years(view) else []
