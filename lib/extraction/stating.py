"""One row of a table into figures: its cells by column, what is open asked about, what is unsure kept in mind."""

from __future__ import annotations

from collections.abc import Mapping

from lib.extraction.columns import Header, Namer, header_of
from lib.extraction.gathering import Gathering
from lib.extraction.lines import UNRULED
from lib.extraction.placing import Placed, candidates, place
from lib.extraction.rows import RawRow
from lib.forms import FigureKey, Label
from lib.language import Message


class Headers:
    """The headers over the rows of one table; each is worked out once for the columns it is asked for."""

    def __init__(self, namer: Namer) -> None:
        self._namer = namer
        self._known: dict[tuple[int, tuple[str, ...]], Header | None] = {}

    def over(self, row: RawRow, columns: tuple[str, ...]) -> Header | None:
        """The header of a row: of its own grid, or of an earlier one of the same width that this grid goes on from."""
        if row.line is None or not row.header:
            return None
        last = row.header[-1]
        if last.grid != row.line.grid and last.usual_end != row.line.usual_end:
            return None
        key = (id(row.header), columns)
        if key not in self._known:
            self._known[key] = header_of(row.header, self._namer, columns)
        return self._known[key]


def state_row(
    row: RawRow, keys: Mapping[str, FigureKey], header: Header | None, label: Label | Message, gathering: Gathering
) -> None:
    """Take the cells of a row; `keys` are its figures by column. Cells that cannot be told apart are left open."""
    placed = place(row, tuple(keys), header)
    if header is not None and header.doubled:
        gathering.doubled = True
    if not placed.certain:
        message = Message("extraction.cells_unclear", {"row": label, "raw": row.raw})
        where = row.values[0].place
        gathering.leave_open(tuple(keys.values()), row.raw, message, where, candidates(row, tuple(keys)))
        return
    for column, piece in placed.cells.items():
        gathering.take(keys[column], piece)
    if placed.open:
        piece = next(iter(placed.open.values()))
        message = Message("extraction.cells_unclear", {"row": label, "raw": row.raw})
        gathering.leave_open([keys[column] for column in placed.open], piece.text.strip(), message, piece.place)
    _keep_in_mind(row, keys, header, placed, gathering)


def _keep_in_mind(
    row: RawRow, keys: Mapping[str, FigureKey], header: Header | None, placed: Placed, gathering: Gathering
) -> None:
    """What about this row could be wrong though it was read: the sums of the form then say whether to ask."""
    stated = [keys[column] for column in placed.cells]
    if header is not None:
        for _, text in header.extra:
            gathering.note("unknown_column", text)
        if header.shuffled:
            gathering.shuffled.update(stated)
        if header.inferred:
            gathering.doubt(keys[column] for column in header.inferred if column in keys)
            gathering.note("columns_by_position", " ".join(column for column in keys if column in header.inferred))
    counted = placed.by_number and row.line is not None and row.line.true_slots
    if counted or row.mended or row.origin == UNRULED:
        gathering.doubt(stated)
