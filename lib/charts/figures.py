"""The one door to the charts: which builder draws which view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from lib.charts import (
    bars,
    composition,
    contribution,
    cross,
    dumbbell,
    flow,
    funnel,
    handover,
    matrix,
    multiples,
    ranking,
    standing,
    trend,
)
from lib.charts.frame import Figure
from lib.charts.tabulation import View
from lib.charts.theme import Look
from lib.language import Language
from lib.views.bars import Bars
from lib.views.comparisons import Dumbbell, Multiples, Standing
from lib.views.contribution import Contribution
from lib.views.handover import Handover
from lib.views.model import Composition, Cross, Flow, Funnel, Matrix, Ranking, Trend

_BUILDERS: dict[type, Callable[[Any, Language, Look], Figure]] = {
    Composition: composition.build,
    Trend: trend.build,
    Flow: flow.build,
    Matrix: matrix.build,
    Funnel: funnel.build,
    Ranking: ranking.build,
    Cross: cross.build,
    Standing: standing.build,
    Multiples: multiples.build,
    Dumbbell: dumbbell.build,
    Bars: bars.build,
    Contribution: contribution.build,
    Handover: handover.build,
}


def figure(view: View, lang: Language, look: Look) -> Figure:
    """The Plotly figure of `view`, {"data": […], "layout": {…}}, without a title: the page draws that."""
    return _BUILDERS[type(view)](view, lang, look)


class _Ready(go.Figure):  # type: ignore[misc]
    """A figure as it is: Plotly builds its tree of objects only to take it apart again where it is sent.

    Only what sends it is meant to see it; the builders' tests have Plotly validate every figure.
    """

    def __init__(self, drawn: Figure) -> None:
        self._drawn = drawn

    def to_dict(self) -> Figure:
        return self._drawn


def to_plotly(drawn: Figure) -> go.Figure:
    """The figure as Plotly's own object, not validated and not copied again: it must not be changed."""
    return _Ready(drawn)
