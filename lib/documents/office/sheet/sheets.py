"""The sheets of a workbook as the content of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from lib.documents.model import Content, Grid
from lib.documents.office.sheet.grid import Sheet, grid_from_sheet, hidden_places
from lib.language import Message

_MOST_SHEETS = 100


def content_of(
    sheets: Sequence[Sheet], metadata: Mapping[str, str], remarks: Sequence[Message] = (), hidden: int = 0
) -> Content:
    """Every sheet that shows something as a grid. `hidden` sheets were left out; hidden rows and columns are here.

    The names of the sheets stand in the metadata; the title is the first text where it stands alone in its row.
    """
    warnings = list(remarks)
    grids: list[Grid] = []
    names: list[str] = []
    for sheet in sheets[:_MOST_SHEETS]:
        grid = grid_from_sheet(sheet, warnings)
        if grid is not None:
            grids.append(grid)
            names.append(sheet.name)
    if count := hidden + hidden_places(sheets[:_MOST_SHEETS]):
        warnings.append(Message("documents.hidden_left_out", {"count": count}))
    told = {**metadata, "sheets": "、".join(names)[:500]} if names else metadata
    return Content(tuple(grids), _title(grids), told, tuple(warnings))


def _title(grids: Sequence[Grid]) -> str | None:
    if not grids:
        return None
    texts = [cell.text for cell in takewhile(lambda cell: cell.row == 0, grids[0].cells) if cell.text]
    return " ".join(texts[0].split()) if len(texts) == 1 else None
