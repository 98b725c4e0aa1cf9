"""How many reports a chart rests on: what is added up is counted in its selection, what stands side by side in the chart."""

from __future__ import annotations

from typing import Any

from lib.language import Message
from lib.views.comparisons import Dumbbell, Multiples, Standing
from lib.views.model import Composition, Funnel, Matrix, Ranking
from lib.views.selection import Selection

_NO_REPORT = ("missing", "not_due")


def counted(view: Any, selection: Selection) -> Message:
    """A sentence: whose reports, how many, and whether they are added up."""
    match view:
        case Composition(kind="agency", reports=reports):
            own = sum(reports)
        case Funnel(spots=spots, crowd=crowd):
            own = len(spots) + sum(bunch.agencies for bunch in crowd)
        case Ranking(spots=spots, unranked=unranked):
            own = len(spots) + len(unranked) + view.left_out + view.unranked_left_out
        case Matrix(squares=squares):
            own = sum(square.status not in _NO_REPORT for square in squares)
        case Multiples(panels=panels):
            own = sum(point.reports for panel in panels for point in panel.points)
        case Standing() | Dumbbell(kind="agency"):
            return Message("briefing_files.own_each")
        case _:
            return Message("briefing_files.added_up", {"n": selection.counted, "of": selection.listed})
    return Message("briefing_files.own_reports", {"n": own})
