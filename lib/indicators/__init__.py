"""The indicators: declared as data with their denominators, computed over all reports at once."""

from lib.indicators.breaks import BREAKS, SeriesBreak
from lib.indicators.catalogue import Indicator, indicators
from lib.indicators.computation import measure_columns, measures, terms_known, wilson
from lib.indicators.difference import Z_998, newcombe

__all__ = [
    "BREAKS",
    "Z_998",
    "Indicator",
    "SeriesBreak",
    "indicators",
    "measure_columns",
    "measures",
    "newcombe",
    "terms_known",
    "wilson",
]
