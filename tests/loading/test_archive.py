"""The documents behind the stored reports: kept once, found by their sum, with the place of every figure."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from lib.extraction import Place
from lib.forms import EDITION_KEYS
from lib.loading.archive import keep_original, keep_places, original_of, places_of

CONTENT = b"<html>report</html>"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
PLACES = {
    "requests.new.total": Place(1, 5, 10),
    EDITION_KEYS["disputes", "2021"][0]: Place(None, 3, 17, page=2, box=(1.5, 2.0, 30.25, 40.0)),
}


def test_a_document_is_kept_by_what_is_in_it(tmp_path: Path) -> None:
    assert keep_original(CONTENT, "某市财政局.HTML", tmp_path) == SHA256
    kept = original_of(SHA256, tmp_path)
    assert kept == tmp_path / SHA256[:2] / f"{SHA256}.html"
    assert kept.read_bytes() == CONTENT


def test_the_same_document_is_kept_once_whatever_it_is_called(tmp_path: Path) -> None:
    for name in ("a.html", "b.doc", "a.zip/inner", "../../c.html"):
        assert keep_original(CONTENT, name, tmp_path) == SHA256
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [f"{SHA256}.html"]


@pytest.mark.parametrize("name", ["a", "a.b/c", "a.", "a.ex e", "a." + "x" * 40, "a.报告", "a.places.json/../x"])
def test_an_ending_that_is_none_is_left_off(tmp_path: Path, name: str) -> None:
    keep_original(CONTENT, name, tmp_path)
    kept = original_of(SHA256, tmp_path)
    assert kept == tmp_path / SHA256[:2] / SHA256


def test_where_the_figures_stood_is_kept_beside_it_and_can_be_kept_anew(tmp_path: Path) -> None:
    keep_places(SHA256, PLACES, tmp_path)
    assert original_of(SHA256, tmp_path) is None
    keep_original(CONTENT, "a.json", tmp_path)
    assert places_of(SHA256, tmp_path) == PLACES
    keep_places(SHA256, {}, tmp_path)
    assert places_of(SHA256, tmp_path) == {}
    assert original_of(SHA256, tmp_path) == tmp_path / SHA256[:2] / f"{SHA256}.json"


@pytest.mark.parametrize("sha256", [None, "", "..", "../" * 20, "0" * 63, "0" * 64, "A" * 64, SHA256 + "*", "*" * 64])
def test_a_sum_that_is_none_finds_nothing(tmp_path: Path, sha256: str | None) -> None:
    keep_original(CONTENT, "a.html", tmp_path)
    keep_places(SHA256, PLACES, tmp_path)
    assert original_of(sha256, tmp_path) is None
    assert places_of(sha256, tmp_path) == {}


@pytest.mark.parametrize(
    "damaged", [b"", b"[", b"[1]", b"3", b'{"requests.new.total": 1}', b'{"requests.new.total": {"x": 1}}', b"\xff"]
)
def test_places_that_cannot_be_read_are_not_known(tmp_path: Path, damaged: bytes) -> None:
    keep_places(SHA256, PLACES, tmp_path)
    (tmp_path / SHA256[:2] / f"{SHA256}.places.json").write_bytes(damaged)
    assert places_of(SHA256, tmp_path) == {}


def test_without_a_folder_named_it_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_HOME", str(tmp_path))
    keep_original(CONTENT, "a.html")
    kept = original_of(SHA256)
    assert kept is not None
    assert kept.is_relative_to(tmp_path / "documents")
