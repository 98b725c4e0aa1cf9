"""The numbers the checks depend on: defaults in `thresholds.toml`, overruled by whoever uses the software."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from lib.forms import Label
from lib.language import Message, UserError

_FILE = Path(__file__).parent / "thresholds.toml"


class Threshold(BaseModel):
    """A number a check depends on, and the bounds within which it may be set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: int | float
    least: int | float = 0
    most: int | float | None = None
    title: Label

    def allows(self, value: int | float) -> bool:
        return self.least <= value and (self.most is None or value <= self.most)


@cache
def declared_thresholds() -> dict[tuple[str, str], Threshold]:
    """Every threshold by check and name, in the order of the file."""
    parsed = tomllib.loads(_FILE.read_text("utf-8"))
    return {
        (check, name): Threshold.model_validate(record)
        for check, names in parsed.items()
        for name, record in names.items()
    }


@dataclass(frozen=True)
class Thresholds:
    """The thresholds in force. `overruled` holds what differs from the defaults.

    Raises UserError for a name that is not declared, or a value out of bounds.
    """

    overruled: Mapping[tuple[str, str], int | float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for (check, name), value in self.overruled.items():
            known = declared_thresholds().get((check, name))
            if known is None:
                raise UserError(Message("checks.threshold_unknown", {"check": check, "name": name}))
            if isinstance(value, bool) or not isinstance(value, int | float) or not known.allows(value):
                bounds = {"least": known.least, "most": "∞" if known.most is None else known.most}
                raise UserError(Message("checks.threshold_bounds", {"check": check, "name": name, **bounds}))

    def of(self, check: str, name: str) -> int | float:
        """The number `name` of a check."""
        return self.overruled.get((check, name), declared_thresholds()[check, name].value)


def read_thresholds(text: str) -> Thresholds:
    """What a settings file overrules: one table a check, one number a line. Raises UserError where it cannot be read."""
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(Message("checks.threshold_file", {"error": str(error)})) from error
    overruled: dict[tuple[str, str], int | float] = {}
    for check, names in parsed.items():
        if not isinstance(names, dict):
            raise UserError(Message("checks.threshold_unknown", {"check": check, "name": ""}))
        overruled |= {(check, name): value for name, value in names.items()}
    return Thresholds(overruled)


def write_thresholds(thresholds: Thresholds) -> str:
    """The settings file that says the same."""
    by_check: dict[str, list[str]] = {}
    for (check, name), value in thresholds.overruled.items():
        by_check.setdefault(check, []).append(f"{name} = {value}")
    return "\n\n".join("\n".join([f"[{check}]", *lines]) for check, lines in by_check.items()) + "\n" * bool(by_check)
