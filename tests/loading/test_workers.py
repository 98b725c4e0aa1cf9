"""Workers: what one bad file costs is that file; nothing gets out; nothing stays behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lib.language import LANGUAGES, Message, say
from lib.loading import read_content
from lib.loading.confinement import Limits
from lib.loading.workers import Workers
from lib.reports import write_reports
from tests.loading import misbehaving
from tests.loading.cases import whole

ROOT = Path(__file__).resolve().parents[2]
GOOD = next(write_reports([whole()])).encode()
LIMITS = Limits(memory=2**30, seconds=4, slow_seconds=4, written=2**20)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2, LIMITS) as found:
        yield found


def run(workers: Workers, function: Callable[..., Any], *values: Any) -> Any:
    return workers._run(function, values, workers.limits.seconds)()


@pytest.mark.parametrize(
    ("deed", "fate"),
    [
        (misbehaving.hang, "too_slow"),
        (misbehaving.spin, "too_slow"),
        (misbehaving.eat, "too_much_memory"),
        (misbehaving.crash, "crashed"),
        (misbehaving.leave, "crashed"),
        (misbehaving.panic, "crashed"),
        (misbehaving.give_what_cannot_be_sent, "crashed"),
    ],
)
def test_what_goes_wrong_in_a_worker_is_named_and_the_next_file_is_read(
    workers: Workers, deed: Callable[[], object], fate: str
) -> None:
    begun = time.monotonic()
    assert run(workers, deed) == fate
    assert time.monotonic() - begun < 30
    (found,) = workers.read(GOOD, "a.json")
    assert found.report == whole()


@pytest.mark.parametrize("fate", ["too_slow", "too_much_memory", "crashed", "unreadable"])
def test_each_fate_is_a_sentence_that_names_the_file(fate: str) -> None:
    for lang in LANGUAGES:
        sentence = say(Message(f"loading.{fate}", {"name": "a.doc", "seconds": 60, "error": "KeyError x.py:1"}), lang)
        assert sentence.startswith("a.doc")


def test_the_others_go_on_while_one_hangs(workers: Workers) -> None:
    stuck = [workers._run(misbehaving.hang, (), 4) for _ in range(2)]
    readings = list(workers.read_all((f"{n}.json", lambda: GOOD) for n in range(30)))
    assert [found.report for (found,) in readings] == [whole()] * 30
    assert [wait() for wait in stuck] == ["too_slow"] * 2


def test_what_is_read_by_workers_is_what_is_read_without(workers: Workers) -> None:
    lines = "".join(write_reports([whole(), whole(year=2021)])) + "nonsense\n"
    for content, name in [
        (lines.encode(), "a.jsonl"),
        ("无此表格的一页".encode(), "b.txt"),
        (b"", "c.pdf"),
        (b"{", "d.json"),
    ]:
        assert workers.read(content, name) == list(read_content(content, name))


def test_the_order_is_the_order_given(workers: Workers, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_bytes(GOOD)
    items = [("a.txt", lambda: b"nothing"), ("b.json", tmp_path / "b.json"), ("gone.json", tmp_path / "gone.json")]
    found = list(workers.read_all(items))
    assert [reading.origin for (reading,) in found] == ["a.txt", "b.json", "gone.json"]
    assert [reading.report is None for (reading,) in found] == [True, False, True]
    (problem,) = [reading.problem for (reading,) in found if reading.origin == "gone.json"]
    assert problem is not None
    assert problem.key == "loading.no_file"


def test_a_document_comes_along_only_where_it_is_asked_for(workers: Workers) -> None:
    content = "甲市乙局2023年政府信息公开工作年度报告\n一、总体情况\n".encode()
    (without,), (with_it,) = workers.read(content, "a.txt"), workers.read(content, "a.txt", keep_document=True)
    assert without.document is None
    assert with_it.document is not None
    assert with_it.format == without.format == "text"
    assert with_it.document.name == "a.txt"


def test_a_worker_has_no_network(workers: Workers) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        told = run(workers, misbehaving.call_out, listener.getsockname()[1])
        assert len(told) == 4
        assert all("no network" in one for one in told)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_worker_writes_no_large_files(workers: Workers, tmp_path: Path) -> None:
    assert run(workers, misbehaving.write_much, str(tmp_path)) == "OSError"
    assert (tmp_path / "much").stat().st_size <= LIMITS.written


def test_closing_ends_every_process_and_is_for_good() -> None:
    with Workers(2) as workers:
        process = run(workers, misbehaving.process_id)
        assert _lives(process)
    assert not _lives(process)
    with pytest.raises(RuntimeError):
        workers.read(GOOD, "a.json")


def test_a_killed_worker_is_replaced(workers: Workers) -> None:
    os.kill(run(workers, misbehaving.process_id), signal.SIGKILL)
    for _ in range(3):
        (found,) = workers.read(GOOD, "a.json")
        assert found.report == whole()


def test_threads_share_the_workers(workers: Workers) -> None:
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(workers.read(GOOD, "a.json")[0].report)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [whole()] * 16


_SCRIPT = """
import sys, time
PARENT = True
print("main", flush=True)
from lib.loading.workers import Workers
from tests.loading import misbehaving
if __name__ == "__main__":
    workers = Workers(2)
    workers._run(misbehaving.shout, (), 20)()
    print(workers._run(misbehaving.main_modules, (), 20)(), flush=True)
    print(workers._run(misbehaving.process_id, (), 20)(), flush=True)
    time.sleep(60)
"""


def test_the_parents_script_is_not_run_again_and_workers_are_silent_and_do_not_outlive_it(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(_SCRIPT, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        assert [parent.stdout.readline().strip() for _ in range(2)] == ["main", "[]"]
        worker = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
    for _ in range(100):
        if not _lives(worker):
            return
        time.sleep(0.1)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("a worker outlived the process it worked for")


@pytest.mark.parametrize("module", ["lib", "socket", "signal", "pebble", "lxml"])
def test_no_code_is_taken_from_the_folder_that_is_read(module: str, tmp_path: Path) -> None:
    strange, canary = tmp_path / "in", tmp_path / "ran"
    (strange / module).mkdir(parents=True)
    (strange / "a.json").write_bytes(GOOD)
    (strange / module / "__init__.py").write_text(f"open({str(canary)!r}, 'w')", "utf-8")
    script = tmp_path / "disclosure.py"
    script.write_text("from lib.cli import main\nif __name__ == '__main__':\n    main()\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DISCLOSURE_HOME": str(tmp_path / "home")}
    words = [sys.executable, str(script), "extract", "a.json"]
    done = subprocess.run(words, cwd=strange, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert not canary.exists()


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").split(") ")[1][0] != "Z"
    except FileNotFoundError:
        return False
