"""Numbers typed wrong: one cell of table 三 or 四, two cells by one slip, several cells, totals left at 0."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from lib.demo.activity import PARTS
from lib.demo.faults.model import LEAST_RECEIVED, Change, Injector, Kind, Site
from lib.forms import FigureKey

# How often a wrong number stands where there should be one and not a 0.
_IN_A_NUMBER = 0.7


def _wrong(site: Site, value: int) -> int:
    """Another number than the right one, of its size."""
    if value < 10:
        return int((value + site.random.integers(1, 10)) % 10)
    digits = list(str(value))
    place = int(site.random.integers(len(digits)))
    digits[place] = str((int(digits[place]) + int(site.random.integers(1, 10))) % 10)
    return int("".join(digits))


def _some_cells(site: Site, count: int) -> list[FigureKey]:
    cells = site.keys("requests")
    filled = site.above(cells, 1)
    found: list[FigureKey] = []
    while len(found) < count:
        key = site.pick(filled if filled and site.random.random() < _IN_A_NUMBER else cells)
        if key is not None and key not in found:
            found.append(key)
    return found


def wrong_cells(count: int) -> Injector:
    """So many cells of table 三 hold another number, each for itself."""

    def inject(site: Site) -> Change | None:
        if site.received < LEAST_RECEIVED:
            return None
        return Change({key: _wrong(site, site.value(key)) for key in _some_cells(site, count)})

    return inject


def wrong_dispute(site: Site) -> Change | None:
    """A cell of table 四 where there are cases."""
    groups = [key for key in site.keys("disputes") if key.endswith(".total") and site.value(key)]
    total = site.pick(groups)
    if total is None:
        return None
    key = site.pick([key for key in site.keys("disputes") if key.startswith(total.removesuffix("total"))])
    return None if key is None else Change({key: _wrong(site, site.value(key))})


def slip(least: int, typed: Callable[[str, int], str]) -> Injector:
    """A number of at least so much typed otherwise: `typed` is given its digits and a place among them."""

    def inject(site: Site) -> Change | None:
        key = site.pick(site.above(site.keys("requests"), least))
        if key is None or site.received < LEAST_RECEIVED:
            return None
        digits = str(site.value(key))
        written = typed(digits, int(site.random.integers(len(digits))))
        return Change({key: int(written)}) if written != digits and str(int(written)) == written else None

    return inject


def dropped(digits: str, place: int) -> str:
    return digits[:place] + digits[place + 1 :]


def doubled(digits: str, place: int) -> str:
    return digits[: place + 1] + digits[place:]


def transposed(digits: str, place: int) -> str:
    place = min(place, len(digits) - 2)
    return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def extra_zero(digits: str, place: int) -> str:
    return digits + "0"


def one_digit(digits: str, place: int) -> str:
    return digits[:place] + str((int(digits[place]) + 3 + place) % 10) + digits[place + 1 :]


def neighbour_column(site: Site) -> Change | None:
    """A number typed in the column beside its own; the total is right."""
    pairs: dict[FigureKey, FigureKey] = {}
    for row in site.rows():
        for one, other in pairwise(site.parts(row)):
            pairs |= {
                key: twin for key, twin in ((one, other), (other, one)) if site.value(key) and not site.value(twin)
            }
    key = site.pick(list(pairs))
    if key is None or site.received < LEAST_RECEIVED:
        return None
    return Change({key: 0, pairs[key]: site.value(key)})


def total_followed(site: Site) -> Change | None:
    """A wrong number, and the total of its row computed anew from it."""
    if site.received < LEAST_RECEIVED:
        return None
    parts = [key for row in site.rows() for key in site.parts(row)]
    filled = site.above(parts, 1)
    key = site.pick(filled if filled and site.random.random() < _IN_A_NUMBER else parts)
    if key is None:
        return None
    written = _wrong(site, site.value(key))
    total = key.rpartition(".")[0] + ".total"
    return Change({key: written, total: site.value(total) + written - site.value(key)})


def swapped(site: Site) -> Change | None:
    """Two numbers of a column, one under the other, exchanged."""
    pairs = {
        f"requests.{one}.{part}": f"requests.{other}.{part}"
        for one, other in pairwise(site.rows())
        for part in (*PARTS, "total")
    }
    unlike = [key for key, other in pairs.items() if site.value(key) and site.value(other) not in (0, site.value(key))]
    key = site.pick(unlike)
    return None if key is None else Change({key: site.value(pairs[key]), pairs[key]: site.value(key)})


def shifted(site: Site) -> Change | None:
    """A row typed one column too far to the right; its total is right."""
    rows = [row for row in site.rows() if _can_shift([site.value(key) for key in site.parts(row)])]
    row = site.pick(rows)
    if row is None:
        return None
    numbers = [site.value(key) for key in site.parts(row)]
    moved = dict(zip(site.parts(row), [0, *numbers[:-1]], strict=True))
    return Change({key: value for key, value in moved.items() if value != site.value(key)})


def _can_shift(numbers: list[int]) -> bool:
    return numbers[-1] == 0 and sum(value > 0 for value in numbers) > 1


def split(site: Site) -> Change | None:
    """The digits of a number parted between its own cell and the next, which should be 0."""
    pairs = {one: other for row in site.rows() for one, other in pairwise(site.parts(row)) if not site.value(other)}
    key = site.pick(site.above(list(pairs), 10))
    if key is None:
        return None
    digits = str(site.value(key))
    place = int(site.random.integers(1, len(digits)))
    return Change({key: int(digits[:place]), pairs[key]: int(digits[place:])}) if int(digits[place:]) else None


def total_left(site: Site) -> Change | None:
    """The total of a row left at 0."""
    key = site.pick(site.above([f"requests.{row}.total" for row in site.rows()], 1))
    return None if key is None or site.received < LEAST_RECEIVED else Change({key: 0})


def totals_left(site: Site) -> Change | None:
    """The whole column of totals left at 0."""
    filled = site.above([f"requests.{row}.total" for row in site.rows()], 1)
    return Change(dict.fromkeys(filled, 0)) if site.received >= LEAST_RECEIVED else None


def dispute_total_left(site: Site) -> Change | None:
    """The total of a group of table 四 left at 0."""
    key = site.pick([key for key in site.above(site.keys("disputes"), 1) if key.endswith(".total")])
    return None if key is None else Change({key: 0})


KINDS: Mapping[str, Kind] = {
    "wrong_cell": Kind(wrong_cells(1), sums=True),
    "two_cells": Kind(wrong_cells(2), sums=True, wrong=2),
    "three_cells": Kind(wrong_cells(3), sums=True, wrong=3),
    "dropped_digit": Kind(slip(10, dropped), sums=True),
    "doubled_digit": Kind(slip(1, doubled), sums=True),
    "transposed_digits": Kind(slip(10, transposed), sums=True),
    "extra_zero": Kind(slip(1, extra_zero), sums=True),
    "one_digit": Kind(slip(1, one_digit), sums=True),
    "neighbour_column": Kind(neighbour_column, sums=True),
    "total_followed": Kind(total_followed, sums=True),
    "swapped": Kind(swapped, sums=True),
    "shifted": Kind(shifted, sums=True),
    "split": Kind(split, sums=True),
    "total_left_at_zero": Kind(total_left, sums=True),
    "totals_left_at_zero": Kind(totals_left, sums=True),
    "dispute_cell": Kind(wrong_dispute, sums=True),
    "dispute_total_left_at_zero": Kind(dispute_total_left, sums=True),
}
