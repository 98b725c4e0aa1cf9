"""The same bytes for the same content: nothing in a packed file says when it was written."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def steady(packed: bytes) -> bytes:
    """A ZIP file with the same members in the same order, all of the same fixed date."""
    again = io.BytesIO()
    with ZipFile(io.BytesIO(packed)) as members, ZipFile(again, "w", ZIP_DEFLATED) as out:
        for name in members.namelist():
            out.writestr(ZipInfo(name), members.read(name), ZIP_DEFLATED)
    return again.getvalue()
