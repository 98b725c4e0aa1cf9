"""A briefing as files: slides, a printable report, a workbook; and the figures of one chart."""

from lib.exports.briefing.book import write_briefing_xlsx, write_view_xlsx
from lib.exports.briefing.figures_csv import write_view_csv
from lib.exports.briefing.report import write_briefing_html
from lib.exports.briefing.slideshow import write_briefing_pptx

__all__ = [
    "write_briefing_html",
    "write_briefing_pptx",
    "write_briefing_xlsx",
    "write_view_csv",
    "write_view_xlsx",
]
