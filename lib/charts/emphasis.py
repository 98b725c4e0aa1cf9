"""What was picked stands out: the marks that do not fit it step back. Where no mark fits, the chart is left as it is."""

from __future__ import annotations

from typing import Any

from lib.charts.frame import Figure, Trace
from lib.charts.theme import faded
from lib.views.picks import Pick, facets_of

STEPPED_BACK = 0.28


def emphasised(drawn: Figure, view: Any, pick: Pick) -> Figure:
    """The figure with its picked marks as they are and the others faint; the same figure where nothing is to step back."""
    if not pick.facets:
        return drawn
    fits = [_fits(trace, view, pick) for trace in drawn["data"]]
    if not any(any(found) for found in fits) or all(all(found) for found in fits):
        return drawn
    ink = drawn["layout"]["font"]["color"]
    traces = [_stepped(trace, found, ink) for trace, found in zip(drawn["data"], fits, strict=True)]
    return {**drawn, "data": traces}


def _fits(trace: Trace, view: Any, pick: Pick) -> list[bool]:
    """For each mark whether it contradicts nothing that is picked."""
    marks = trace["link"]["customdata"] if trace["type"] == "sankey" else trace.get("customdata", [])
    return [_agrees(facets_of(view, codes), pick) for codes in marks]


def _agrees(facets: dict[str, str], pick: Pick) -> bool:
    shared = [facet for facet in facets if pick.get(facet)]
    return bool(shared) and all(pick.get(facet) == facets[facet] for facet in shared)


def _stepped(trace: Trace, fits: list[bool], ink: str) -> Trace:
    if not fits or all(fits) or trace["meta"] in ("total", "missing"):
        return trace
    if trace["type"] == "sankey":
        link = trace["link"]
        colours = [tint if fit else faded(tint) for tint, fit in zip(link["color"], fits, strict=True)]
        return {**trace, "link": {**link, "color": colours}}
    if not any(fits) and not trace.get("text"):
        return {**trace, "opacity": STEPPED_BACK}
    # The numbers stay as they are to be read, in the ink of the page on what is now a faint ground.
    opacity = [1 if fit else STEPPED_BACK for fit in fits]
    return {**trace, "marker": {**trace["marker"], "opacity": opacity}} | _text_on_faint(trace, fits, ink)


def _text_on_faint(trace: Trace, fits: list[bool], ink: str) -> Trace:
    font = trace.get("insidetextfont")
    if font is None:
        return {}
    inks = font["color"] if isinstance(font["color"], list) else [font["color"]] * len(fits)
    colours = [own if fit else ink for own, fit in zip(inks, fits, strict=True)]
    return {"insidetextfont": {**font, "color": colours}}
