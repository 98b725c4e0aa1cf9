"""Agency × year, one square each: a report's state by colour and sign, or a value by shade and number."""

from __future__ import annotations

from lib.charts.frame import Figure, Trace
from lib.charts.theme import STATUSES, Look, ink_on, palette, shade_of, tile
from lib.charts.tiles import Mark, sheet, tiles
from lib.charts.words import distinct_labels, hover, name_of, number, percent, safe, whole_percent
from lib.language import Language, say, t
from lib.views.model import Matrix, Square

LEGEND_ROOM = 40


def build(view: Matrix, lang: Language, look: Look) -> Figure:
    """The figure of a matrix; a square that the view does not have stays empty."""
    rows = {name.code: index for index, name in enumerate(view.agencies)}
    traces = [_statuses(view, status, rows, lang, look) for status in STATUSES if _of(view, status)]
    if _of(view, "value"):
        traces.append(_values(view, rows, lang, look))
    labels = [safe(label) for label in distinct_labels(view.agencies, lang)]
    figure = sheet(traces, [(str(year), str(year)) for year in view.years], labels, look)
    figure["layout"]["showlegend"] = any(trace["meta"] == "status" for trace in traces)
    if not figure["layout"]["showlegend"]:
        figure["layout"]["height"] -= LEGEND_ROOM
    return figure


def _of(view: Matrix, status: str) -> list[Square]:
    return [square for square in view.squares if square.status == status]


def _statuses(view: Matrix, status: str, rows: dict[str, int], lang: Language, look: Look) -> Trace:
    style, name = tile(status, look), t(f"terms.status.{status}", lang)
    sign = style.sign or t("charts.missing_sign", lang)
    marks = [
        Mark(
            column=str(square.year),
            row=rows[square.agency],
            # When it came says nothing of how it stands: a word of its own beside the sign.
            text=f"{sign} {t('filing.late_sign', lang)}" if square.late else sign,
            fill=style.fill,
            ink=style.ink,
            hover=_hover(view, square, rows, [name], lang),
            codes=(square.agency, str(square.year), status),
        )
        for square in _of(view, status)
    ]
    # The sign of what is missing is its own first word in Chinese.
    legend = name if name.startswith(sign) else f"{sign} {name}"
    return tiles(legend, marks, look, line=style.line, meta="status", pattern=style.pattern)


def _values(view: Matrix, rows: dict[str, int], lang: Language, look: Look) -> Trace:
    squares = _of(view, "value")
    known = [float(square.value) for square in squares if square.value is not None]
    highest = max(known, default=0)
    colours = palette(look)
    marks = []
    for square in squares:
        fill = colours.background
        if square.value is not None:
            fill = shade_of(square.value, highest, look)
        marks.append(
            Mark(
                column=str(square.year),
                row=rows[square.agency],
                text=_printed(view, square, lang),
                fill=fill,
                ink=colours.muted if square.value is None else ink_on(fill),
                hover=_hover(view, square, rows, _exact(view, square, lang), lang),
                codes=(square.agency, str(square.year), square.status),
            )
        )
    return tiles(t("terms.status.value", lang), marks, look, line=colours.grid, meta="value")


def _printed(view: Matrix, square: Square, lang: Language) -> str:
    if square.value is None:
        return t("charts.no_value", lang)
    return whole_percent(square.value) if view.is_rate else number(square.value)


def _exact(view: Matrix, square: Square, lang: Language) -> list[str]:
    """The value without rounding; why there is none is in the square's own detail, if it has any."""
    if square.value is None:
        return [] if square.detail else [t("charts.blank_hover", lang)]
    return [percent(square.value) if view.is_rate else number(square.value)]


def _hover(view: Matrix, square: Square, rows: dict[str, int], lines: list[str], lang: Language) -> str:
    agency = name_of(view.agencies[rows[square.agency]], lang)
    detail = [say(square.detail, lang)] if square.detail else []
    # A detail such as "45.9% (100/218)" says the value itself.
    said = [line for line in lines if not detail or not detail[0].startswith(line)]
    return hover(t("charts.labelled_cell", lang, agency=agency, year=square.year), [*said, *detail])
