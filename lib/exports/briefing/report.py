"""A briefing as one HTML file to print: cover, contents, and on pages of their own the charts with their figures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from lib.charts import Figure, describe, drawing_script, figure, notes, takeaway
from lib.charts.theme import Look
from lib.exports.briefing.figures import Figures, as_text, figures
from lib.exports.briefing.foot import foot
from lib.exports.briefing.pieces import Piece, pieces
from lib.exports.briefing.report_style import STYLE
from lib.exports.printed import clean
from lib.language import Language, say, t
from lib.views.slides import Briefing, Slide

# What an A4 page on its side holds, in px: the width of a figure, and the height left under a heading.
WIDTH, HEIGHT = 1016, 470
ROWS, MOST_PIECES, MOST_ROWS = 13, 6, 400
_LIGHT = Look(dark=False)
# Nothing is loaded, sent or embedded, whatever a text says.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
)


def write_briefing_html(briefing: Briefing, lang: Language = "zh") -> bytes:
    """The briefing as an HTML page in UTF-8 that loads nothing. What is not known is "—" or drawn as missing, never 0."""
    drawn: list[tuple[str, Figure]] = []
    body = [_cover(briefing, lang), _contents(briefing, lang)]
    for number, slide in enumerate(briefing.slides, start=1):
        body += _slide(briefing, slide, number, drawn, lang)
    title = escape(clean(briefing.title))
    page = (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{''.join(body)}"
        f"{drawing_script(drawn, WIDTH)}</body>\n</html>\n"
    )
    return page.encode()


def _text(text: str) -> str:
    return escape(clean(text))


def _cover(briefing: Briefing, lang: Language) -> str:
    selections = dict.fromkeys(say(slide.selection.sentence, lang) for slide in briefing.slides)
    lines = [*selections, t("briefing_files.dated", lang, day=briefing.day.isoformat(), version=briefing.version)]
    lines.append(t("briefing_files.source_line", lang, source=t("briefing_files.source", lang)))
    said = "".join(f"<p>{_text(line)}</p>\n" for line in lines)
    return f'<header class="cover">\n<h1>{_text(briefing.title)}</h1>\n{said}</header>\n'


def _contents(briefing: Briefing, lang: Language) -> str:
    rows = "".join(
        f'<li><a href="#slide-{number}"><b>{_text(_sentence(slide, lang))}</b><br>{_text(say(slide.view.title, lang))}</a></li>\n'
        for number, slide in enumerate(briefing.slides, start=1)
    )
    return f'<nav class="contents">\n<h2>{t("briefing_files.contents", lang)}</h2>\n<ol>\n{rows}</ol>\n</nav>\n'


def _sentence(slide: Slide, lang: Language) -> str:
    return slide.heading or takeaway(slide.view, lang)


def _slide(briefing: Briefing, slide: Slide, number: int, drawn: list[tuple[str, Figure]], lang: Language) -> list[str]:
    """A page for each piece of the chart, then its figures."""
    parts = pieces(slide.view, ROWS, MOST_PIECES)
    topic = say(slide.view.title, lang)
    body = [f'<section id="slide-{number}">\n']
    for at, piece in enumerate(parts):
        place = f"chart-{number}-{at + 1}"
        body.append(_chart(slide, piece, place, number if at == 0 else 0, topic, lang))
        if (whole := _figure(slide.view, piece, lang)) is not None:
            drawn.append((place, whole))
        body.append(_foot(briefing, slide, lang))
        body.append("</article>\n")
    body.append(_table(slide, topic, lang))
    body.append(_foot(briefing, slide, lang))
    body.append("</article>\n</section>\n")
    return body


def _chart(slide: Slide, piece: Piece, place: str, number: int, topic: str, lang: Language) -> str:
    head = f'<p class="topic">{f"{number} · " if number else ""}{_text(topic + piece.said(lang))}</p>\n'
    head += f"<h2>{_text(_sentence(slide, lang))}</h2>\n"
    if slide.heading:
        head += f'<p class="said">{_text(takeaway(slide.view, lang))}</p>\n'
    said = _text(("" if lang == "zh" else " ").join(notes(slide.view, lang)))
    return (
        f'<article class="chart-page">\n{head}<div class="chart" id="{place}" role="img" '
        f'aria-label="{_text(describe(slide.view, lang))}"></div>\n'
        f'<p class="undrawn">{t("briefing_files.no_script", lang)}</p>\n'
        f"{_notes(said)}"
    )


def _notes(text: str) -> str:
    return f'<p class="notes">{text}</p>\n' if text else ""


def _figure(whole: Any, piece: Piece, lang: Language) -> Figure | None:
    """The figure of a piece on the scale of the whole, as high as its page; None of nothing."""
    drawn = figure(piece.view, lang, _LIGHT)
    if not drawn["data"]:
        return None
    if piece.view is not whole:
        of_all = figure(whole, lang, _LIGHT)["layout"]["xaxis"]
        drawn["layout"]["xaxis"] |= {key: of_all[key] for key in ("range", "dtick", "tickvals") if key in of_all}
    layout = drawn["layout"]
    # A list of agencies is as high as its rows; any other chart fills its page.
    layout["height"] = min(HEIGHT, max(layout["height"], 430 if piece.of == 1 else 0))
    return drawn


def _foot(briefing: Briefing, slide: Slide, lang: Language) -> str:
    lines = "<br>".join(_text(line) for line in foot(slide, briefing.version, briefing.day, lang).lines)
    return f'<p class="foot">{lines}</p>\n'


def _table(slide: Slide, topic: str, lang: Language) -> str:
    columns = figures(slide.view, lang)
    of = len(columns[0].values) if columns else 0
    caption = t("briefing_files.figures_of", lang, topic=topic)
    head = "".join(f"<th{_side(one)}>{_text(one.head)}</th>" for one in columns)
    rows = "".join(f"<tr>{_row(columns, at)}</tr>\n" for at in range(min(of, MOST_ROWS)))
    cut = t("briefing_files.first_rows", lang, shown=MOST_ROWS, of=of) if of > MOST_ROWS else ""
    nothing = f"<p>{t('briefing_files.no_figures', lang)}</p>\n" if not of else ""
    return (
        f'<article class="table-page">\n<table>\n<caption>{_text(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n{nothing}{_notes(cut)}"
    )


def _row(columns: Sequence[Figures], at: int) -> str:
    return "".join(f"<td{_side(one)}>{_text(as_text(one.values[at], one.kind))}</td>" for one in columns)


def _side(column: Figures) -> str:
    return "" if column.kind == "text" else ' class="n"'
