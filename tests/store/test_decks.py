"""Decks are kept under their name until they are dropped, the last saved first."""

from __future__ import annotations

from pathlib import Path

from lib.store import Store
from lib.store.decks import drop_deck, keep_deck, kept_deck, kept_decks


def test_a_deck_is_kept_and_a_later_one_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    store = Store(path)
    assert kept_decks(store) == []
    keep_deck(store, "a", "甲", "[]")
    keep_deck(store, "b", "乙", "[]")
    keep_deck(store, "a", "丙", '[{"exhibit": "requests.flow"}]')
    store.close()
    again = Store(path)
    assert [deck.deck_id for deck in kept_decks(again)] == ["a", "b"]
    found = kept_deck(again, "a")
    assert found is not None
    assert (found.title, found.slides) == ("丙", '[{"exhibit": "requests.flow"}]')
    drop_deck(again, "a")
    assert kept_deck(again, "a") is None
    assert [deck.deck_id for deck in kept_decks(again)] == ["b"]
    again.close()


def test_a_store_made_before_there_were_decks_gets_their_table(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    store = Store(path)
    store.execute("DROP TABLE deck")
    store.close()
    again = Store(path)
    assert kept_decks(again) == []
    again.close()
