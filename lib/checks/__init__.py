"""The checks: the catalogue as data, the engine over all reports at once, the diagnosis, the finding."""

from lib.checks.batch import Batch
from lib.checks.catalogue import Check, Example, base_report, load_catalogue
from lib.checks.judging import EQUATION_IDS, HANDLERS, judge
from lib.checks.model import (
    VERDICT_CODES,
    Broken,
    Cause,
    CellState,
    Finding,
    Judgement,
    Repair,
    Residuals,
    Severity,
    Term,
    Verdict,
)
from lib.checks.output import finding_to_dict, from_row, to_row
from lib.checks.wording import cell_name, describe, say_equation, say_finding, statement

__all__ = [
    "EQUATION_IDS",
    "HANDLERS",
    "VERDICT_CODES",
    "Batch",
    "Broken",
    "Cause",
    "CellState",
    "Check",
    "Example",
    "Finding",
    "Judgement",
    "Repair",
    "Residuals",
    "Severity",
    "Term",
    "Verdict",
    "base_report",
    "cell_name",
    "describe",
    "finding_to_dict",
    "from_row",
    "judge",
    "load_catalogue",
    "say_equation",
    "say_finding",
    "statement",
    "to_row",
]
