"""Which agencies a page of a long chart shows."""

from __future__ import annotations

from lib.store import Filters, Store
from lib.store.paging import agencies_reporting
from lib.views.options import Options


def one_page(store: Store, filters: Filters, options: Options, length: int) -> tuple[list[str], int, int]:
    """The codes of the agencies on the page that `options` asks for, how many there are in all, and the page (from 0).

    The first page where the one asked for is beyond the last; `options.versus` keeps to these agencies.
    """
    for page in dict.fromkeys((options.page, 0)):
        rows, total = agencies_reporting(store, filters, among=options.versus, limit=length, offset=page * length)
        if rows:
            return [row["agency_code"] for row in rows], total, page
    return [], 0, 0
