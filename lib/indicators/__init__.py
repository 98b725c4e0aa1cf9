"""The indicators: declared as data with their denominators, computed over all reports at once."""

from lib.indicators.breaks import BREAKS, SeriesBreak
from lib.indicators.catalogue import Indicator, indicators
from lib.indicators.computation import measure_columns, measures, terms_known, wilson

__all__ = ["BREAKS", "Indicator", "SeriesBreak", "indicators", "measure_columns", "measures", "terms_known", "wilson"]
