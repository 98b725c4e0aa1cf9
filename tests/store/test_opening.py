"""A store file that cannot be used is left as it is, and the reason is said; an older one gets the columns it lacks."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from lib.language import say
from lib.loading import prepare
from lib.store import Filters, Store, StoreError
from lib.store.reading import find_report, reports
from lib.store.reviewing import decide, verify_log
from lib.store.schema import SCHEMA_VERSION

_HOLDER = """
import sys
from pathlib import Path
from lib.store import Store
store = Store(Path(sys.argv[1]))
print("open", flush=True)
input()
"""
ROOT = Path(__file__).parents[2]
COLUMN = "requests.oth_other.legal"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "disclosure.duckdb"


@pytest.fixture
def held(path: Path) -> Iterator[Path]:
    """A store file that another process has open."""
    Store(path).close()
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        yield path
    finally:
        holder.communicate("\n", timeout=30)


def test_a_new_store_makes_its_folder_and_is_there_again(path: Path) -> None:
    store = Store(path)
    with store.transaction():
        store.set_meta("version", "7")
    store.close()
    again = Store(path)
    assert again.meta("version") == "7"
    assert again.meta("nothing") is None
    again.close()


def test_a_store_held_by_another_process_says_so(held: Path) -> None:
    with pytest.raises(StoreError, match="正被另一个程序占用") as caught:
        Store(held)
    assert str(held) in say(caught.value.message, "en")
    assert "in use by another program" in say(caught.value.message, "en")


@pytest.mark.parametrize(
    "content", [b"not a database", b"PK\x03\x04" + b"\0" * 9000, b"SQLite format 3\0" + b"\0" * 4096]
)
def test_a_file_that_is_no_database_is_left_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "blocked" / "store.duckdb"
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreError, match="不是本软件的数据库"):
        Store(path)
    assert path.read_bytes() == content


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="无法打开数据库"):
        Store(tmp_path)


def test_the_database_of_another_program_gets_no_tables_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE meta (id INTEGER); CREATE TABLE sales (amount DOUBLE)")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(StoreError, match="不是本软件的数据库"):
        Store(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_store_of_another_version_is_refused_and_left_as_it_is(path: Path) -> None:
    store = Store(path)
    store.set_meta("schema", "0")
    store.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="的版本是 0") as caught:
        Store(path)
    assert "of version 0" in say(caught.value.message, "en")
    assert path.read_bytes() == before


def test_figures_that_an_older_version_did_not_know_become_columns(path: Path) -> None:
    store = Store(path)
    prepare(store)
    store.close()
    with duckdb.connect(str(path)) as older:
        older.execute(f'ALTER TABLE figures DROP COLUMN "{COLUMN}"')
    newer = Store(path)
    prepare(newer)
    frame = reports(newer, Filters(counting="own_office"), [COLUMN, "requests.oth_other.total"])
    assert frame[COLUMN].isna().all()
    assert frame["requests.oth_other.total"].notna().any()
    found = find_report(newer, "宿迁市人民政府", 2023)
    assert found is not None
    assert found.report.figures[COLUMN] is None
    newer.close()


def test_what_fails_inside_a_transaction_leaves_nothing_behind() -> None:
    store = Store()

    def interrupted() -> None:
        with store.transaction():
            store.set_meta("version", "9")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert store.meta("version") is None
    with store.transaction():
        store.set_meta("version", "1")
    assert store.meta("version") == "1"


def test_a_reader_sees_what_was_there_before_an_open_transaction() -> None:
    store = Store()
    store.set_meta("version", "1")
    with store.transaction():
        store.set_meta("version", "2")
        assert store.rows("SELECT value FROM meta WHERE name = 'version'") == [{"value": "1"}]
        assert store.arrow("SELECT value FROM meta WHERE name = 'version'").to_pylist() == [{"value": "2"}]
    assert store.meta("version") == "2"


# The findings as versions 1 and 2 kept them.
_OLD_FINDING = """
CREATE TABLE finding (
  finding_id BIGINT, report_id INTEGER, agency_id INTEGER, year SMALLINT, "check" VARCHAR, severity VARCHAR,
  verdict VARCHAR, cause VARCHAR, fingerprint VARCHAR, impact BIGINT, payload VARCHAR)
"""


# What pages ask of, as the versions up to 3 had it: joined anew at every question.
_OLD_PANEL = """
DROP TABLE panel; DROP TABLE standing; DELETE FROM meta WHERE name = 'panel';
CREATE TABLE cover (report_id INTEGER);
CREATE VIEW panel AS SELECT r.report_id FROM report r JOIN figures f USING (report_id) LEFT JOIN cover USING (report_id)
"""


def test_a_store_whose_panel_was_joined_gets_it_as_a_table_and_keeps_its_findings(path: Path) -> None:
    store = Store(path)
    prepare(store)
    asked = {table: sorted(store.rows(f"SELECT * FROM {table}"), key=str) for table in ("panel", "sums", "finding")}
    store.close()
    with duckdb.connect(str(path)) as older:
        older.execute(_OLD_PANEL)
        older.execute("UPDATE meta SET value = '3' WHERE name = 'schema'")
    newer = Store(path)
    prepare(newer)
    assert newer.meta("schema") == SCHEMA_VERSION
    assert {table: sorted(newer.rows(f"SELECT * FROM {table}"), key=str) for table in asked} == asked
    newer.close()


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_store_of_an_earlier_version_is_judged_anew_and_loses_no_report(path: Path, version: str) -> None:
    store = Store(path)
    prepare(store)
    tables = ("agency", "report", "figures", "cell", "fact", "prose", "correction", "verdict", "measure")
    before = {table: sorted(store.rows(f"SELECT * FROM {table}"), key=str) for table in tables}
    found = {row["fingerprint"] for row in store.rows("SELECT fingerprint FROM open_finding")}
    store.close()
    with duckdb.connect(str(path)) as older:
        older.execute(_OLD_PANEL)
        older.execute("DROP VIEW open_finding; DROP VIEW reviewed_finding; DROP TABLE decision; DROP TABLE load")
        older.execute(f"DROP TABLE finding; {_OLD_FINDING}; INSERT INTO finding (finding_id, report_id) VALUES (1, 1)")
        older.execute("UPDATE meta SET value = ? WHERE name = 'schema'", [version])
    newer = Store(path)
    prepare(newer)
    assert newer.meta("schema") == SCHEMA_VERSION
    assert {row["fingerprint"] for row in newer.rows("SELECT fingerprint FROM open_finding")} == found != set()
    assert {table: sorted(newer.rows(f"SELECT * FROM {table}"), key=str) for table in tables} == before
    assert [row["what"] for row in newer.rows("SELECT what FROM load")] == ["rules"]
    newer.close()
    # From then on what was decided and seen is kept, whatever is opened how often.
    again = Store(path)
    decide(again, min(found), "confirmed", "", "张三")
    seen = again.rows("SELECT fingerprint, seen_at FROM finding ORDER BY ALL")
    again.close()
    last = Store(path)
    assert last.rows("SELECT fingerprint, seen_at FROM finding ORDER BY ALL") == seen
    assert last.rows("SELECT fingerprint FROM open_finding WHERE review = 'confirmed'") == [{"fingerprint": min(found)}]
    assert verify_log(last).whole
    last.close()
