"""Decks kept: what somebody has put together to present. The slides are JSON that only `lib.views.decks` reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from lib.store.database import Store


@dataclass(frozen=True)
class KeptDeck:
    """A deck as it lies in the store. `saved_at` is UTC."""

    deck_id: str
    title: str
    slides: str
    saved_at: datetime


def keep_deck(store: Store, deck_id: str, title: str, slides: str) -> None:
    """Keep a deck under its name, in the place of what was kept under it before."""
    now = datetime.now(UTC).replace(tzinfo=None)
    with store.transaction():
        store.execute("INSERT OR REPLACE INTO deck VALUES (?, ?, ?, ?)", [deck_id, title, slides, now])


def kept_deck(store: Store, deck_id: str) -> KeptDeck | None:
    """A deck by its name; None where there is none."""
    rows = store.rows("SELECT * FROM deck WHERE deck_id = ?", [deck_id])
    return KeptDeck(**rows[0]) if rows else None


def kept_decks(store: Store) -> list[KeptDeck]:
    """Every deck, the one saved last first."""
    return [KeptDeck(**row) for row in store.rows("SELECT * FROM deck ORDER BY saved_at DESC, deck_id")]


def drop_deck(store: Store, deck_id: str) -> None:
    """Forget a deck."""
    with store.transaction():
        store.execute("DELETE FROM deck WHERE deck_id = ?", [deck_id])
