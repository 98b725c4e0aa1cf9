"""What is in the store, report by report, and where it came from: for the steward's list, not for the pages' sums."""

from __future__ import annotations

from typing import Any

from lib.store.database import Store

# What a file was, by its ending; a report without a file was given as structured data or typed.
_FORMAT = "coalesce(nullif(lower(regexp_extract(r.source_file, '\\.([A-Za-z0-9]{1,8})$', 1)), ''), '')"


def listed_reports(
    store: Store, text: str = "", *, year: int | None = None, limit: int = 50, offset: int = 0
) -> tuple[list[dict[str, Any]], int]:
    """Current reports whose agency's or file's name has `text` in it, newest load first, and how many there are.

    Each: code, name, year, scope, revision, loaded_at, source_file, source_sha256, source_state, corrections (how many
    figures a person corrected).
    """
    where = (
        "r.current AND (contains(a.name, ?) OR contains(coalesce(r.source_file, ''), ?)) AND (? IS NULL OR r.year = ?)"
    )
    values: list[object] = [text, text, year, year]
    rows = store.rows(
        f"""SELECT a.code, a.name, r.year, r.scope, r.revision, r.loaded_at, r.source_file, r.source_sha256, r.source_state,
        coalesce(c.corrections, 0) AS corrections FROM report r JOIN agency a ON a.agency_id = r.agency_id LEFT JOIN (
          SELECT report_id, count(*) AS corrections FROM correction GROUP BY report_id) c ON c.report_id = r.report_id
        WHERE {where}
        ORDER BY r.loaded_at DESC, a.region, a.agency_id, r.year LIMIT {int(limit)} OFFSET {int(offset)}""",
        values,
    )
    total = store.rows(f"SELECT count(*) AS n FROM report r JOIN agency a USING (agency_id) WHERE {where}", values)
    return rows, int(total[0]["n"])


def counts_by_year(store: Store) -> list[dict[str, Any]]:
    """Current reports by year and format of the file: year, format ("" where no file is named), reports."""
    return store.rows(
        f"SELECT r.year, {_FORMAT} AS format, count(*) AS reports FROM report r WHERE r.current GROUP BY 1, 2 ORDER BY 1, 2"
    )
