"""What the prose says against what the tables say."""

from collections.abc import Mapping

from lib.checks.prose.contradictions import contradictions
from lib.checks.prose.fees import unexplained_fees
from lib.checks.prose.figures import other_figures
from lib.checks.prose.report_year import other_years
from lib.checks.registry import Handler

HANDLERS: Mapping[str, Handler] = {
    "TEXT-FIGURE": other_figures,
    "TEXT-YEAR": other_years,
    "TEXT-CONTRADICTION": contradictions,
    "LOGIC-FEE": unexplained_fees,
}

__all__ = ["HANDLERS"]
