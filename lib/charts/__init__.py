"""View models drawn: a plain Plotly figure, the same in words, and the same as a table.

A figure is a dict of lists and numbers. Everything that can be clicked carries its codes in `customdata`
([category or agency, part or year …]); a trace says in `meta` what it is (part, total, missing,
line, status, value …).
"""

from lib.charts.behaviour import plotly_config
from lib.charts.description import describe
from lib.charts.emphasis import emphasised
from lib.charts.figures import figure, to_plotly
from lib.charts.frame import Figure
from lib.charts.notes import notes
from lib.charts.script import drawing_script
from lib.charts.sparkline import sparkline
from lib.charts.tabulation import View, table
from lib.charts.takeaway import takeaway
from lib.charts.theme import Look, Tile, colour, tile

__all__ = [
    "Figure",
    "Look",
    "Tile",
    "View",
    "colour",
    "describe",
    "drawing_script",
    "emphasised",
    "figure",
    "notes",
    "plotly_config",
    "sparkline",
    "table",
    "takeaway",
    "tile",
    "to_plotly",
]
