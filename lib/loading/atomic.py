"""Files that are there whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from lib.language import Message, UserError


def write_whole(path: Path, content: bytes, *, new_folder: bool = True) -> None:
    """Put `content` under `path`, in the place of what stood there; `new_folder`: make its folder where it is missing.

    Raises UserError where the disk does not take it.
    """
    with whole_file(path, new_folder=new_folder) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path, *, new_folder: bool = True) -> Iterator[IO[bytes]]:
    """A file to write into that stands under `path` once everything has been written, and not at all before.

    Raises UserError where the disk does not take it.
    """
    try:
        if new_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise cannot_keep(path, error) from error


def cannot_keep(path: Path, error: OSError) -> UserError:
    """What is said where the disk does not take a file."""
    reason = error.strerror or type(error).__name__
    return UserError(Message("loading.cannot_keep", {"path": str(path.parent), "reason": reason}))
