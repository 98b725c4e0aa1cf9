"""The one way in: structured data or extraction → store → checks → sums; the same from the page and the command line."""

from lib.loading.bundle import prepare, store_path
from lib.loading.files import FileReading, read_content, read_files
from lib.loading.importing import Progress, Summary, load_reports

__all__ = ["FileReading", "Progress", "Summary", "load_reports", "prepare", "read_content", "read_files", "store_path"]
