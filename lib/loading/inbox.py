"""The inbox: documents that wait on disk for a person, with what the person has said of them so far.

One folder an item, named by a sum over name and bytes: the uploaded name is never a path. An item appears and goes by a
rename, so that it is there whole or not at all, also for several threads and after a crash.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from lib.documents.archive import is_archive, members
from lib.language import Message, UserError
from lib.loading.atomic import cannot_keep, write_whole
from lib.loading.bundle import home
from lib.loading.settling import Edits, FigureEdit, read_edits, settle, write_edits

__all__ = ["Edits", "FigureEdit", "Inbox", "Pending", "settle"]

_ID = re.compile(r"[0-9a-f]{24}")
_CONTENT, _HEAD, _EDITS = "content", "item.json", "edits.json"
_STALE_SECONDS = 24 * 3600
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Pending:
    """A document that waits. `problem` is set where the item on disk is damaged: it can only be discarded."""

    id: str
    name: str
    sha256: str
    size: int
    added_at: datetime
    problem: Message | None = None


class Inbox:
    """What waits in `folder`, the user's own unless given. Every thread and process may use one of its own."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or home() / "inbox"
        self._heads: dict[str, Pending] = {}
        self._clear_stale()

    def add(self, name: str, content: bytes) -> str:
        """Keep a document and give its id; the same bytes under the same name are the same item, with its edits.

        Raises UserError where the disk does not take it.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        number = hashlib.sha256(f"{sha256} {name}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
        found = self.item(number)
        if found is not None and found.problem is None:
            return number
        head = {"name": name, "sha256": sha256, "size": len(content), "added_at": datetime.now(UTC).isoformat()}
        made = self.folder / f".new-{uuid4().hex}"
        try:
            write_whole(made / _CONTENT, content)
            write_whole(made / _HEAD, json.dumps(head).encode())
            if found is not None:
                self._take_over_edits(number, made)
            self._put_in_place(made, number)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        return number

    def take(self, name: str, content: bytes) -> tuple[list[str], list[Message]]:
        """Keep what was dropped: an archive is one item a member, named "archive.zip/member", anything else one item.

        Gives the ids and what could not be taken, in words.
        """
        if not is_archive(content):
            return [self.add(name, content)], []
        ids: list[str] = []
        problems: list[Message] = []
        try:
            for inner, inside in members(content, name):
                if isinstance(inside, UserError):
                    problems.append(inside.message)
                else:
                    ids.append(self.add(f"{name}/{inner}", inside))
        except UserError as error:
            problems.append(error.message)
        return ids, (problems if ids or problems else [Message("loading.empty_archive", {"name": name})])

    def items(self) -> list[Pending]:
        """Everything that waits, the oldest first; what is damaged comes with its problem, in its place."""
        if not self.folder.is_dir():
            return []
        found = [self._pending(name) for name in os.listdir(self.folder) if _ID.fullmatch(name)]
        return sorted((item for item in found if item), key=lambda item: (item.added_at, item.name, item.id))

    def item(self, id: str) -> Pending | None:
        """One item; None where it does not wait, or waits no more."""
        return self._pending(id) if _ID.fullmatch(id) else None

    def content(self, id: str) -> bytes:
        """The bytes of an item. Raises UserError where it waits no more or is damaged."""
        found = self._existing(id)
        try:
            content = (self.folder / id / _CONTENT).read_bytes()
        except OSError:
            content = b""
        if hashlib.sha256(content).hexdigest() != found.sha256:
            raise UserError(Message("loading.item_damaged", {"name": found.name}))
        return content

    def edits(self, id: str) -> Edits:
        """What was saved of an item, nothing where nothing was. Raises UserError as `content` does."""
        found = self._existing(id)
        try:
            return read_edits((self.folder / id / _EDITS).read_bytes())
        except FileNotFoundError:
            return Edits()
        except (OSError, ValueError):
            raise UserError(Message("loading.edits_damaged", {"name": found.name})) from None

    def save(self, id: str, edits: Edits) -> None:
        """Keep what a person said of an item, in the place of what was said before. Raises UserError as `content` does."""
        self._existing(id)
        try:
            write_whole(self.folder / id / _EDITS, write_edits(edits), new_folder=False)
        except UserError:
            # Somebody has taken it out meanwhile: that, and not the disk, is what is to be said.
            self._existing(id)
            raise

    def discard(self, id: str) -> None:
        """Take an item out, with its edits. What is not there is gone already."""
        if not _ID.fullmatch(id):
            return
        gone = self.folder / f".gone-{uuid4().hex}"
        try:
            (self.folder / id).rename(gone)
        except FileNotFoundError:
            return
        shutil.rmtree(gone, ignore_errors=True)

    def _existing(self, id: str) -> Pending:
        found = self.item(id)
        if found is None:
            raise UserError(Message("loading.not_waiting"))
        if found.problem:
            raise UserError(found.problem)
        return found

    def _pending(self, id: str) -> Pending | None:
        """An item as it stands on disk; None where it is gone."""
        path = self.folder / id
        if not path.is_dir():
            self._heads.pop(id, None)
            return None
        try:
            # What an item is never changes, so its head is read once.
            found = self._heads.get(id) or _read_head(id, (path / _HEAD).read_bytes())
            if (path / _CONTENT).stat().st_size != found.size:
                raise ValueError(id)
        except (OSError, ValueError, KeyError, TypeError):
            if not path.is_dir():
                return None
            return Pending(id, id, "", 0, _NEVER, Message("loading.item_damaged", {"name": id}))
        self._heads[id] = found
        return found

    def _put_in_place(self, made: Path, id: str) -> None:
        """Move a finished item to its place; where another thread was first, its item stays."""
        try:
            made.rename(self.folder / id)
        except OSError as error:
            found = self.item(id)
            if found is None:
                raise cannot_keep(self.folder / id, error) from error
            if found.problem is not None:
                self.discard(id)
                made.rename(self.folder / id)

    def _take_over_edits(self, id: str, made: Path) -> None:
        """What a person has said of a damaged item is said of the whole one that takes its place."""
        try:
            shutil.copyfile(self.folder / id / _EDITS, made / _EDITS)
        except OSError:
            return

    def _clear_stale(self) -> None:
        """Clear away what a crash left half made, once nobody can be making it any more."""
        for path in self.folder.glob(".*") if self.folder.is_dir() else ():
            try:
                if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                    shutil.rmtree(path, ignore_errors=True)
            except FileNotFoundError:
                continue


def _read_head(id: str, content: bytes) -> Pending:
    head = json.loads(content)
    added = datetime.fromisoformat(head["added_at"])
    if not (isinstance(head["name"], str) and isinstance(head["sha256"], str) and isinstance(head["size"], int)):
        raise ValueError(id)
    return Pending(id, head["name"], head["sha256"], head["size"], added)
