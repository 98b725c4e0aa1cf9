"""A briefing as PowerPoint: native charts and tables that can be edited, one idea a slide, notes for the presenter."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches

from lib.charts import describe, notes, takeaway
from lib.charts.tabulation import View
from lib.exports.briefing.foot import foot
from lib.exports.briefing.lettering import (
    ACCENT,
    INK,
    MARGIN,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Box,
    fitting,
    rgb,
    text_box,
    write,
)
from lib.exports.briefing.native_answers import contribution_bars, ground_bars
from lib.exports.briefing.native_bars import composition, flow, flow_words, ranking
from lib.exports.briefing.native_lines import funnel, trend, trend_words
from lib.exports.briefing.native_tables import any_view, any_view_words, cross, matrix, matrix_words
from lib.exports.briefing.pieces import Piece, pieces
from lib.exports.printed import clean
from lib.exports.steady import steady
from lib.language import Language, say, t
from lib.views.bars import Bars
from lib.views.contribution import Contribution
from lib.views.model import Composition, Cross, Flow, Funnel, Matrix, Ranking, Trend
from lib.views.slides import Briefing, Slide

# Agencies on a slide, and slides a view may take.
ROWS, MOST_PIECES = 18, 3
_WIDE = PAGE_WIDTH - 2 * MARGIN
_KICKER: Box = (MARGIN, 0.32, _WIDE, 0.3)
_TITLE: Box = (MARGIN, 0.62, _WIDE, 0.95)
_BODY: Box = (MARGIN, 1.66, _WIDE, 4.55)
_WORDS: Box = (MARGIN, 6.28, _WIDE, 0.5)
_FOOT: Box = (MARGIN, 6.82, _WIDE - 0.9, 0.46)
_NUMBER: Box = (PAGE_WIDTH - MARGIN - 0.8, 6.82, 0.8, 0.46)


def write_briefing_pptx(briefing: Briefing, lang: Language = "zh") -> bytes:
    """The briefing as a PPTX file of 16:9. What is not known is a gap or is said, never 0; a kind of view without a chart
    of its own is a table. The same briefing gives the same bytes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(PAGE_WIDTH), Inches(PAGE_HEIGHT)
    pages = [(slide, piece) for slide in briefing.slides for piece in pieces(slide.view, ROWS, MOST_PIECES)]
    _cover(deck, briefing, lang)
    for number, (slide, piece) in enumerate(pages, start=1):
        _page(deck, briefing, slide, piece, f"{number}/{len(pages)}", lang)
    _properties(deck, briefing)
    buffer = io.BytesIO()
    deck.save(buffer)
    return steady(buffer.getvalue())


def _properties(deck: Any, briefing: Briefing) -> None:
    properties, day = deck.core_properties, briefing.day
    properties.title, properties.author, properties.last_modified_by = clean(briefing.title)[:255], "", ""
    properties.created = properties.modified = properties.last_printed = datetime(day.year, day.month, day.day)
    properties.revision = 1


def _cover(deck: Any, briefing: Briefing, lang: Language) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[5])
    _title(page, briefing.title, (MARGIN + 0.4, 1.9, _WIDE - 0.8, 1.5), (40, 34, 28, 24))
    stroke = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(MARGIN), Inches(1.95), Inches(0.08), Inches(4.0))
    stroke.fill.solid()
    stroke.fill.fore_color.rgb = rgb(ACCENT)
    stroke.line.fill.background()
    selections = list(dict.fromkeys(say(slide.selection.sentence, lang) for slide in briefing.slides))
    lines = [*selections[:5], *([t("briefing_files.more_selections", lang)] if len(selections) > 5 else [])]
    lines.append(t("briefing_files.dated", lang, day=briefing.day.isoformat(), version=briefing.version))
    lines.append(t("briefing_files.source_line", lang, source=t("briefing_files.source", lang)))
    text_box(page, (MARGIN + 0.4, 3.6, _WIDE - 0.8, 2.6), lines, 16, ink=MUTED)


