"""The years of a key figure in the width of a card: bars from zero, a missing year an empty outline, the last one strong."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from lib.charts.theme import FONTS, Look, palette, size
from lib.views.model import Point

# A card is narrower than the picture, and its letters come out smaller by that.
_WIDTH, _HEIGHT, _SHRUNK = 240, 46, 1.15


def sparkline(points: Sequence[Point], look: Look) -> str:
    """An HTML picture of an SVG, "" of less than two years. It repeats what is said beside it: nothing to be read aloud."""
    if len(points) < 2:
        return ""
    values = [point.rate.value if point.rate else point.value for point in points]
    top = max([value for value in values if value is not None], default=0) or 1
    step = _WIDTH / len(points)
    bars = "".join(_bar(n, step, value, top, look, last=n == len(points) - 1) for n, value in enumerate(values))
    letters = size("small", look) * _SHRUNK
    foot = round(letters * 1.15)
    years = "".join(
        f'<text x="{x}" y="{_HEIGHT + foot - 2}" text-anchor="{anchor}">{points[n].year}</text>'
        for n, x, anchor in ((0, 1, "start"), (len(points) - 1, _WIDTH - 1, "end"))
    )
    style = f'font-family="{FONTS}" font-size="{letters:.1f}" fill="{palette(look).muted}"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT + foot}">'
        f"<g {style}>{bars}{years}</g></svg>"
    )
    # Streamlit strips SVG elements from HTML; a picture of one passes.
    return f'<img alt="" style="width:100%" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def _bar(place: int, step: float, value: float | None, top: float, look: Look, *, last: bool) -> str:
    colours = palette(look)
    left, width = place * step + step * 0.18, step * 0.64
    if value is None:
        outline = f'fill="none" stroke="{colours.missing}" stroke-dasharray="2 2"'
        return f'<rect x="{left:.1f}" y="{_HEIGHT * 0.45:.1f}" width="{width:.1f}" height="{_HEIGHT * 0.55:.1f}" {outline}/>'
    height = max(1.0, (_HEIGHT - 2) * value / top)
    fill = colours.accent if last else colours.missing
    return f'<rect x="{left:.1f}" y="{_HEIGHT - height:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>'
