"""The checks: the catalogue as data, the engine over all reports at once, the diagnosis, the finding."""

from lib.checks.batch import Batch
from lib.checks.catalogue import Check, Example, base_report, load_catalogue
from lib.checks.crowd import CROWD_HEAD, CROWD_KEYS, Crowd
from lib.checks.judging import CROWD_HANDLERS, EQUATION_IDS, HANDLERS, YEAR_HANDLERS, judge, judge_crowd
from lib.checks.model import (
    VERDICT_CODES,
    Beside,
    Broken,
    Cause,
    CellState,
    Clue,
    Finding,
    Judgement,
    Quote,
    Repair,
    Residuals,
    Severity,
    Term,
    Verdict,
)
from lib.checks.output import finding_to_dict, from_row, to_row
from lib.checks.thresholds import Threshold, Thresholds, declared_thresholds, read_thresholds, write_thresholds
from lib.checks.wording import cell_name, describe, say_equation, say_finding, statement

__all__ = [
    "CROWD_HANDLERS",
    "CROWD_HEAD",
    "CROWD_KEYS",
    "EQUATION_IDS",
    "HANDLERS",
    "VERDICT_CODES",
    "YEAR_HANDLERS",
    "Batch",
    "Beside",
    "Broken",
    "Cause",
    "CellState",
    "Check",
    "Clue",
    "Crowd",
    "Example",
    "Finding",
    "Judgement",
    "Quote",
    "Repair",
    "Residuals",
    "Severity",
    "Term",
    "Threshold",
    "Thresholds",
    "Verdict",
    "base_report",
    "cell_name",
    "declared_thresholds",
    "describe",
    "finding_to_dict",
    "from_row",
    "judge",
    "judge_crowd",
    "load_catalogue",
    "read_thresholds",
    "say_equation",
    "say_finding",
    "statement",
    "to_row",
    "write_thresholds",
]
