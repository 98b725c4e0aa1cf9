"""`panel`: one wide row a current report with everything the pages ask of it, in one table and not joined at every question.

It follows from the other tables and is no record: renewed, with what is summed up of it, by the transaction that changes
them. Rows stand in the order of regions as they came, so that a question about a region reads little of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa

from lib.store.database import Store
from lib.store.standing import keep_standing, make_standing
from lib.store.sums import keep_sums, make_sums, sum_everything

# What the filters may ask of a government above that contains a report already. `width`: how long a region's code may be
# for both to lie inside it.
COVERS = "STRUCT(width INTEGER, kind VARCHAR, level VARCHAR, doubtful BOOLEAN)[]"

_ROWS = f"""
SELECT a.code AS agency_code, a.name AS agency_name, a.region, a.level, a.kind,
       r.* EXCLUDE (current, stated, content_hash, loaded_at),
       coalesce(c.covers, []::{COVERS}) AS covers, v.codes, m.* EXCLUDE (report_id), f.* EXCLUDE (report_id)
FROM report r JOIN agency a USING (agency_id) JOIN figures f USING (report_id) JOIN measure m USING (report_id)
LEFT JOIN verdict v USING (report_id) LEFT JOIN covering c USING (report_id)
"""


def make_panel(store: Store, measures: Mapping[str, str], summed: Sequence[str]) -> bool:
    """Make `measure`, `panel` and what is summed up of it, with these measures and sums. Where they are there already with
    the same columns, they stay as they are; else they are made anew and are empty, and the answer is True."""
    found = store.arrow(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = 'measure' AND NOT internal ORDER BY column_index"
    )
    if found.column("column_name").to_pylist() != ["report_id", *measures]:
        listed = ", ".join(f'"{name}" {kind}' for name, kind in measures.items())
        store.execute(f"CREATE OR REPLACE TABLE measure (report_id INTEGER, {listed})")
    made_of = repr((_columns(store, "figures"), _columns(store, "measure"), list(summed), _ROWS))
    if store.meta("panel") == made_of:
        return False
    for kind in ("VIEW", "TABLE"):
        there = f"SELECT 1 FROM duckdb_{kind.lower()}s() WHERE {kind.lower()}_name = 'panel'"
        if store.arrow(there).num_rows:
            store.execute(f"DROP {kind} panel")
    store.execute(f"CREATE OR REPLACE TEMP TABLE covering (report_id INTEGER, covers {COVERS})")
    store.execute(f"CREATE TABLE panel AS {_ROWS} LIMIT 0")
    make_sums(store, summed)
    make_standing(store)
    store.set_meta("panel", made_of)
    return True


def _columns(store: Store, table: str) -> list[str]:
    found = store.arrow(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND NOT internal ORDER BY column_index", [table]
    )
    names: list[str] = found.column("column_name").to_pylist()
    return names


def renew_panel(store: Store, agency_ids: Sequence[int], summed: Sequence[str]) -> None:
    """Bring the rows of these agencies and of all that is part of them, and what is summed up of them, up to date."""
    for some in _shares(below(store, agency_ids)):
        _fill(store, some)
        keep_sums(store, summed)
        store.execute("DELETE FROM panel WHERE agency_id IN (SELECT agency_id FROM renewed)")
        store.execute("INSERT INTO panel SELECT * FROM coming")
        keep_standing(store)


def fill_panel(store: Store, summed: Sequence[str]) -> None:
    """Make every row anew, and what is summed up of them."""
    store.execute("DELETE FROM panel")
    store.execute("DELETE FROM standing")
    every = store.arrow("SELECT agency_id FROM agency ORDER BY region, agency_id").column("agency_id").to_pylist()
    for some in _shares(every):
        _fill(store, some)
        store.execute("INSERT INTO panel SELECT * FROM coming")
        keep_standing(store)
    sum_everything(store, summed)


def below(store: Store, agency_ids: Sequence[int]) -> list[int]:
    """These agencies and all whose parent, or parent's parent, bears the name of one of them, now or in the past."""
    store.update_from("CREATE OR REPLACE TEMP TABLE renewed AS SELECT * FROM incoming", _ids(agency_ids))
    found = store.arrow(
        """WITH RECURSIVE known AS (SELECT agency_id, unnest(list_prepend(name, past_names)) AS name FROM agency),
        below AS (
          SELECT agency_id FROM renewed
          UNION
          SELECT a.agency_id FROM below JOIN known USING (agency_id) JOIN agency a ON a.parent = known.name)
        SELECT agency_id FROM below JOIN agency USING (agency_id) ORDER BY region, agency_id"""
    )
    ids: list[int] = found.column("agency_id").to_pylist()
    return ids


# So many agencies' rows are made together.
_AT_ONCE = 4_000


def _shares(agency_ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (agency_ids[start : start + _AT_ONCE] for start in range(0, len(agency_ids), _AT_ONCE))


def _ids(agency_ids: Sequence[int]) -> pa.Table:
    return pa.table({"agency_id": pa.array(agency_ids, pa.int32())})


def _fill(store: Store, agency_ids: Sequence[int]) -> None:
    """Make `coming`: the rows of the agencies, which are `renewed`."""
    store.update_from("CREATE OR REPLACE TEMP TABLE renewed AS SELECT * FROM incoming", _ids(agency_ids))
    _find_covers(store)
    store.execute(
        f"""CREATE OR REPLACE TEMP TABLE coming AS {_ROWS}
        WHERE r.current AND r.agency_id IN (SELECT agency_id FROM renewed) ORDER BY a.region, r.agency_id, r.year"""
    )


def _find_covers(store: Store) -> None:
    """Make `covering`: for each report of the `renewed`, the governments above it whose report of that year contains it
    already, or may: a report whose scope is unknown is taken for an aggregate, because adding a part to a whole is the
    worse mistake.

    A parent is the agency of that name, now or in the past, whose region holds the agency's own if that is known
    (standard: 本级政府汇总 takes in its departments and lower governments). Follows the measures: it carries their doubt.
    """
    store.execute(
        """
        CREATE OR REPLACE TEMP TABLE covering AS
        WITH RECURSIVE known AS (SELECT agency_id, region, unnest(list_prepend(name, past_names)) AS name FROM agency),
        above AS (
          SELECT agency_id, agency_id AS ancestor FROM renewed
          UNION
          SELECT above.agency_id, k.agency_id FROM above JOIN agency a ON a.agency_id = above.ancestor
          JOIN known k ON k.name = a.parent AND (a.region = '' OR starts_with(a.region, k.region))),
        wide AS (
          SELECT above.agency_id, ancestor, p.kind, p.level, len(list_filter(range(1, length(a.region) + 1),
            lambda n: left(p.region, n) = left(a.region, n) AND n <= length(p.region))) AS width
          FROM above JOIN agency a ON a.agency_id = above.agency_id JOIN agency p ON p.agency_id = ancestor
          WHERE ancestor <> above.agency_id)
        SELECT r.report_id, list_sort(list(DISTINCT {'width': w.width::INTEGER, 'kind': w.kind, 'level': w.level,
          'doubtful': m.doubtful})) AS covers
        FROM report r JOIN wide w USING (agency_id)
        JOIN report g ON g.agency_id = w.ancestor AND g.year = r.year AND g.current AND g.scope <> 'own_office'
        JOIN measure m ON m.report_id = g.report_id
        WHERE r.current GROUP BY r.report_id
        """
    )
