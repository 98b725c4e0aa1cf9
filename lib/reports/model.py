"""What a report is: one agency's 政府信息公开工作年度报告 for one year, its figures as published and where they came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from lib.forms import ALL_KEYS, EDITION_KEYS, TABLES, TableKey, load_forms, newest_form, table_of
from lib.reports.numbers import MOST_DIGITS, State, read_number

Level = Literal["national", "province", "prefecture", "county", "township"]
Kind = Literal["government", "office", "department", "outpost", "township", "other"]
Scope = Literal["own_office", "government_aggregate", "unknown"]
LEVELS: tuple[Level, ...] = get_args(Level)
KINDS: tuple[Kind, ...] = get_args(Kind)
SCOPES: tuple[Scope, ...] = get_args(Scope)
# A bit a year has room in 63 (`lib/store/standing.py`).
FIRST_YEAR, LAST_YEAR = 2008, 2070
LARGEST = 10**MOST_DIGITS
# The kinds of notes that only a person's look gives: a masthead put right, a picture compared, a remark.
NOTES_BY_HAND = ("read_as", "compared", "remark")

_KEYS = frozenset(ALL_KEYS)


def _figure(value: object) -> int | Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("figure", "a number or null")
    exact = value if isinstance(value, Decimal) else Decimal(value if isinstance(value, int) else str(value))
    if not exact.is_finite():
        raise PydanticCustomError("figure", "a number or null")
    if abs(exact) >= LARGEST:
        raise PydanticCustomError("too_large", "a number below 10^15")
    return int(exact) if exact == exact.to_integral_value() else exact


def _known(key: str) -> str:
    if key not in _KEYS:
        raise PydanticCustomError("unknown_key", "{key}", {"key": key})
    return key


def _texts(raw: dict[str, str]) -> dict[str, str]:
    """An empty text says no more than no text."""
    return {key: text for key, text in raw.items() if text}


def _stated(text: str) -> str:
    if not text:
        raise PydanticCustomError("no_note", "a note")
    return text


def _plain(value: int | Decimal | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value


FigureValue = Annotated[
    int | Decimal | None,
    BeforeValidator(_figure, json_schema_input_type=float | None),
    PlainSerializer(_plain, return_type=float | int | None, when_used="json"),
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


KnownKey = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": [*ALL_KEYS]})]


class Agency(_Frozen):
    """Who reports. `region_code` is GB/T 2260 (6 digits) or its 9 or 12 digit extension; None where it is not known.

    `parent` is the name of the government whose aggregate report takes this one in.
    """

    name: str = Field(min_length=2, max_length=80)
    region_code: str | None = Field(default=None, pattern=r"^\d{6}(\d{3}){0,2}$")
    level: Level | None = None
    kind: Kind | None = None
    parent: str | None = None
    uscc: str | None = Field(default=None, pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$")


class Source(_Frozen):
    """Where the figures were read. `state` says how near to the published document: original, transcribed …"""

    url: str | None = None
    file: str | None = None
    sha256: str | None = None
    state: str | None = None


class Correction(_Frozen):
    """What was read of a figure before a person, who looked at the document, put another value in its place.

    `read` is the number read: None where none was, and then `raw` is the text that stood there, if any. `note` says why
    and is never empty. The corrected value stands in `Report.figures`.
    """

    read: FigureValue = None
    raw: Annotated[str | None, AfterValidator(lambda text: text or None)] = None
    note: Annotated[str, AfterValidator(_stated)]
    corrected_on: date


class Report(_Frozen):
    """A report as published. A key that is not in `figures` is a cell the document does not have; None is a cell that
    holds no number: blank, unless `raw` has other text for it. `raw` keeps what stood in a cell wherever that is more
    than the plain number. `text` is the prose by section number (一 … 六, preamble). `notes` are facts about the
    document as "kind:detail", such as "unknown_row:9.属于工作秘密". `corrections` keeps what was read of the figures that
    a person corrected."""

    agency: Agency
    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    scope: Scope = "unknown"
    editions: dict[TableKey, str]
    published_on: date | None = None
    source: Source = Source()
    figures: dict[KnownKey, FigureValue]
    raw: Annotated[dict[KnownKey, str], AfterValidator(_texts)] = {}
    text: dict[str, str] = {}
    notes: tuple[str, ...] = ()
    corrections: dict[KnownKey, Correction] = {}

    @model_validator(mode="before")
    @classmethod
    def _infer_disputes_edition(cls, data: Any) -> Any:
        """Table 四 is the same in every edition, so a file need not name it."""
        if not isinstance(data, Mapping) or not isinstance(data.get("editions"), Mapping):
            return data
        figures = data.get("figures")
        named = "disputes" in data["editions"]
        if named or not isinstance(figures, Mapping) or not any(str(k).startswith("disputes.") for k in figures):
            return data
        return {**data, "editions": {**data["editions"], "disputes": newest_form().edition}}

    @model_validator(mode="after")
    def _keys_fit_the_editions(self) -> Report:
        for table, edition in self.editions.items():
            if edition not in load_forms():
                known = ", ".join(load_forms())
                raise PydanticCustomError("edition", "{key}: {known}", {"key": f"editions.{table}", "known": known})
        for key in (*self.figures, *self.raw):
            edition = self.editions.get(table_of(key), "")
            if key not in EDITION_KEYS.get((table_of(key), edition), ()):
                raise PydanticCustomError("not_in_edition", "{key} {edition}", {"key": key, "edition": edition})
        for key in self.corrections:
            if key not in self.figures:
                raise PydanticCustomError("not_corrected", "{key}", {"key": key})
        return self

    def state(self, key: str) -> State:
        """What is known of one figure."""
        if key not in self.figures:
            return State.ABSENT
        if self.figures[key] is not None:
            return State.STATED
        return State.BLANK if read_number(self.raw.get(key, "")).state is State.BLANK else State.UNREAD

    def content_hash(self) -> str:
        """SHA-256 of what the report says, whatever file it came from: equal content is equal here."""
        content = {
            "agency": self.agency.model_dump(),
            "year": self.year,
            "scope": self.scope,
            "editions": self.editions,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "figures": {key: _plain(value) for key, value in self.figures.items()},
            "raw": self.raw,
            "text": self.text,
            "notes": self.notes,
        }
        if self.corrections:
            content["corrections"] = {key: found.model_dump(mode="json") for key, found in self.corrections.items()}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    @property
    def settled_by_hand(self) -> bool:
        """Whether a person put something right in what was read, or compared it with the document."""
        return bool(self.corrections) or any(note.partition(":")[0] in NOTES_BY_HAND for note in self.notes)

    @property
    def tables(self) -> tuple[TableKey, ...]:
        """The tables the document has."""
        return tuple(table for table in TABLES if table in self.editions)
