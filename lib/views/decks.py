"""A deck: which exhibits in which order, each with the words of the address it was chosen under. Means the same in both
languages, so that a link to it opens in the language of whoever opens it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lib.language import Message, UserError
from lib.store import Store
from lib.store.decks import KeptDeck, drop_deck, keep_deck, kept_deck, kept_decks
from lib.views.exhibits import is_exhibit

MOST_SLIDES = 60
MOST_TITLE, MOST_HEADING, MOST_NOTE = 80, 120, 2000
Words = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Placed:
    """A slide as it is kept: the exhibit, the words of the address that choose its filters and options, and what the
    presenter says of it. `heading` "": the sentence of the chart is the title."""

    exhibit: str
    words: Words = ()
    heading: str = ""
    note: str = ""

    @property
    def address(self) -> dict[str, list[str]]:
        return {name: list(values) for name, values in self.words}


@dataclass(frozen=True)
class Deck:
    """Slides in order under a title; `deck_id` is what a link carries."""

    deck_id: str
    title: str
    slides: tuple[Placed, ...] = ()

    def with_slide(self, slide: Placed) -> Deck:
        """The deck with a slide more, at its end. Raises UserError where it is full."""
        if len(self.slides) >= MOST_SLIDES:
            raise UserError(Message("briefing.full", {"n": MOST_SLIDES}))
        return replace(self, slides=(*self.slides, slide))

    def without(self, place: int) -> Deck:
        return replace(self, slides=self.slides[:place] + self.slides[place + 1 :])

    def moved(self, place: int, by: int) -> Deck:
        """The deck with one slide moved; as it is where it would move beyond an end."""
        to = place + by
        if not (0 <= place < len(self.slides) and 0 <= to < len(self.slides)):
            return self
        slides = list(self.slides)
        slides.insert(to, slides.pop(place))
        return replace(self, slides=tuple(slides))

    def told(self, place: int, heading: str, note: str) -> Deck:
        """The deck with what the presenter says of one slide."""
        slides = list(self.slides)
        slides[place] = replace(
            slides[place], heading=" ".join(heading.split())[:MOST_HEADING], note=note.strip()[:MOST_NOTE]
        )
        return replace(self, slides=tuple(slides))


def words_of(address: Mapping[str, list[str]]) -> Words:
    """The words of an address as a deck keeps them."""
    return tuple((name, tuple(values)) for name, values in address.items() if values)


def new_deck(title: str, slides: tuple[Placed, ...] = ()) -> Deck:
    """A deck with a name that nobody can guess."""
    return Deck(secrets.token_hex(6), title, slides)


def save(store: Store, deck: Deck) -> None:
    """Keep a deck."""
    slides = [
        {"exhibit": slide.exhibit, "words": slide.address, "heading": slide.heading, "note": slide.note}
        for slide in deck.slides
    ]
    title = " ".join(deck.title.split())[:MOST_TITLE]
    keep_deck(store, deck.deck_id, title, json.dumps(slides, ensure_ascii=False))


def load(store: Store, deck_id: str) -> Deck | None:
    """A deck by its name; None where there is none."""
    kept = kept_deck(store, deck_id) if deck_id else None
    return _deck(kept) if kept else None


def listed(store: Store) -> list[tuple[Deck, KeptDeck]]:
    """Every deck, the one saved last first, with when it was saved."""
    return [(_deck(kept), kept) for kept in kept_decks(store)]


def forget(store: Store, deck_id: str) -> None:
    """Remove a deck."""
    drop_deck(store, deck_id)


def _deck(kept: KeptDeck) -> Deck:
    """The deck of a kept one; a slide of a page that there no longer is, is passed over."""
    slides = tuple(
        Placed(slide["exhibit"], words_of(slide["words"]), slide["heading"], slide["note"])
        for slide in json.loads(kept.slides)
        if is_exhibit(slide["exhibit"])
    )
    return Deck(kept.deck_id, kept.title, slides)
