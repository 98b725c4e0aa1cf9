"""Which agencies moved a figure: the parts add up to the change to the last digit, whatever the figures are."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.indicators import indicators
from lib.language import LANGUAGES, Message, say
from lib.loading import load_reports
from lib.store import Filters, Store
from lib.views.contribution import POINTS, REMAINDER, Contribution, Unit, apportioned, contribution, units_of
from lib.views.model import Name, Rate
from lib.views.movement import KEY_FIGURES, SMALLEST_BASE, most_moved, movements, who_moved
from lib.views.selection import select
from tests.loading.cases import NEW, whole
from tests.views.plain_sums import counted

ENDS = (Message("moved.end", {"year": 2024}), Message("moved.end", {"year": 2025}))
TITLE = Message("views.backlog")
figures = st.integers(0, 10**6)


def unit(name: str, last: tuple[int, ...], this: tuple[int, ...]) -> Unit:
    return Unit(Name(name, text=name), last, this)


def total_of(shown: Contribution) -> int:
    return sum(step.amount for step in shown.steps) + shown.rest


@given(st.lists(st.tuples(figures, figures), min_size=1, max_size=40))
def test_counts_add_up_to_the_change(pairs: list[tuple[int, int]]) -> None:
    shown = contribution(TITLE, ENDS, [unit(str(n), (a,), (b,)) for n, (a, b) in enumerate(pairs)])
    assert shown is not None
    change = sum(b for _, b in pairs) - sum(a for a, _ in pairs)
    assert shown.amount == change == total_of(shown)
    assert all(step.amount == step.exact for step in shown.steps)
    assert shown.rest_agencies + len(shown.steps) == len(pairs) == shown.agencies


rates = st.integers(1, 10**6).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(st.lists(st.tuples(rates, rates), min_size=1, max_size=40))
def test_the_parts_of_a_rate_add_up_to_its_change(pairs: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    units = [unit(str(n), last, this) for n, (last, this) in enumerate(pairs)]
    shown = contribution(TITLE, ENDS, units, most=len(units))
    assert shown is not None
    before, after = (
        Fraction(sum(one[0] for one in side), sum(one[1] for one in side)) for side in zip(*pairs, strict=True)
    )
    assert sum((step.exact for step in shown.steps), Fraction(0)) == after - before
    assert total_of(shown) == shown.amount == round(after * POINTS) - round(before * POINTS)
    assert all(abs(step.amount - step.exact * POINTS) < 2 for step in shown.steps)


def test_an_agency_whose_rate_stays_at_last_years_whole_gives_nothing_however_it_grows() -> None:
    shown = contribution(TITLE, ENDS, [unit("a", (10, 100), (900, 9_000)), unit("b", (10, 100), (50, 100))])
    assert shown is not None
    assert [step.name.code for step in shown.steps] == ["b"]


def test_without_a_denominator_there_is_nothing_to_split() -> None:
    assert contribution(TITLE, ENDS, [unit("a", (0, 0), (1, 2))]) is None
    assert contribution(TITLE, ENDS, []) is None


@given(st.lists(st.fractions(-1_000, 1_000, max_denominator=997), min_size=1, max_size=20), st.integers(-3, 3))
def test_what_is_rounded_together_adds_up(parts: list[Fraction], off: int) -> None:
    total = round(sum(parts)) + off
    found = apportioned(parts, total)
    assert sum(found) == total
    assert all(abs(whole_ - part) <= 1 + abs(off) + 1 for whole_, part in zip(found, parts, strict=True))


def row(number: int, scope: str, *, is_counted: bool, last: int, this: int) -> dict[str, object]:
    names = {"agency_id": number, "agency_code": str(number), "agency_name": str(number)}
    return {**names, "scope": scope, "counted": is_counted, "last.0": last, "this.0": this}


def test_agencies_stand_in_the_place_of_their_aggregate_at_every_level() -> None:
    rows = [
        row(1, "government_aggregate", is_counted=True, last=100, this=130),
        row(2, "government_aggregate", is_counted=False, last=40, this=50),
        row(3, "own_office", is_counted=False, last=10, this=15),
        row(4, "own_office", is_counted=False, last=7, this=7),
        row(5, "own_office", is_counted=True, last=5, this=6),
        row(6, "own_office", is_counted=False, last=9, this=900),
    ]
    # 6 lies in an aggregate that has no report in both years: it is in no sum, and in no part.
    units = units_of(rows, {2: (1,), 3: (2,), 4: (1,), 6: (7,), 7: (6,)})
    found = {one.name.code: (one.last[0], one.this[0]) for one in units}
    # 105 → 136 are counted, 22 → 28 of them by agencies that are shown themselves.
    assert found == {"3": (10, 15), "4": (7, 7), "5": (5, 6), REMAINDER: (83, 108)}
    assert sum(this - last for last, this in found.values()) == 31


def test_a_figure_of_the_bundled_reports_moves_as_their_plain_sums_do(bundled: Store) -> None:
    selection = select(bundled, Filters())
    for year in range(2020, 2026):
        this, last = ({item["agency"]["name"]: item for item in counted(y)} for y in (year, year - 1))
        both = [name for name in this if name in last and this[name]["scope"] == last[name]["scope"]]
        found = {one.key: one for one in movements(bundled, selection, year, KEY_FIGURES)}
        before, after = (sum(side[name]["figures"][NEW] for name in both) for side in (last, this))
        received = found["received"]
        if before < SMALLEST_BASE:
            assert (received.before, received.after) == (None, None)
            assert received.why_not is not None
        else:
            assert (received.before, received.after, received.agencies) == (before, after, len(both))
        shown = who_moved(bundled, Filters(), year, "received")
        if both:
            assert shown is not None
            assert (shown.before, shown.after, total_of(shown)) == (before, after, after - before)


def test_across_a_change_of_rules_nothing_is_compared(bundled: Store) -> None:
    selection = select(bundled, Filters())
    (disputed, other) = movements(bundled, selection, 2024, ("dispute_rate", "received"))
    assert (disputed.before, disputed.after) == (None, None)
    assert disputed.why_not == Message("moved.why_break")
    assert other.before is not None
    assert who_moved(bundled, Filters(), 2024, "dispute_rate") is None
    assert who_moved(bundled, Filters(), 2025, "dispute_rate") is not None
    assert [one.key for one in most_moved((disputed, other))] == ["received"]


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=6), st.sampled_from(KEY_FIGURES)
)
def test_any_reports_move_any_figure_exactly(pairs: list[tuple[int, int]], key: str) -> None:
    store = Store()
    made = [
        whole(f"第{n}局", year=year, figures={NEW: received, "requests.granted.total": received})
        for n, pair in enumerate(pairs)
        for year, received in zip((2022, 2023), pair, strict=True)
    ]
    load_reports(store, [(str(n), one) for n, one in enumerate(made)])
    shown = who_moved(store, Filters(), 2023, key)
    if shown is not None:
        assert total_of(shown) == shown.amount
        assert shown.is_rate is (indicators()[key].unit == "rate")
        assert all(isinstance(figure, Rate) is shown.is_rate for figure in (shown.before, shown.after))
        assert say(shown.title, LANGUAGES[0])
    if key == "received":
        assert shown is not None
        assert (shown.before, shown.after) == tuple(map(sum, zip(*pairs, strict=True)))
    store.close()


def test_what_no_agency_answers_for_is_never_among_the_rest() -> None:
    units = [unit(str(n), (0,), (100 + n,)) for n in range(20)]
    shown = contribution(TITLE, ENDS, [*units, Unit(Name(REMAINDER), (3,), (2,))])
    assert shown is not None
    assert shown.steps[-1].name.code == REMAINDER
    assert (shown.agencies, shown.rest_agencies) == (20, 10)
    assert total_of(shown) == shown.amount
