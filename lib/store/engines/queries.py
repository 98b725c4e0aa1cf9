"""The named queries: all that pages ask of the store. An engine that answers these serves every page.

They are functions over a store, each written once, in the SQL of the embedded store; on an engine the same text is said in
its words (`wording`) and its answer takes the same shape (`shaping`). A query that pages begin to ask belongs here: the
contract suite fails until it is listed, and then asks every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lib.store import (
    agency_search,
    behind,
    chained_years,
    decks,
    filing,
    finding_queries,
    grouping,
    listing,
    paging,
    pairs,
    reading,
    reviewing,
    sketches,
    stated,
    zero_years,
)

Query = Callable[..., Any]

QUERIES: Mapping[str, tuple[Query, ...]] = {
    "sums by year": (reading.yearly, stated.fully_stated),
    "sums by kind, level and region": (grouping.grouped, grouping.region_width),
    "sums of every figure": (reading.crossed,),
    "size of a selection": (reading.selection_size, reading.counted_reports, reading.texted, reading.years),
    "reports of a selection": (
        reading.reports,
        paging.reports_of,
        paging.reports_with_most,
        paging.reports_with_largest,
        reading.counted_agencies,
        reading.stored_reports,
    ),
    "reports behind a number": (behind.reports_behind,),
    "agencies of a selection": (
        reading.agencies,
        paging.agencies_reporting,
        agency_search.agencies_named,
        sketches.agencies_by_id,
        pairs.parents,
    ),
    "who filed and who was to": (
        paging.agency_page,
        filing.filed,
        filing.filed_by,
        filing.expected,
        filing.turn_counts,
        filing.turned_most,
    ),
    "two years side by side": (pairs.paired, pairs.sums_of_pairs, pairs.handed_over),
    "from year to year": (chained_years.link_counts, chained_years.chained_agencies, chained_years.chained_years),
    "reports without a request": (
        zero_years.zero_counts,
        zero_years.zero_agencies,
        zero_years.zero_years,
        zero_years.zero_findings,
        zero_years.peers_by_group,
    ),
    "findings": (
        finding_queries.sought_rows,
        finding_queries.finding_row,
        finding_queries.neighbours,
        reading.findings_of,
        sketches.common_shingles,
    ),
    "how many findings": (
        finding_queries.sought_counts,
        finding_queries.sought_agencies,
        finding_queries.place_of_agency,
        finding_queries.changes_since,
        finding_queries.loads,
    ),
    "one report": (
        reading.find_report,
        reading.stored_report,
        reading.revisions,
        reading.agency_years,
        reading.verdict_of,
        listing.listed_reports,
        listing.counts_by_year,
    ),
    "what people put down": (
        reviewing.decisions,
        reviewing.earlier_decisions,
        reviewing.decision_count,
        reviewing.log,
        reviewing.whole_log,
        reviewing.verify_log,
        decks.kept_deck,
        decks.kept_decks,
    ),
}
