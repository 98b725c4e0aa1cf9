"""Two bars a year, what is handed over and what arrives, with the gap between them where they differ."""

from __future__ import annotations

from lib.charts.frame import Figure, Trace, count_axis, layout, missing_slots, note, year_axis
from lib.charts.theme import FONTS, Look, colour, palette, size
from lib.charts.words import hover, labelled, number, safe
from lib.language import Language, t
from lib.views.handover import Handed, Handover
from lib.views.model import Name

# The colours of the two lines of the chart of the backlog: the same two things.
_INTO, _OUT = "row.carry_in", "row.carry_out"
_PLACE = {_INTO: 0, _OUT: 1}


def build(view: Handover, lang: Language, look: Look) -> Figure:
    """The figure of a handover over the later years of its pairs; a year nobody has both reports for is a gap."""
    years = [str(pair.year) for pair in view.pairs]
    top = max([max(pair.out or 0, pair.into or 0) for pair in view.pairs] + [1]) * 1.25
    missing = [Name(str(pair.year)) for pair in view.pairs if not pair.agencies]
    traces = [missing_slots(missing, top, lang, look)] if missing else []
    traces += [_bars(view, code, lang, look) for code in (_OUT, _INTO)]
    figure = layout(look, 366, xaxis=year_axis(years, _labels(view, lang), look), yaxis=count_axis(top, look))
    figure["annotations"] = [
        _gap(pair, at, lang, look) for at, pair in enumerate(view.pairs) if pair.gap or pair.differing
    ]
    return {"data": traces, "layout": figure | {"barmode": "overlay"}}


def gap_text(pair: Handed, lang: Language) -> str:
    """By how much this year says more than last year handed over, and how many agencies say another number."""
    gap = f"{pair.gap or 0:+,}".replace("-", "−") if pair.gap else "0"
    return t("chain.gap", lang, gap=gap, n=pair.differing)


def _bars(view: Handover, code: str, lang: Language, look: Look) -> Trace:
    counts = [pair.out if code == _OUT else pair.into for pair in view.pairs]
    marked = [pair.year - 1 if code == _OUT else pair.year for pair in view.pairs]
    name = t("chain.handed" if code == _OUT else "chain.received", lang)
    return {
        "type": "bar",
        "name": safe(name),
        "x": [str(pair.year) for pair in view.pairs],
        "y": counts,
        "text": [number(count) if count is not None else "" for count in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"family": FONTS, "size": size("small", look), "color": palette(look).ink},
        "marker": {"color": colour("", look, _PLACE[code])},
        "width": 0.3,
        "offset": -0.31 if code == _OUT else 0.01,
        "customdata": [[f"year.{year}", code] for year in marked],
        "hovertemplate": [_hover(pair, name, count, lang) for pair, count in zip(view.pairs, counts, strict=True)],
        "meta": "part",
    }


def _hover(pair: Handed, name: str, count: int | None, lang: Language) -> str:
    lines = [labelled(name, number(count), lang), t("chain.agencies", lang, n=pair.agencies)]
    if pair.gap or pair.differing:
        lines.append(gap_text(pair, lang))
    return hover(t("chain.pair", lang, before=pair.year - 1, year=pair.year), lines)


def _labels(view: Handover, lang: Language) -> list[str]:
    """Both years over how many agencies have them, a line each: the columns are narrow on a phone."""
    lines = (
        (f"{pair.year - 1}→", str(pair.year), t("chain.agencies_short", lang, n=pair.agencies)) for pair in view.pairs
    )
    return ["<br>".join(safe(line) for line in three) for three in lines]


def _gap(pair: Handed, at: int, lang: Language, look: Look) -> dict[str, object]:
    place = {"x": at, "xref": "x", "y": max(pair.out or 0, pair.into or 0), "yref": "y", "yanchor": "bottom"}
    drawn = note(safe(gap_text(pair, lang)), look, **place, yshift=18)
    drawn["font"] = {**drawn["font"], "color": palette(look).standout}
    return drawn
