"""What runs inside a worker process: one file read, one picture drawn, and whatever goes wrong said and not raised."""

from __future__ import annotations

from pathlib import Path

from lib.documents import Box
from lib.language import Message
from lib.loading.confinement import allow_seconds
from lib.loading.files import FileReading, read_item


def read_inside(
    content: bytes, origin: str, agency: str | None, year: int | None, keep_document: bool, seconds: float
) -> list[FileReading]:
    """The reports in one file. A fault of a reader becomes the problem of this file."""
    allow_seconds(seconds)
    found: list[FileReading] = []
    try:
        found.extend(read_item(content, origin, agency, year, keep_document))
    except BaseException as error:  # a panic in a library written in Rust is no Exception
        # A library in another language says in words that it was refused memory.
        starved = isinstance(error, MemoryError) or "bad_alloc" in str(error) or "allocate memory" in str(error)
        said = Message("loading.too_much_memory", {"name": Path(origin).name}) if starved else _fault(origin, error)
        found.append(FileReading(origin, None, said))
    return found


def picture_inside(content: bytes, page: int, box: Box | None, seconds: float) -> bytes | None:
    """A page, or a part of it, as PNG; None where it cannot be drawn."""
    from lib.documents.picture import cell_picture, page_picture

    allow_seconds(seconds)
    try:
        return page_picture(content, page) if box is None else cell_picture(content, page, box)
    except BaseException:
        # A page without its picture is still shown as text; what is wrong with the file is said when it is read.
        return None


def _fault(origin: str, error: BaseException) -> Message:
    """The sentence for a fault nobody foresaw; its kind and place are in it, so that it can be reported and mended."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if _OWN in path.parents:
            place = f"{path.relative_to(_OWN).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return Message("loading.unreadable", {"name": Path(origin).name, "error": f"{type(error).__name__} {place}"})


_OWN = Path(__file__).parents[1]
