"""Whether two reports of one agency are about the same body: where they are not, figures need not follow each other."""

from __future__ import annotations

import unicodedata

from lib.checks.batch import Batch

_KNOWN_SCOPES = {"own_office", "government_aggregate"}


def same_scope(batch: Batch, one: int, other: int) -> bool:
    """Whether both count the same: an office alone and a whole government are no two years of one thing.

    A scope that is not known is taken for the same.
    """
    return {batch.scopes[one], batch.scopes[other]} != _KNOWN_SCOPES


def reorganised(batch: Batch, one: int, other: int) -> bool:
    """Whether the agency was renamed between two reports, or they are of another scope.

    A name that is part of the other is the same name, written short.
    """
    names = [_plain(batch.profile["name"].iat[place]) for place in (one, other)]
    renamed = all(names) and names[0] not in names[1] and names[1] not in names[0]
    return renamed or not same_scope(batch, one, other)


def _plain(name: object) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()) if isinstance(name, str) else ""
