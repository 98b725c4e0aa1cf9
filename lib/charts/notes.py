"""What stands in words under a chart: the signs on it that need a reason. Nothing is left to a tooltip alone."""

from __future__ import annotations

from lib.charts.composition import summed
from lib.charts.tabulation import View
from lib.charts.trend import undefined_years
from lib.charts.words import number
from lib.language import Language, say, t
from lib.views.model import Break, Composition, Matrix, Trend


def notes(view: View, lang: Language) -> list[str]:
    """One sentence for each sign the chart of `view` carries; none where it carries none."""
    match view:
        case Composition():
            return [*_breaks(view.breaks, lang), *_differing(view, lang), *_partial(view, lang)]
        case Trend():
            return [*_breaks(view.breaks, lang), *_undefined(view, lang)]
        case Matrix() if any(square.status == "value" for square in view.squares):
            return [t("charts.note_no_value", lang)]
        case _:
            return []


def _breaks(breaks: tuple[Break, ...], lang: Language) -> list[str]:
    return [
        t("charts.note_break", lang, before=mark.before, after=mark.after, reason=say(mark.reason, lang))
        for mark in breaks
    ]


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
