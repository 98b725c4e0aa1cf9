"""What the process that workers are forked from imports once, so that a new worker is ready in milliseconds."""

from __future__ import annotations

import importlib
from multiprocessing import spawn

# All that is wanted of the parent is the work it hands over. Told to, a worker would run the parent's main script once
# more under another name: in a server that is a page of the dashboard.
spawn._fixup_main_from_path = lambda path: None  # type: ignore[attr-defined]
spawn._fixup_main_from_name = lambda name: None  # type: ignore[attr-defined]

for _name in ("lib.loading.inside", "pebble.pool.process", "lxml.html", "python_calamine", "pypdfium2"):
    importlib.import_module(_name)
