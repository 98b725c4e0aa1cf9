"""The numbers the checks depend on: what this software would have, and what is in force."""

from __future__ import annotations

from dataclasses import dataclass

from lib.checks import Check, Threshold, declared_thresholds, load_catalogue
from lib.language import Message
from lib.loading.judging import thresholds_of
from lib.loading.thresholds import settings_problem
from lib.store import Store


@dataclass(frozen=True)
class Setting:
    """A threshold of a check: the one declared, with its bounds, and the number in force."""

    check: Check
    name: str
    threshold: Threshold
    value: int | float

    @property
    def code(self) -> str:
        return f"{self.check.id}.{self.name}"

    @property
    def is_own(self) -> bool:
        """Whether somebody has set another number than this software's."""
        return self.value != self.threshold.value


@dataclass(frozen=True)
class Settings:
    """All thresholds in the order of the catalogue. `problem`: what is wrong with the settings file, None if nothing."""

    settings: tuple[Setting, ...]
    problem: Message | None

    def of(self, check: str) -> tuple[Setting, ...]:
        """Those of one check."""
        return tuple(setting for setting in self.settings if setting.check.id == check)


def settings(store: Store) -> Settings:
    """The thresholds by which the findings of this store came about."""
    in_force = thresholds_of(store)
    catalogue = load_catalogue()
    order = list(catalogue)
    found = [
        Setting(catalogue[check], name, threshold, in_force.of(check, name))
        for (check, name), threshold in declared_thresholds().items()
    ]
    return Settings(tuple(sorted(found, key=lambda one: order.index(one.check.id))), settings_problem(store))
