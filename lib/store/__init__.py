"""The store: reports in, tables out. The embedded default is one DuckDB file; no other room knows the driver."""

from lib.store.agencies import Agencies, AmbiguousAgency, RosterEntry, StoredAgency, region_of, suggestions
from lib.store.database import Store, StoreError
from lib.store.filters import COUNTING, Filters

__all__ = [
    "COUNTING",
    "Agencies",
    "AmbiguousAgency",
    "Filters",
    "RosterEntry",
    "Store",
    "StoreError",
    "StoredAgency",
    "region_of",
    "suggestions",
]
