"""What the cases still open leave undecided: a broad, pale bar behind a rate, from its lowest to its highest."""

from __future__ import annotations

from lib.charts.frame import Trace
from lib.charts.theme import Look, colour, translucent
from lib.charts.words import name_of, rate_text, safe
from lib.language import Language, t
from lib.views.model import Line, Point

BREADTH = 11


def open_bounds(line: Line, index: int, years: list[int], lang: Language, look: Look) -> list[Trace]:
    """The bars of one line in one trace, on the same offset as its points; none where nothing is open."""
    known = [point for point in line.points if point.bounds and point.reports and point.year in years]
    if not known:
        return []
    tint = translucent(colour(line.name.code, look, index), 0.3)
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": safe(t("disputed.bounds_of", lang, line=name_of(line.name, lang))),
            "x": [str(point.year) for point in known],
            "y": [low for low, _ in map(ends, known)],
            "marker": {"color": tint, "size": 1, "opacity": 0},
            "error_y": {
                "type": "data",
                "symmetric": False,
                "array": [high - low for low, high in map(ends, known)],
                "arrayminus": [0] * len(known),
                "color": tint,
                "thickness": BREADTH * (1.4 if look.large else 1),
                "width": 0,
            },
            "offsetgroup": line.name.code,
            "hoverinfo": "skip",
            "showlegend": False,
            "cliponaxis": False,
            "meta": "bounds",
        }
    ]


def ends(point: Point) -> tuple[float, float]:
    """The lowest and the highest the rate can become; its own value where nothing is open."""
    low, high = point.bounds or (point.rate, point.rate)
    return (low.value if low else None) or 0.0, (high.value if high else None) or 0.0


def bounds_text(point: Point, lang: Language) -> str:
    """Both ends with their parts, in words."""
    if point.bounds is None:
        return ""
    low, high = point.bounds
    return t("disputed.bounds", lang, low=rate_text(low, lang), high=rate_text(high, lang))
