"""The one way in: structured data or extraction → store → checks → sums; the same from the page and the command line."""

from lib.loading.bundle import (
    ENGINE_VARIABLE,
    READ_ONLY_VARIABLE,
    open_for_reading,
    open_store,
    prepare,
    store_path,
)
from lib.loading.files import FileReading, read_content, read_files
from lib.loading.importing import Progress, Summary, load_reports

__all__ = [
    "ENGINE_VARIABLE",
    "READ_ONLY_VARIABLE",
    "FileReading",
    "Progress",
    "Summary",
    "load_reports",
    "open_for_reading",
    "open_store",
    "prepare",
    "read_content",
    "read_files",
    "store_path",
]
