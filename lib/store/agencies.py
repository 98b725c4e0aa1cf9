"""Who reports: the roster, and finding the stored agency that a report means."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

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


class AmbiguousAgency(LookupError):
    """Several stored agencies bear the name and the report does not say in which region."""

    def __init__(self, name: str, codes: tuple[str, ...]) -> None:
        self.name = name
        self.codes = codes
        super().__init__(name)


@dataclass
class Agencies:
    """All stored agencies, found by name or past name and region. Call `write` to keep what was added or filled in."""

    by_id: dict[int, StoredAgency] = field(default_factory=dict)
    _by_name: dict[str, list[int]] = field(default_factory=dict)
    _changed: set[int] = field(default_factory=set)

    @classmethod
    def read(cls, store: Store) -> Agencies:
        agencies = cls()
        for row in store.rows("SELECT * FROM agency ORDER BY agency_id"):
            agencies._keep(StoredAgency(row["agency_id"], row["code"], _entry(row)))
        return agencies

    def write(self, store: Store) -> None:
        changed = [self.by_id[number] for number in sorted(self._changed)]
        rows = pa.Table.from_pylist([_row(agency) for agency in changed], schema=_ROW)
        store.update_from("DELETE FROM agency USING incoming AS i WHERE agency.agency_id = i.agency_id", rows)
        store.insert("agency", rows)
        self._changed.clear()

    def put(self, entries: Iterable[RosterEntry]) -> None:
        """Take in a roster: it overrules what reports said of themselves. An agency that is stored only under a past
        name, because its reports came before the roster, is that agency and takes its name of today."""
        entries = list(entries)
        listed = {plain_name(entry.agency.name) for entry in entries}
        for entry in entries:
            past = [name for name in entry.past_names if plain_name(name) not in listed]
            names = (entry.agency, *(entry.agency.model_copy(update={"name": name}) for name in past))
            found = next((agency for name in names if (agency := self._find(name))), None)
            if found is None:
                self._add(entry)
            else:
                self._replace(replace(found, entry=entry))

    def resolve(self, agency: Agency) -> int:
        """The id of the agency a report names, added when it is new; what the roster leaves open is filled in.

        Raises AmbiguousAgency where the name alone does not decide.
        """
        found = self._find(agency)
        if found is None:
            return self._add(RosterEntry(agency))
        known = found.entry.agency
        filled = {name: getattr(agency, name) for name in _FILLED if getattr(known, name) is None}
        filled |= {"region_code": known.region_code or agency.region_code}
        merged = known.model_copy(update=filled)
        if merged != known:
            self._replace(replace(found, entry=replace(found.entry, agency=merged)))
        return found.agency_id

    def _find(self, agency: Agency) -> StoredAgency | None:
        named = [self.by_id[number] for number in self._by_name.get(plain_name(agency.name), [])]
        if agency.region_code:
            region = region_of(agency.region_code)
            here = [a for a in named if region_of(a.entry.agency.region_code) == region]
            named = here or [a for a in named if a.entry.agency.region_code is None]
        if len(named) > 1:
            raise AmbiguousAgency(agency.name, tuple(a.code for a in named))
        return named[0] if named else None

    def _add(self, entry: RosterEntry) -> int:
        number = max(self.by_id, default=0) + 1
        name, region = entry.agency.name, entry.agency.region_code
        taken = {agency.code for agency in self.by_id.values()} if plain_name(name) in self._by_name else set()
        code = f"{name}@{region}" if name in taken else name
        self._replace(StoredAgency(number, code, entry))
        return number

    def _replace(self, agency: StoredAgency) -> None:
        self._keep(agency)
        self._changed.add(agency.agency_id)

    def _keep(self, agency: StoredAgency) -> None:
        self.by_id[agency.agency_id] = agency
        for name in (agency.entry.agency.name, *agency.entry.past_names):
            numbers = self._by_name.setdefault(plain_name(name), [])
            if agency.agency_id not in numbers:
                numbers.append(agency.agency_id)


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
