"""Decks: kept as they were put together, moved and shortened without loss, made ready for any region and year."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.language import UserError
from lib.store import Filters, Store
from lib.store.decks import keep_deck
from lib.views.decks import MOST_HEADING, MOST_SLIDES, Deck, Placed, forget, listed, load, new_deck, save, words_of
from lib.views.exhibits import PAGE_VIEWS, exhibit_names, is_exhibit, part_of
from lib.views.options import Options
from lib.views.picks import pick_of
from lib.views.ready import REGION_YEAR, region_year
from tests.views.shown import OPTIONS

PLACED = st.builds(
    Placed,
    st.sampled_from(["requests.flow", "disputes.groups.0", "compare.ranking"]),
    st.dictionaries(
        st.sampled_from(["region", "pick", "focus"]), st.lists(st.text(min_size=1), min_size=1, max_size=3)
    ).map(words_of),
    st.text("甲乙a1", max_size=20),
    st.text("甲乙a1", max_size=20),
)
DECKS = st.builds(Deck, st.just("d"), st.text("甲乙a1", max_size=20), st.lists(PLACED, max_size=6).map(tuple))


@given(DECKS)
def test_a_deck_comes_back_as_it_was_saved(deck: Deck) -> None:
    store = Store()
    save(store, deck)
    assert load(store, "d") == deck
    assert [found for found, _ in listed(store)] == [deck]
    forget(store, "d")
    assert load(store, "d") is None
    store.close()


@given(DECKS, st.integers(-1, 7), st.sampled_from([-1, 1]))
def test_moving_a_slide_loses_none_and_moving_it_back_restores_the_order(deck: Deck, place: int, by: int) -> None:
    moved = deck.moved(place, by)
    assert sorted(moved.slides, key=repr) == sorted(deck.slides, key=repr)
    if moved != deck:
        assert moved.moved(place + by, -by) == deck


@given(DECKS)
def test_a_slide_taken_out_leaves_the_others(deck: Deck) -> None:
    for place in range(len(deck.slides)):
        assert deck.without(place).slides == deck.slides[:place] + deck.slides[place + 1 :]


def test_a_deck_has_an_end_and_says_so() -> None:
    full = Deck("d", "", (Placed("requests.flow"),) * MOST_SLIDES)
    with pytest.raises(UserError, match=str(MOST_SLIDES)):
        full.with_slide(Placed("requests.flow"))


def test_what_the_presenter_says_is_kept_within_bounds() -> None:
    told = Deck("d", "", (Placed("requests.flow"),)).told(0, "  两\n行 " + "长" * 500, " 备注 ")
    assert told.slides[0].heading.startswith("两 行 长")
    assert len(told.slides[0].heading) == MOST_HEADING
    assert told.slides[0].note == "备注"


def test_names_of_decks_cannot_be_guessed() -> None:
    assert len({new_deck("").deck_id for _ in range(200)}) == 200


def test_a_slide_of_a_page_that_is_no_more_is_passed_over() -> None:
    store = Store()
    slides = [{"exhibit": name, "words": {}, "heading": "", "note": ""} for name in ("gone.flow", "requests.flow")]
    keep_deck(store, "d", "", json.dumps(slides))
    deck = load(store, "d")
    assert deck is not None
    assert [slide.exhibit for slide in deck.slides] == ["requests.flow"]


@pytest.mark.parametrize("page", PAGE_VIEWS)
def test_every_chart_of_a_page_has_a_name_that_finds_it(bundled: Store, page: str) -> None:
    agency = pick_of({"agency": "平潭综合实验区交通与建设局"})
    shown = PAGE_VIEWS[page](bundled, Filters(), replace(OPTIONS, pick=agency))
    names = list(exhibit_names(shown))
    assert names
    assert all(part_of(shown, name) is not None and is_exhibit(f"{page}.{name}") for name in names)
    assert part_of(shown, "selection") is None
    assert part_of(shown, "nothing.3") is None


@pytest.mark.parametrize("filters", [Filters(), Filters(region="350128"), Filters(region="32", last_year=2024)])
def test_a_regions_year_is_ten_slides_that_can_be_drawn(bundled: Store, filters: Filters) -> None:
    slides = region_year({"region": [filters.region]}, filters, 2024)
    assert len(slides) == len(REGION_YEAR) == 10
    for slide in slides:
        page, _, path = slide.exhibit.partition(".")
        options = Options(focus=2024, indicator="".join(slide.address.get("indicator", [])), today=OPTIONS.today)
        found = part_of(PAGE_VIEWS[page](bundled, filters, options), path)
        assert found is not None or path in ("funnel", "contribution"), slide.exhibit
