"""How much each clue weighs, read from `weights.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).parent / "weights.toml"


@dataclass(frozen=True)
class Weights:
    """Natural logarithms of odds; what each stands for is said in the file."""

    wrong_cell: float
    filled_blank: float
    total_cell: float
    left_at_zero: float
    slipped_digit: float
    one_digit_wrong: float
    carried_over: float
    prose: float
    beyond_limit: float
    total_followed: float
    moved_together: float
    moved_beside: float
    moved_whole: float
    swapped: float
    split: float
    shifted: float
    stale: float
    history: float
    history_of_total: float
    history_most: float
    history_told: float
    history_shape: float
    history_rate: float
    history_share: float


WEIGHTS = Weights(**tomllib.loads(_FILE.read_text("utf-8")))
