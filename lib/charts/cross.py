"""A small table of counts, rows × columns, shaded by count with every count printed."""

from __future__ import annotations

from lib.charts.frame import Figure
from lib.charts.theme import Look, ink_on, palette, shade_of
from lib.charts.tiles import Mark, sheet, tiles
from lib.charts.words import distinct_labels, hover, name_of, number, safe, share_text
from lib.language import Language, t
from lib.views.model import Cross, Name

LETTERS_A_LINE = 2
LINES_IN_ENGLISH = 2
# English heads mostly do not fit across and are turned upright.
UPRIGHT_HEADS = 70


def build(view: Cross, lang: Language, look: Look) -> Figure:
    """The figure of a cross table; rows and columns called `total`, sums of the others, are not shaded."""
    marks = [
        _mark(view, row, column, lang, look) for row in range(len(view.rows)) for column in range(len(view.columns))
    ]
    trace = tiles(t("charts.count", lang), marks, look, line=palette(look).grid, meta="value")
    columns = [(name.code, _wrapped(name_of(name, lang), lang)) for name in view.columns]
    figure = sheet([trace], columns, [safe(label) for label in distinct_labels(view.rows, lang)], look)
    figure["layout"]["showlegend"] = False
    if lang == "en":
        figure["layout"]["height"] += UPRIGHT_HEADS
    return figure


def is_total(name: Name) -> bool:
    """Whether a row or column is a reported total."""
    return name.code.rsplit(".", 1)[-1] in ("total", "result_total")


def _mark(view: Cross, row: int, column: int, lang: Language, look: Look) -> Mark:
    count, names = view.counts[row][column], (view.rows[row], view.columns[column])
    fill, colours = palette(look).background, palette(look)
    sums = is_total(names[0]) or is_total(names[1])
    if count is not None and not sums:
        fill = shade_of(count, _highest(view), look)
    head = t("charts.labelled_cell", lang, agency=name_of(names[0], lang), year=name_of(names[1], lang))
    return Mark(
        column=names[1].code,
        row=row,
        text=f"<b>{number(count)}</b>" if sums and count is not None else _printed(count, lang),
        fill=fill,
        ink=colours.ink if sums else colours.muted if count is None else ink_on(fill),
        hover=hover(head, _lines(view, row, column, lang)),
        codes=(names[0].code, names[1].code),
    )


def _printed(count: int | None, lang: Language) -> str:
    return t("charts.blank", lang) if count is None else number(count)


def _lines(view: Cross, row: int, column: int, lang: Language) -> list[str]:
    """The count, and its share of its column's reported total where there is one."""
    count = view.counts[row][column]
    if count is None:
        return [t("charts.blank_hover", lang)]
    totals = [index for index, name in enumerate(view.rows) if is_total(name) and index != row]
    whole = view.counts[totals[0]][column] if totals else None
    return [number(count), *([share_text(count, whole, lang)] if whole else [])]


def _highest(view: Cross) -> int:
    inner = [
        count or 0
        for name, counts in zip(view.rows, view.counts, strict=True)
        for column, count in zip(view.columns, counts, strict=True)
        if not is_total(name) and not is_total(column)
    ]
    return max(inner, default=0)


def _wrapped(text: str, lang: Language) -> str:
    """A column head over several short lines."""
    if lang == "en":
        words = text.split(" ")
        longest = -(-len(text) // LINES_IN_ENGLISH)
        first = next((n for n in range(1, len(words)) if len(" ".join(words[:n])) >= longest - 3), len(words))
        return "<br>".join(safe(" ".join(line)) for line in (words[:first], words[first:]) if line)
    if len(text) <= LETTERS_A_LINE + 1:
        return safe(text)
    starts = range(0, len(text), LETTERS_A_LINE)
    return "<br>".join(safe(text[start : start + LETTERS_A_LINE]) for start in starts)
