"""A file that cannot be read, said so that a person can act on it."""

from __future__ import annotations

from lib.language import Message, UserError


class DocumentError(UserError):
    """The file gives no document: unreadable, empty, too large, or of a format not known here."""


def refuse(reason: str, **values: object) -> DocumentError:
    """The error for `documents.<reason>`."""
    return DocumentError(Message(f"documents.{reason}", values))
