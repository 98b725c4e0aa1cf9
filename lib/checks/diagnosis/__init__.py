"""One fault, one finding: which cells most likely made a report's sums disagree (catalogue §4)."""

from lib.checks.diagnosis.diagnosing import Diagnosis, Puzzles, diagnose, diagnose_all
from lib.checks.diagnosis.evidence import Evidence, EvidenceOf
from lib.checks.diagnosis.patterns import kind_of
from lib.checks.diagnosis.ranking import clues_of
from lib.checks.diagnosis.search import MOST_CELLS
from lib.checks.diagnosis.system import Change, Puzzle, System, repaired, systems

__all__ = [
    "MOST_CELLS",
    "Change",
    "Diagnosis",
    "Evidence",
    "EvidenceOf",
    "Puzzle",
    "Puzzles",
    "System",
    "clues_of",
    "diagnose",
    "diagnose_all",
    "kind_of",
    "repaired",
    "systems",
]
