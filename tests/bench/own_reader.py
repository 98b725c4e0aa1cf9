"""This project's reader as the peers are run: `python -m tests.bench.own_reader FILE…`, one JSON line a file.

The tables are not printed as rows of texts, which would lose merged cells, but cell by cell. The paragraphs come with
them: where a page has no rules, some rows of a table are lines of text.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from lib.documents import DocumentError, Grid, read_document


def main() -> None:
    """Read every file once."""
    for name in sys.argv[1:]:
        content = Path(name).read_bytes()
        began = time.perf_counter()
        try:
            blocks = read_document(content, Path(name).name).blocks
        except DocumentError:
            blocks = ()
        seconds = time.perf_counter() - began
        tables = [{"grid": _printed(block)} if isinstance(block, Grid) else {"line": vars(block)} for block in blocks]
        print(json.dumps({"file": name, "seconds": seconds, "tables": tables}, ensure_ascii=False))
    print(json.dumps({"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def _printed(grid: Grid) -> dict[str, object]:
    return {**vars(grid), "cells": [cell._asdict() for cell in grid.cells]}


if __name__ == "__main__":
    main()
