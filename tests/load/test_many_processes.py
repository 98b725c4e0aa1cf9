"""Several dashboards on one snapshot and one writer: all show a new load without being started again."""

from __future__ import annotations

import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

from lib.reports import write_reports
from tests.bench.served import dashboard
from tests.browser.server import disclosure
from tests.load.session import Session, session
from tests.loading.cases import whole

NEW = "某市新设局 · 2016"


def sees(visitor: Session) -> bool:
    return NEW in visitor.rerun("report", "lang=zh&agency=某市新设局&year=2016").headings


def test_a_load_is_seen_by_every_dashboard_without_a_restart(prepared_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    subprocess.run(["cp", "-r", str(prepared_home), str(home)], check=True)
    disclosure(home, "snapshot")
    new = tmp_path / "new.jsonl"
    new.write_text("".join(write_reports([whole("某市新设局", year=2016)])), "utf-8")
    with ExitStack() as opened:
        visitors = []
        for _ in range(2):
            served = opened.enter_context(dashboard(home, "--read-only"))
            visitors.append(opened.enter_context(session(served.url)))
        assert not any(map(sees, visitors))
        # The writer comes and goes while they are open.
        disclosure(home, "import", str(new))
        end = time.monotonic() + 30
        while not all(map(sees, visitors)):
            assert time.monotonic() < end
