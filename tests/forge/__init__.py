"""One truth, many documents: reports drawn in the formats and styles that reports are published in, and a score."""

from tests.forge.score import Score, score
from tests.forge.styles import STYLES, Style, forge, forge_all
from tests.forge.truths import truths

__all__ = ["STYLES", "Score", "Style", "forge", "forge_all", "score", "truths"]
