"""What waits for a person: there whole or not at all, under its own name, until it is committed or discarded."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lib.language import UserError, say
from lib.loading import inbox as inbox_module
from lib.loading.inbox import Edits, FigureEdit, Inbox

NEW = "requests.new.total"
EDITS = Edits(
    agency="某市财政局",
    region_code="320800",
    year=2023,
    published_on=date(2024, 1, 31),
    scope="own_office",
    figures={NEW: FigureEdit(5, "原文为 5"), "proactive.fees.amount": FigureEdit(Decimal("59237.2449"))},
    looked_at=True,
    note="备注",
)


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "inbox")


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.txt", content)
    return buffer.getvalue()


def test_what_is_added_waits_under_its_name_also_for_another(inbox: Inbox) -> None:
    number = inbox.add("某市财政局2023年报告.html", b"<html>1</html>")
    for reader in (inbox, Inbox(inbox.folder)):
        (found,) = reader.items()
        assert (found.id, found.name, found.size, found.problem) == (number, "某市财政局2023年报告.html", 14, None)
        assert reader.item(number) == found
        assert reader.content(number) == b"<html>1</html>"
        assert reader.edits(number) == Edits()


def test_the_same_bytes_and_name_are_the_same_item_with_its_edits(inbox: Inbox) -> None:
    number = inbox.add("a.txt", b"one")
    inbox.save(number, EDITS)
    assert inbox.add("a.txt", b"one") == number
    assert inbox.edits(number) == EDITS
    assert len({number, inbox.add("b.txt", b"one"), inbox.add("a.txt", b"two")}) == 3
    assert [item.name for item in inbox.items()] == ["a.txt", "b.txt", "a.txt"]


def test_what_a_person_said_is_there_after_a_restart_and_can_be_said_anew(inbox: Inbox) -> None:
    number = inbox.add("a.txt", b"one")
    inbox.save(number, EDITS)
    assert Inbox(inbox.folder).edits(number) == EDITS
    inbox.save(number, Edits(year=2022))
    assert inbox.edits(number) == Edits(year=2022)


def test_a_blank_put_in_by_hand_is_not_nothing(inbox: Inbox) -> None:
    number = inbox.add("a.txt", b"one")
    inbox.save(number, Edits(figures={NEW: FigureEdit(None, "原文空白")}))
    assert inbox.edits(number).figures == {NEW: FigureEdit(None, "原文空白")}


@pytest.mark.parametrize(
    "name",
    ["../../escape.txt", "/etc/passwd", "a\nb.txt", "nul\x00.txt", "", "." * 300, "con", "\u202etxt.exe", "\ud800"],
)
def test_no_name_is_a_path(inbox: Inbox, name: str) -> None:
    number = inbox.add(name, b"one")
    assert inbox.content(number) == b"one"
    assert [item.name for item in inbox.items()] == [name]
    assert {path.name for path in inbox.folder.parent.rglob("*")} == {"inbox", number, "content", "item.json"}


def test_what_is_discarded_is_gone_with_its_edits(inbox: Inbox) -> None:
    number, other = inbox.add("a.txt", b"one"), inbox.add("b.txt", b"two")
    inbox.save(number, EDITS)
    inbox.discard(number)
    inbox.discard(number)
    assert [item.id for item in inbox.items()] == [other]
    assert inbox.item(number) is None
    assert inbox.add("a.txt", b"one") == number
    assert inbox.edits(number) == Edits()
    assert os.listdir(inbox.folder / number) != []


@pytest.mark.parametrize("id", ["0" * 24, "..", "../inbox", "", "x" * 24, "0" * 23])
def test_an_id_that_is_none_says_so_and_touches_nothing(inbox: Inbox, id: str) -> None:
    number = inbox.add("a.txt", b"one")
    assert inbox.item(id) is None
    inbox.discard(id)
    for ask in (inbox.content, inbox.edits, lambda id: inbox.save(id, EDITS)):
        with pytest.raises(UserError, match="已不在待处理列表中"):
            ask(id)
    assert inbox.content(number) == b"one"


@pytest.mark.parametrize("damage", ["head", "cut head", "foreign head", "no head", "cut content", "no content"])
def test_a_damaged_item_is_a_problem_in_its_place_and_can_be_put_right(inbox: Inbox, damage: str) -> None:
    inbox.add("a.txt", b"whole")
    number = inbox.add("b.txt", b"one two three")
    inbox.save(number, EDITS)
    head, content = inbox.folder / number / "item.json", inbox.folder / number / "content"
    match damage:
        case "head":
            head.write_bytes(b"\xff\x00")
        case "cut head":
            head.write_bytes(head.read_bytes()[:20])
        case "foreign head":
            head.write_text(json.dumps([1, 2]), "utf-8")
        case "no head":
            head.unlink()
        case "cut content":
            content.write_bytes(b"one")
        case "no content":
            content.unlink()
    fresh = Inbox(inbox.folder)
    assert {item.id: item.problem is not None for item in fresh.items()} == {
        item.id: item.id == number for item in inbox.items()
    }
    with pytest.raises(UserError, match="已损坏"):
        fresh.content(number)
    assert fresh.add("b.txt", b"one two three") == number
    assert [item.problem for item in fresh.items()] == [None, None]
    assert fresh.content(number) == b"one two three"
    assert fresh.edits(number) == EDITS


def test_bytes_that_changed_on_disk_are_never_given_out(inbox: Inbox) -> None:
    number = inbox.add("a.txt", b"figure 5")
    (inbox.folder / number / "content").write_bytes(b"figure 6")
    with pytest.raises(UserError, match="已损坏"):
        inbox.content(number)


@pytest.mark.parametrize("saved", [b"{", b'{"year": "soon"}', b'{"figures": {"no.such.key": {"value": 1}}}', b"\xff"])
def test_edits_that_cannot_be_read_are_not_taken_for_none(inbox: Inbox, saved: bytes) -> None:
    number = inbox.add("a.txt", b"one")
    (inbox.folder / number / "edits.json").write_bytes(saved)
    with pytest.raises(UserError, match="已保存的修改无法读取"):
        inbox.edits(number)
    assert inbox.content(number) == b"one"


def test_many_hands_at_once_lose_nothing_and_double_nothing(inbox: Inbox) -> None:
    def work(n: int) -> str:
        mine = Inbox(inbox.folder)
        number = mine.add(f"{n % 8}.txt", str(n % 8).encode())
        mine.save(number, Edits(year=2000 + n % 8))
        mine.items()
        return number

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(work, range(64)))
    found = inbox.items()
    assert sorted({*numbers}) == sorted(item.id for item in found)
    assert sorted(item.name for item in found) == [f"{n}.txt" for n in range(8)]
    for item in found:
        assert inbox.content(item.id).decode() == item.name[0]
        assert inbox.edits(item.id).year == 2000 + int(item.name[0])
    assert [name for name in os.listdir(inbox.folder) if name.startswith(".")] == []


def test_an_item_taken_out_by_another_while_it_is_edited_does_not_come_back(inbox: Inbox) -> None:
    number = inbox.add("a.txt", b"one")
    inbox.items()
    Inbox(inbox.folder).discard(number)
    with pytest.raises(UserError, match="已不在待处理列表中"):
        inbox.save(number, EDITS)
    assert inbox.items() == []


def test_an_item_half_made_by_a_crash_is_not_there_and_is_cleared_away_later(inbox: Inbox) -> None:
    inbox.add("a.txt", b"one")
    left = inbox.folder / ".new-0123"
    left.mkdir()
    (left / "content").write_bytes(b"half")
    assert [item.name for item in Inbox(inbox.folder).items()] == ["a.txt"]
    assert left.is_dir()
    yesterday = time.time() - 2 * 24 * 3600
    os.utime(left, (yesterday, yesterday))
    Inbox(inbox.folder)
    assert not left.exists()


def test_a_disk_that_does_not_take_it_is_said_and_leaves_nothing(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox.add("a.txt", b"one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="No space left on device"):
        inbox.add("b.txt", b"two")
    with pytest.raises(UserError, match="No space left on device"):
        inbox.save(inbox.items()[0].id, EDITS)
    assert [item.name for item in inbox.items()] == ["a.txt"]
    assert [path for path in inbox.folder.rglob(".*")] == []


def test_an_archive_is_one_item_a_member(inbox: Inbox) -> None:
    ids, problems = inbox.take("年报.zip", zipped(one=b"first", two=b"second"))
    assert problems == []
    assert {inbox.item(id).name: inbox.content(id) for id in ids} == {  # type: ignore[union-attr]
        "年报.zip/one.txt": b"first",
        "年报.zip/two.txt": b"second",
    }
    assert inbox.take("a.txt", b"one")[0] == [inbox.add("a.txt", b"one")]


def test_a_member_that_cannot_be_unpacked_is_said_and_the_others_wait(inbox: Inbox) -> None:
    content = bytearray(zipped(one=b"first first first", two=b"second"))
    at = content.index(b"first first")
    content[at : at + 5] = b"FIRST"
    ids, problems = inbox.take("年报.zip", bytes(content))
    assert [item.name for item in inbox.items()] == ["年报.zip/two.txt"]
    assert (len(ids), len(problems)) == (1, 1)
    assert "one.txt" in say(problems[0], "zh")


def test_an_archive_without_files_says_so(inbox: Inbox) -> None:
    folders = io.BytesIO()
    with zipfile.ZipFile(folders, "w") as archive:
        archive.mkdir("empty")
    ids, problems = inbox.take("年报.zip", folders.getvalue())
    assert ids == []
    assert "年报.zip" in say(problems[0], "zh")


def test_without_a_folder_named_it_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_HOME", str(tmp_path / "home"))
    assert Inbox().folder == tmp_path / "home" / "inbox"
    assert Inbox().items() == []
    assert inbox_module.Inbox is Inbox
