"""What has been read survives the end of the run that read it, and nothing else is taken for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.loading import read_content
from lib.loading.batch import Done, read_batch
from lib.loading.spool import Entry, Spool, entry_of, key_of
from lib.loading.workers import Workers
from lib.reports import write_reports
from tests.loading.cases import whole

REFUSED = Entry("b.txt", "text", "refused", None, ({"zh": "不是报告", "en": "no report"},), questions=2)
READ = Entry("a.json", "json", "whole", whole(figures={"proactive.fees.amount": 3343.3341}))


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2) as found:
        yield found


def kept(path: Path, **entries: tuple[Entry, ...]) -> Path:
    with Spool(path) as spool:
        for key, found in entries.items():
            spool.add(key * 64, found)
    return path


def test_what_was_added_is_found_by_the_next_run(tmp_path: Path) -> None:
    path = kept(tmp_path / "home" / "spool", a=(READ, REFUSED), b=())
    with Spool(path) as spool:
        assert len(spool) == 2
        assert spool.find("a" * 64) == (READ, REFUSED)
        assert spool.find("b" * 64) == ()
        assert spool.find("c" * 64) is None


def test_a_spool_that_was_never_written_leaves_no_file(tmp_path: Path) -> None:
    with Spool(tmp_path / "spool") as spool:
        assert spool.find("a" * 64) is None
        spool.remove()
    assert list(tmp_path.iterdir()) == []


def test_removing_forgets(tmp_path: Path) -> None:
    path = kept(tmp_path / "spool", a=(READ,))
    with Spool(path) as spool:
        spool.remove()
        assert spool.find("a" * 64) is None
    assert not path.exists()


def test_however_much_of_the_last_line_is_lost_the_others_are_there_and_more_can_be_added(tmp_path: Path) -> None:
    path = kept(tmp_path / "spool", a=(REFUSED,), b=(REFUSED, REFUSED))
    content = path.read_bytes()
    first = content.index(b"\n", 5) + 1
    for length in range(first, len(content)):
        path.write_bytes(content[:length])
        with Spool(path) as spool:
            assert spool.find("a" * 64) == (REFUSED,)
            assert spool.find("b" * 64) is None
            spool.add("c" * 64, (REFUSED,))
        with Spool(path) as spool:
            assert spool.find("a" * 64) == spool.find("c" * 64) == (REFUSED,)


def test_a_damaged_line_is_read_again(tmp_path: Path) -> None:
    path = kept(tmp_path / "spool", a=(READ,))
    path.write_bytes(path.read_bytes().replace(b'"year": 2023', b'"year": 1023'))
    with Spool(path) as spool:
        assert spool.find("a" * 64) is None


def test_the_key_is_of_the_bytes_and_the_name() -> None:
    keys = {key_of(b"a", "a.txt"), key_of(b"b", "a.txt"), key_of(b"a", "b.txt"), key_of(b"aa", ".txt")}
    assert len(keys) == 4
    assert key_of(b"a", "a.txt") in keys


def test_an_entry_keeps_what_is_asked_in_both_languages() -> None:
    (reading,) = read_content(b"nothing", "a.txt")
    entry = entry_of(reading)
    assert (entry.origin, entry.format, entry.state, entry.report) == ("a.txt", "text", "refused", None)
    assert set(entry.sentences[0]) == {"zh", "en"}


def folder(path: Path, count: int) -> list[Path]:
    path.mkdir()
    for number in range(count):
        (path / f"{number}.json").write_text(next(write_reports([whole(f"甲{number}局")])), "utf-8")
    return sorted(path.iterdir())


def names(done: list[Done]) -> list[str]:
    return [entry.report.agency.name for one in done for entry in one.entries or () if entry.report]


def test_a_run_that_was_ended_goes_on_where_it_was(tmp_path: Path, workers: Workers) -> None:
    files = folder(tmp_path / "in", 30)
    expected = [whole(f"甲{path.stem}局").agency.name for path in files]
    with Spool(tmp_path / "spool") as spool:
        first = read_batch(files, workers, spool)
        before = [next(first) for _ in range(10)]
    with Spool(tmp_path / "spool") as spool:
        after = list(read_batch(files, workers, spool))
    assert names(after) == expected
    assert names(before) == expected[:10]
    assert [one.again for one in after] == [True] * 10 + [False] * 20


def test_a_document_that_is_in_the_store_is_not_read(tmp_path: Path, workers: Workers) -> None:
    (path,) = folder(tmp_path / "in", 1)
    known = frozenset({hashlib.sha256(path.read_bytes()).hexdigest()})
    with Spool(tmp_path / "spool") as spool:
        (done,) = read_batch([path], workers, spool, known)
        assert done.entries is None
        assert len(spool) == 0


def test_a_file_that_cannot_be_opened_is_no_line_of_the_spool(tmp_path: Path, workers: Workers) -> None:
    with Spool(tmp_path / "spool") as spool:
        (done,) = read_batch([tmp_path / "gone.json"], workers, spool)
        assert done.entries is not None
        assert done.entries[0].state == "refused"
    assert not (tmp_path / "spool").exists()
