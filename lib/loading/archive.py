"""The documents behind the stored reports, kept by what is in them, and where in them each figure stood.

`documents/<first two signs of the sha256>/<sha256>.<ending>`, with `<sha256>.places.json` beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from lib.extraction import Place
from lib.forms import ALL_KEYS, FigureKey
from lib.loading.atomic import write_whole
from lib.loading.bundle import home

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ENDING = re.compile(r"[a-z0-9]{1,8}")
_PLACES = ".places.json"
_KEYS = frozenset(ALL_KEYS)


def keep_original(content: bytes, name: str, folder: Path | None = None) -> str:
    """Keep a document; the same bytes are kept once. Gives its sha256. `name` gives the ending and nothing else.

    `folder`: where documents are kept, the user's own unless given. Raises UserError where the disk does not take it.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    if original_of(sha256, folder) is None:
        ending = name.rpartition(".")[2].lower()
        suffix = f".{ending}" if "." in name and _ENDING.fullmatch(ending) else ""
        write_whole(_place(sha256, folder) / f"{sha256}{suffix}", content)
    return sha256


def original_of(sha256: str | None, folder: Path | None = None) -> Path | None:
    """The kept document with these bytes; None where there is none, or `sha256` is no such sum."""
    if not _SHA256.fullmatch(sha256 or ""):
        return None
    found = sorted(_place(str(sha256), folder).glob(f"{sha256}*"))
    return next((path for path in found if not path.name.endswith(_PLACES)), None)


def keep_places(sha256: str, places: Mapping[FigureKey, Place], folder: Path | None = None) -> None:
    """Keep where the figures of a document stood. Raises UserError where the disk does not take it."""
    text = json.dumps({key: asdict(place) for key, place in places.items()})
    write_whole(_place(sha256, folder) / f"{sha256}{_PLACES}", text.encode())


def places_of(sha256: str | None, folder: Path | None = None) -> dict[FigureKey, Place]:
    """Where each figure of a kept document stood; empty where that is not known."""
    if not _SHA256.fullmatch(sha256 or ""):
        return {}
    try:
        content = (_place(str(sha256), folder) / f"{sha256}{_PLACES}").read_bytes()
        return {key: _read_place(found) for key, found in json.loads(content).items() if key in _KEYS}
    except (OSError, ValueError, TypeError, AttributeError):
        # What cannot be read is no better known than what was never kept.
        return {}


def _read_place(found: dict[str, object]) -> Place:
    box = found.pop("box", None)
    return Place(**found, box=tuple(box) if isinstance(box, list) else None)  # type: ignore[arg-type]


def _place(sha256: str, folder: Path | None) -> Path:
    return (folder or home() / "documents") / sha256[:2]
