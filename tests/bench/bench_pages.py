"""What the project adds to a rerun of each page, beside an empty Streamlit page in the same run: with the bundled reports,
with a hundred thousand, and with the nation's.

Both are real servers, asked over their WebSocket as a browser asks them; what is counted is the processor's time of the
whole server process. An empty page is Streamlit as it comes, with its own settings, and beside that one that is spared, as
ours are, the full collection of garbage after every run. Whose time it is within our reruns, the project's or Streamlit's,
is what `serve --profile` says.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest

from lib.ui.comparing.head import PARTS as COMPARING
from lib.ui.method import SHOWN as METHOD
from lib.ui.oversight.parts import PARTS as FINDINGS
from lib.ui.pages import PAGES
from tests.bench.crowded import fill
from tests.bench.nation import Nation
from tests.bench.record import record
from tests.bench.served import Served, dashboard, empty_page
from tests.browser.server import prepare
from tests.load.session import session

_ROUNDS, _AT_ONCE = 3, 10
_EMPTY, _SPARED = "an empty page's rerun", "an empty page's, spared the collection"
_PARTS = {"compare": tuple(COMPARING), "findings": tuple(FINDINGS), "method": tuple(METHOD)}
_OWN = ("store", "views", "charts", "ui")
# What happens after a script has ended is part of its rerun.
_SETTLING = 0.3  # seconds


def addresses() -> dict[str, tuple[str, str]]:
    """Every page, those in parts in each part: name, page and address."""
    listed = {}
    for entry in PAGES:
        for part in _PARTS.get(entry.slug, ("",)):
            page = "" if entry is PAGES[0] else entry.slug
            listed[f"{entry.slug} {part}".strip()] = (page, f"lang=zh&part={part}" if part else "lang=zh")
    return listed


@pytest.mark.parametrize("reports", [0, 100_000])
def test_reruns(reports: int, tmp_path: Path) -> None:
    home = tmp_path / "home"
    prepare(home)
    if reports:
        fill(home, reports)
    measure(home, f"{reports:,} reports" if reports else "the bundled reports", tmp_path)


def test_reruns_of_the_nation(nation: Nation, tmp_path: Path) -> None:
    measure(nation.home, nation.name, tmp_path)


def measure(home: Path, data: str, tmp_path: Path) -> None:
    """Record the rerun of every page beside an empty one, and how much of it is our own code."""
    lines = tmp_path / "profile.jsonl"
    pages = addresses()
    taken: dict[str, list[float]] = {name: [] for name in (_EMPTY, _SPARED, *pages)}
    with (
        dashboard(home) as ours,
        empty_page(tmp_path / "empty") as empty,
        empty_page(tmp_path / "spared", "--runner.postScriptGC=false") as spared,
    ):
        for page, query in pages.values():
            reruns(ours, page, query, 2)
        for _ in range(_ROUNDS):
            taken[_EMPTY].append(reruns(empty, "", "", _AT_ONCE))
            taken[_SPARED].append(reruns(spared, "", "", _AT_ONCE))
            for name, (page, query) in pages.items():
                taken[name].append(reruns(ours, page, query, _AT_ONCE))
    with dashboard(home, "--profile", str(lines)) as ours:
        shares = {name: own_share(ours, lines, page, query) for name, (page, query) in pages.items()}
    print(f"\n{data}, medians of {_ROUNDS} × {_AT_ONCE} reruns")
    for name in pages:
        _record(name, data, taken, shares[name])


def _record(name: str, data: str, taken: dict[str, list[float]], shares: tuple[float, float]) -> None:
    for floor in (_EMPTY, _SPARED):
        added = [max(0.0, mine - empty) for mine, empty in zip(taken[name], taken[floor], strict=True)]
        record("pages", f"added to a rerun of {name}, {data}", added, "ms", against=floor, theirs=taken[floor],
               at_most=1 if floor == _EMPTY else None, because="The page's elements cost Streamlit more than that.",
               note="" if floor == _EMPTY else "Nearly all of it is Streamlit's, for the page's elements.")  # fmt: skip
    own, streamlit = shares
    record("pages", f"our own code in a rerun of {name}, {data}", own, "ms", against="Streamlit's code in it",
           theirs=streamlit, at_most=1, because="What it computes is not kept from one rerun to the next.")  # fmt: skip


def reruns(served: Served, page: str, query: str, times: int) -> float:
    """Milliseconds of the processor a rerun, over so many by one visitor who has been there before."""
    with session(served.url) as visitor:
        visitor.rerun(page, query)
        time.sleep(_SETTLING)
        before = served.processor()
        for _ in range(times):
            shown = visitor.rerun(page, query)
            assert not shown.errors, (page, query, shown.errors)
        time.sleep(_SETTLING)
        return (served.processor() - before) / times


def own_share(served: Served, lines: Path, page: str, query: str) -> tuple[float, float]:
    """Milliseconds a rerun that are our own code's, and Streamlit's, by the lines that the profiler writes."""
    reruns(served, page, query, 1)
    begun = lines.stat().st_size
    reruns(served, page, query, 3 * _AT_ONCE)
    written = lines.read_bytes()[begun:].decode("utf-8").splitlines()
    sums: Counter[str] = Counter()
    for line in written:
        found = json.loads(line)
        sums.update({part: found[part] for part in (*_OWN, "streamlit")})
    assert sums["streamlit"], "the profiler does not look any more"
    return sum(sums[part] for part in _OWN) / len(written), sums["streamlit"] / len(written)
