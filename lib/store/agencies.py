"""Who reports: the roster, and finding the stored agency that a report means."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa
from rapidfuzz.distance import LCSseq

from lib.language import Message, UserError
from lib.reports import Agency
from lib.store.database import Store

_ROW = pa.schema(
    [
        ("agency_id", pa.int32()),
        ("code", pa.string()),
        ("name", pa.string()),
        ("region", pa.string()),
        ("region_code", pa.string()),
        ("level", pa.string()),
        ("kind", pa.string()),
        ("parent", pa.string()),
        ("uscc", pa.string()),
        ("expected_from", pa.int32()),
        ("expected_until", pa.int32()),
        ("past_names", pa.list_(pa.string())),
        ("note", pa.string()),
    ]
)
_FILLED = ("level", "kind", "parent", "uscc")


@dataclass(frozen=True)
class RosterEntry:
    """An agency of the roster. `expected_from` None: nothing is said about when it must report."""

    agency: Agency
    expected_from: int | None = None
    expected_until: int | None = None
    past_names: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class StoredAgency:
    agency_id: int
    code: str
    entry: RosterEntry


class AmbiguousAgency(UserError):
    """Several stored agencies bear the name and the report does not say in which region."""

    def __init__(self, name: str, codes: tuple[str, ...]) -> None:
        self.name = name
        self.codes = codes
        super().__init__(Message("store.ambiguous_agency", {"name": name, "codes": ", ".join(codes)}))


@dataclass
class Agencies:
    """All stored agencies, found by name, past name, region and credit code. Call `write` to keep what was added, changed
    or removed."""

    by_id: dict[int, StoredAgency] = field(default_factory=dict)
    _by_name: dict[str, list[int]] = field(default_factory=dict)
    _by_uscc: dict[str, int] = field(default_factory=dict)
    _codes: set[str] = field(default_factory=set)
    _changed: set[int] = field(default_factory=set)

    @classmethod
    def read(cls, store: Store) -> Agencies:
        agencies = cls()
        for row in store.rows("SELECT * FROM agency ORDER BY agency_id"):
            agencies._keep(StoredAgency(row["agency_id"], row["code"], _entry(row)))
        return agencies

    def write(self, store: Store) -> bool:
        """Put what was added, changed or removed into the store; whether anything was."""
        if not self._changed:
            return False
        changed = [self.by_id[number] for number in sorted(self._changed & self.by_id.keys())]
        touched = pa.table({"agency_id": pa.array(sorted(self._changed), pa.int32())})
        store.update_from("DELETE FROM agency USING incoming AS i WHERE agency.agency_id = i.agency_id", touched)
        store.insert("agency", pa.Table.from_pylist([_row(agency) for agency in changed], schema=_ROW))
        self._changed.clear()
        return True

    def find(self, agency: Agency) -> StoredAgency | None:
        """The stored agency that is meant: by name, past name and region, else by a credit code that is one.

        Raises AmbiguousAgency where that does not decide.
        """
        named = [self.by_id[number] for number in self._by_name.get(plain_name(agency.name), [])]
        if agency.region_code:
            region = region_of(agency.region_code)
            here = [a for a in named if region_of(a.entry.agency.region_code) == region]
            named = here or [a for a in named if a.entry.agency.region_code is None]
        if len(named) > 1:
            own = [a for a in named if agency.uscc and a.entry.agency.uscc == agency.uscc]
            if len(own) != 1:
                raise AmbiguousAgency(agency.name, tuple(a.code for a in named))
            named = own
        if named:
            return named[0]
        number = self._by_uscc.get(agency.uscc or "")
        return None if number is None else self.by_id[number]

    def known(self, agency: Agency) -> bool:
        """Whether a report of this agency would go to one that is stored; so too where several bear its name."""
        try:
            return self.find(agency) is not None
        except AmbiguousAgency:
            return True

    def nearest(self, name: str, most: int = 5) -> tuple[StoredAgency, ...]:
        """Stored agencies whose name, now or in the past, may be meant by `name`, the likeliest first: for a person to
        choose from. A short name counts as near to a long one that has all its characters in their order."""
        wanted = plain_name(name)
        best = {number: _LEAST_ALIKE for number in self.by_id}
        for known, numbers in self._by_name.items():
            alike = _alike(wanted, known)
            for number in numbers:
                best[number] = max(best.get(number, alike), alike)
        ranked = sorted((number for number in best if best[number] > _LEAST_ALIKE), key=lambda n: (-best[n], n))
        return tuple(self.by_id[number] for number in ranked[:most])

    def drop(self, agency_id: int) -> None:
        """Take an agency out; nothing stored may belong to it."""
        gone = self.by_id.pop(agency_id)
        self._changed.add(agency_id)
        self._codes.discard(gone.code)
        for numbers in self._by_name.values():
            numbers[:] = [number for number in numbers if number != agency_id]
        self._by_uscc = {uscc: number for uscc, number in self._by_uscc.items() if number != agency_id}

    def put(self, entries: Iterable[RosterEntry]) -> list[int]:
        """Take in a roster and give the ids: it overrules what reports said of themselves. An agency that is stored only
        under a past name, because its reports came before the roster, is that agency and takes its name of today; a name
        it loses by that becomes a past one."""
        entries = list(entries)
        listed = {plain_name(entry.agency.name) for entry in entries}
        return [self._put(entry, listed) for entry in entries]

    def expect_nothing(self, agency_id: int) -> bool:
        """Say no more when an agency must report; whether that is news."""
        found = self.by_id[agency_id]
        entry = replace(found.entry, expected_from=None, expected_until=None)
        if entry != found.entry:
            self._replace(replace(found, entry=entry))
        return entry != found.entry

    def _put(self, entry: RosterEntry, listed: Collection[str]) -> int:
        """`listed`: the names of today on the roster, none of which can be only another agency's past name."""
        past = [name for name in entry.past_names if plain_name(name) not in listed]
        names = (entry.agency, *(entry.agency.model_copy(update={"name": name}) for name in past))
        found = next((agency for name in names if (agency := self.find(name))), None)
        if found is None:
            return self._add(entry)
        if (kept := _with_old_name(entry, found.entry)) != found.entry:
            self._replace(replace(found, entry=kept))
        return found.agency_id

    def resolve(self, agency: Agency) -> int:
        """The id of the agency a report names, added when it is new; what the roster leaves open is filled in.

        Raises AmbiguousAgency where the name alone does not decide.
        """
        found = self.find(agency)
        if found is None:
            return self._add(RosterEntry(agency))
        known = found.entry.agency
        filled = {name: getattr(agency, name) for name in _FILLED if getattr(known, name) is None}
        filled |= {"region_code": known.region_code or agency.region_code}
        merged = known.model_copy(update=filled)
        if merged != known:
            self._replace(replace(found, entry=replace(found.entry, agency=merged)))
        return found.agency_id

    def _add(self, entry: RosterEntry) -> int:
        number = next(reversed(self.by_id), 0) + 1
        while number in self.by_id:
            number += 1
        name, region = entry.agency.name, entry.agency.region_code
        code = f"{name}@{region}" if name in self._codes else name
        self._replace(StoredAgency(number, code, entry))
        return number

    def _replace(self, agency: StoredAgency) -> None:
        self._keep(agency)
        self._changed.add(agency.agency_id)

    def _keep(self, agency: StoredAgency) -> None:
        self.by_id[agency.agency_id] = agency
        self._codes.add(agency.code)
        for name in (agency.entry.agency.name, *agency.entry.past_names):
            numbers = self._by_name.setdefault(plain_name(name), [])
            if agency.agency_id not in numbers:
                numbers.append(agency.agency_id)
        if agency.entry.agency.uscc and is_uscc(agency.entry.agency.uscc):
            self._by_uscc.setdefault(agency.entry.agency.uscc, agency.agency_id)


