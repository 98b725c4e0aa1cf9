"""People who browse: each goes through the pages in an order of their own, and looks at each for a while."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.load.session import Rerun, session

# Pages as a supervisor and oversight staff open them: narrowed by region, by years, in parts, drilled.
STEPS: tuple[tuple[str, str], ...] = (
    ("", "lang=zh"),
    ("", "lang=zh&region=35"),
    ("requests", "lang=zh&region=35"),
    ("requests", "lang=zh&from=2022&by=kind&shares=1"),
    ("requests", "lang=zh&pick=year.2024&pick=outcome.refused&behind=1"),
    ("disputes", "lang=zh"),
    ("disputes", "lang=en&from=2023"),
    ("compare", "lang=zh"),
    ("compare", "lang=zh&part=peers"),
    ("coverage", "lang=zh"),
    ("coverage", "lang=en&region=35"),
    ("findings", "lang=zh"),
    ("findings", "lang=zh&severity=error"),
    ("report", "lang=zh"),
    ("method", "lang=zh&part=indicators"),
)


def browse(urls: Sequence[str], sessions: int, *, steps: int, think: float, seed: int = 1) -> list[Rerun]:
    """What each rerun of so many visitors took, `steps` each, with `think` seconds between two on average (half of it to one
    and a half). They come one after the other within the first `think` seconds, and are shared out among the `urls`."""
    with ThreadPoolExecutor(sessions) as visitors:
        return [
            rerun
            for done in visitors.map(
                lambda n: _visit(urls[n % len(urls)], steps, think, random.Random(seed * 1000 + n)), range(sessions)
            )
            for rerun in done
        ]


def _visit(url: str, steps: int, think: float, chance: random.Random) -> list[Rerun]:
    time.sleep(chance.uniform(0, think))
    taken = []
    with session(url) as visitor:
        for page, query in _way(steps, chance):
            taken.append(visitor.rerun(page, query))
            time.sleep(chance.uniform(0.5, 1.5) * think)
    return taken


def _way(steps: int, chance: random.Random) -> Sequence[tuple[str, str]]:
    return [chance.choice(STEPS) for _ in range(steps)]