def _title(page: Any, text: str, box: Box, sizes: tuple[int, ...]) -> None:
    shape = page.shapes.title
    shape.left, shape.top, shape.width, shape.height = (Inches(part) for part in box)
    write(shape.text_frame, [text], fitting(text, box, sizes), bold=True, ink=INK)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP


def _page(deck: Any, briefing: Briefing, slide: Slide, piece: Piece, number: str, lang: Language) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[5])
    sentence, topic = takeaway(slide.view, lang), say(slide.view.title, lang) + piece.said(lang)
    _title(page, slide.heading or sentence, _TITLE, (24, 22, 20, 18, 16, 14, 12))
    kicker = t("briefing_files.kicker", lang, topic=topic, sentence=sentence) if slide.heading else topic
    text_box(page, _KICKER, [kicker], fitting(kicker, _KICKER, (13, 12, 11, 10, 9)), ink=MUTED)
    drawn = _drawn(page, slide.view, piece, briefing, lang)
    if drawn is None:
        text_box(page, _BODY, [t("charts.words.nothing", lang)], 18, ink=MUTED)
    else:
        properties = drawn._element.xpath(".//p:cNvPr")[0]
        properties.set("name", clean(topic))
        properties.set("descr", clean(_described(slide.view, lang)))
    words = ("" if lang == "zh" else " ").join(_words(piece.view, slide.view, lang))
    if words:
        text_box(page, _WORDS, [words], fitting(words, _WORDS, (11, 10, 9, 8)), ink=MUTED)
    lines = foot(slide, briefing.version, briefing.day, lang).lines
    text_box(page, _FOOT, lines, min(fitting(line, (*_FOOT[:3], 0.22), (10, 9, 8, 7)) for line in lines), ink=MUTED)
    text_box(page, _NUMBER, [number], 10, ink=MUTED, align="right")
    _note(page, slide, lang)


def _drawn(page: Any, whole: Any, piece: Piece, briefing: Briefing, lang: Language) -> Any:
    """The chart or table of a view, by its kind; None where there is nothing to show."""
    view, day = piece.view, briefing.day
    drawers: dict[type, Callable[[], Any]] = {
        Composition: lambda: composition(page, view, whole, _BODY, lang, day) if view.categories else None,
        Trend: lambda: trend(page, view, _BODY, lang, day) if any(line.points for line in view.lines) else None,
        Ranking: lambda: ranking(page, view, whole, _BODY, lang, day) if view.spots or view.unranked else None,
        Funnel: lambda: funnel(page, view, _BODY, lang, day) if any(s.rate.denominator for s in view.spots) else None,
        Matrix: lambda: matrix(page, view, whole, _BODY, lang) if view.agencies and view.years else None,
        Cross: lambda: cross(page, view, _BODY, lang) if view.rows and view.columns else None,
        Flow: lambda: flow(page, view, _BODY, lang, day) if view.links else None,
        Bars: lambda: ground_bars(page, view, _BODY, lang, day) if view.bars else None,
        Contribution: lambda: contribution_bars(page, view, _BODY, lang, day) if view.steps else None,
    }
    drawer = drawers.get(type(view))
    return drawer() if drawer else any_view(page, view, _BODY, lang)


def _words(view: Any, whole: Any, lang: Language) -> list[str]:
    """What the chart needs to be said beside it: breaks, signs, what is left out."""
    match view:
        case Trend():
            more = trend_words(view, lang)
        case Matrix():
            more = matrix_words(view, lang)
        case Flow():
            more = flow_words(view, lang)
        case Composition() | Ranking() | Funnel() | Cross() | Bars() | Contribution():
            more = []
        case _:
            more = any_view_words(view, lang)
    return [*more, *notes(whole, lang)]


def _described(view: View, lang: Language) -> str:
    return describe(view, lang)


def _note(page: Any, slide: Slide, lang: Language) -> None:
    """The presenter's words, then the chart in words."""
    lines = [*slide.note.splitlines(), _described(slide.view, lang)]
    write(page.notes_slide.notes_text_frame, lines, 12)