def suggestions(store: Store, name: str) -> tuple[StoredAgency, ...]:
    """The stored agencies that a name unknown to the store may mean, the likeliest first."""
    return Agencies.read(store).nearest(name)


def plain_name(name: str) -> str:
    """A name for comparison: full-width forms and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def region_of(code: str | None) -> str:
    """The significant digits of a region code, so that a region's code begins every code inside it."""
    digits = code or ""
    while len(digits) > 6 and digits.endswith("000"):
        digits = digits[:-3]
    while 2 < len(digits) <= 6 and digits.endswith("00"):
        digits = digits[:-2]
    return digits


def is_uscc(code: str) -> bool:
    """Whether the check character of a 统一社会信用代码 is right. Source: GB 32100-2015."""
    if len(code) != len(_USCC_WEIGHTS) + 1 or not set(code) <= set(_USCC_SIGNS):
        return False
    total = sum(_USCC_SIGNS.index(sign) * weight for sign, weight in zip(code, _USCC_WEIGHTS, strict=False))
    return code[-1] == _USCC_SIGNS[-total % 31]


_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def _alike(one: str, other: str) -> float:
    """How near two names are, 0 to 1: first how much of the shorter stands in the longer, then how much they share."""
    if min(len(one), len(other)) < 2:
        return 0.0
    shared = LCSseq.similarity(one, other)
    return 0.7 * shared / min(len(one), len(other)) + 0.6 * shared / (len(one) + len(other))


# Two names of the same kind of organ share its ending alone: 某市财政局 and 甲县教育局.
_LEAST_ALIKE = 0.6


def _with_old_name(entry: RosterEntry, stored: RosterEntry) -> RosterEntry:
    """`entry`, with the name the stored agency had until now among its past names: its reports may come under it."""
    old = stored.agency.name
    names = {plain_name(name) for name in (entry.agency.name, *entry.past_names)}
    return entry if plain_name(old) in names else replace(entry, past_names=(*entry.past_names, old))


def _entry(row: dict[str, Any]) -> RosterEntry:
    agency = Agency(**{name: row[name] for name in Agency.model_fields})
    return RosterEntry(agency, row["expected_from"], row["expected_until"], tuple(row["past_names"]), row["note"])


def _row(agency: StoredAgency) -> dict[str, object]:
    entry = agency.entry
    return {
        "agency_id": agency.agency_id,
        "code": agency.code,
        "region": region_of(entry.agency.region_code),
        **entry.agency.model_dump(),
        "expected_from": entry.expected_from,
        "expected_until": entry.expected_until,
        "past_names": list(entry.past_names),
        "note": entry.note,
    }
