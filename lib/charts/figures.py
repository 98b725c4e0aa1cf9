"""The one door to the charts: which builder draws which view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from lib.charts import composition, cross, flow, funnel, matrix, ranking, trend
from lib.charts.frame import Figure
from lib.charts.tabulation import View
from lib.charts.theme import Look
from lib.language import Language
from lib.views.model import Composition, Cross, Flow, Funnel, Matrix, Ranking, Trend

_BUILDERS: dict[type, Callable[[Any, Language, Look], Figure]] = {
    Composition: composition.build,
    Trend: trend.build,
    Flow: flow.build,
    Matrix: matrix.build,
    Funnel: funnel.build,
    Ranking: ranking.build,
    Cross: cross.build,
}


def figure(view: View, lang: Language, look: Look) -> Figure:
    """The Plotly figure of `view`, {"data": […], "layout": {…}}, without a title: the page draws that."""
    return _BUILDERS[type(view)](view, lang, look)


def to_plotly(drawn: Figure) -> go.Figure:
    """The figure as Plotly's own object, not validated again: the builders' tests do that."""
    return go.Figure(drawn, skip_invalid=True)
