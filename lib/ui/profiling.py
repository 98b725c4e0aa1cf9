"""Where the time of a rerun goes: `disclosure serve --profile FILE` writes a line of JSON a rerun.

Nothing is put into the code that is measured. A thread looks about a thousand times a second at what the reruns are doing;
the innermost frame that is the project's or Streamlit's says whose time it is. What a rerun waits for, another session's
Python among it, counts where it is waited for. CONTRIBUTING says how the lines are read.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from urllib.parse import urlencode

import streamlit

from lib.ui.address import current
from lib.ui.context import page_slug

_ROOT = Path(__file__).resolve().parents[2]
# The folder a frame's file lies in, and the part of a rerun that it is; the longest that fits counts.
_PLACES: Mapping[str, str] = {
    f"{_ROOT / 'lib' / 'store'}/": "store",
    f"{_ROOT / 'lib' / 'views'}/": "views",
    f"{_ROOT / 'lib' / 'charts'}/": "charts",
    f"{_ROOT / 'lib'}/": "ui",
    f"{_ROOT / 'pages'}/": "ui",
    f"{Path(streamlit.__file__).parent}/": "streamlit",
}
PARTS = ("store", "views", "charts", "ui", "streamlit")
# Seconds from one look to the next, and until a rerun that computes must stand still for one: much less, or it would be
# looked at only where it waits by itself.
_EVERY, _AT_ONCE = 0.001, 0.00002


@dataclass
class _Rerun:
    begun: float = field(default_factory=time.perf_counter)
    seen: Counter[str] = field(default_factory=Counter)


class Profiler:
    """Writes to `path`, at its end, a line for every rerun inside `rerun()`; milliseconds by the clock."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8", buffering=1)
        # Changed by every rerun and gone through by the thread that looks, which would end at a change in between.
        self._running: dict[int, _Rerun] = {}
        self._changing, self._writing = threading.Lock(), threading.Lock()
        threading.Thread(target=self._look, name="profiler", daemon=True).start()

    @contextmanager
    def rerun(self) -> Iterator[None]:
        """Measure what the calling thread does inside."""
        thread = threading.get_ident()
        rerun = _Rerun()
        with self._changing:
            self._running[thread] = rerun
        try:
            yield
        finally:
            with self._changing:
                del self._running[thread]
            self._write(rerun)

    def _look(self) -> None:
        while True:
            time.sleep(_EVERY)
            if not self._running:
                continue
            frames = sys._current_frames()
            with self._changing:
                for thread, rerun in self._running.items():
                    # A thread that runs on while its frames are gone through can leave something else in their place:
                    # that look is lost.
                    with suppress(AttributeError):
                        rerun.seen[whose(frames.get(thread))] += 1

    def _write(self, rerun: _Rerun) -> None:
        taken = (time.perf_counter() - rerun.begun) * 1000
        looks = rerun.seen.total() or 1
        line = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "page": page_slug(),
            "filter": urlencode(current(), doseq=True, safe=":"),
            "ms": round(taken, 1),
            **{part: round(taken * rerun.seen[part] / looks, 1) for part in PARTS},
        }
        with self._writing:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")


def whose(frame: FrameType | None) -> str:
    """The part of a rerun that a frame belongs to, by itself or by who called it; "streamlit" where nobody is known."""
    while frame is not None:
        file = frame.f_code.co_filename
        for place, part in _PLACES.items():
            if file.startswith(place):
                return part
        frame = frame.f_back
    return "streamlit"


_profilers: list[Profiler] = []


def start_profiling(path: Path) -> None:
    """Have every rerun of this process measured from now on. Raises OSError where the file cannot be written."""
    sys.setswitchinterval(_AT_ONCE)
    _profilers.append(Profiler(path))


@contextmanager
def profiled() -> Iterator[None]:
    """Measure what is done inside where profiling has been started; it costs nothing where it has not."""
    if not _profilers:
        yield
        return
    with _profilers[-1].rerun():
        yield
