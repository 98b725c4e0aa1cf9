"""A person's roster against the stored one: what it would change, and taking it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.loading.importing import load_reports
from lib.loading.judging import ROSTER_CHANGED
from lib.store import Agencies, RosterEntry, Store

# A person's own roster is not overruled by the one that ships with a later version.
OWN_ROSTER = "own"


@dataclass(frozen=True)
class RosterChanges:
    """What a roster does to the stored one. `changed` pairs what is stored with what it becomes. `unlisted` have reports
    and stay, but nothing is expected of them any more; `removed` have none and go."""

    added: tuple[RosterEntry, ...]
    changed: tuple[tuple[RosterEntry, RosterEntry], ...]
    unchanged: int
    unlisted: tuple[RosterEntry, ...]
    removed: tuple[RosterEntry, ...]

    @property
    def any(self) -> bool:
        """Whether taking it in would change anything."""
        return bool(self.added or self.changed or self.unlisted or self.removed)


def roster_changes(store: Store, entries: Sequence[RosterEntry]) -> RosterChanges:
    """What `apply_roster` would do; nothing is written. Raises AmbiguousAgency where an entry does not say which of
    several agencies of its name it is."""
    return _change(store, Agencies.read(store), entries)


def apply_roster(store: Store, entries: Sequence[RosterEntry]) -> RosterChanges:
    """Make `entries` the roster, all or nothing, and judge anew by it. No report is lost: an agency that is not listed
    any more stays when it has reports. Raises AmbiguousAgency as `roster_changes` does; then nothing is changed."""
    with store.transaction():
        agencies = Agencies.read(store)
        changes = _change(store, agencies, entries)
        agencies.write(store)
        store.set_meta("roster", OWN_ROSTER)
        if changes.any:
            store.set_meta("rules", ROSTER_CHANGED)
    load_reports(store, [])
    return changes


def _change(store: Store, agencies: Agencies, entries: Sequence[RosterEntry]) -> RosterChanges:
    """Put the roster into `agencies` and say what that changed."""
    before = {number: agency.entry for number, agency in agencies.by_id.items()}
    listed = agencies.put(entries)
    reporting = {row["agency_id"] for row in store.rows("SELECT DISTINCT agency_id FROM report")}
    unlisted, removed = [], []
    for number in before.keys() - set(listed):
        if number not in reporting:
            agencies.drop(number)
            removed.append(number)
        elif agencies.expect_nothing(number):
            unlisted.append(number)
    after = {number: agencies.by_id[number].entry for number in listed}
    return RosterChanges(
        added=tuple(entry for number, entry in after.items() if number not in before),
        changed=tuple((before[n], entry) for n, entry in after.items() if n in before and before[n] != entry),
        unchanged=sum(before.get(number) == entry for number, entry in after.items()),
        unlisted=tuple(before[number] for number in sorted(unlisted)),
        removed=tuple(before[number] for number in sorted(removed)),
    )
