"""Figures in a page that is opened without a server: plotly.js itself, and what draws the figures with it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from plotly.offline import get_plotlyjs

from lib.charts.frame import Figure

# A picture on paper: no buttons, nothing to hover, nothing sent anywhere.
_STILL = {"staticPlot": True, "displayModeBar": False, "showSendToCloud": False, "responsive": False}
_DRAW = """
const charts = JSON.parse(document.getElementById("charts").textContent);
Promise.all(charts.map((one) => Plotly.newPlot(one.place, one.data, one.layout, one.config)))
  .then(() => document.body.classList.add("drawn"));
"""


def drawing_script(drawn: Sequence[tuple[str, Figure]], width: int) -> str:
    """Script elements that draw each figure `width` px wide into the element of its id. `body.drawn`: all are drawn.

    plotly.js stands in the page itself, from the installed package: nothing is loaded from anywhere.
    """
    charts = [
        {
            "place": place,
            "data": figure["data"],
            "layout": {**figure["layout"], "width": width, "autosize": False},
            "config": _STILL,
        }
        for place, figure in drawn
    ]
    # No text of a figure can end the element it stands in.
    text = json.dumps(charts, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<script type="application/json" id="charts">{text}</script>\n'
        f"<script>{get_plotlyjs()}</script>\n<script>{_DRAW}</script>\n"
    )
