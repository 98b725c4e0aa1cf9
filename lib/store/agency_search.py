"""Finding an agency among tens of thousands by a part of its name, of today or of the past."""

from __future__ import annotations

from lib.store.database import Store

MOST_MATCHES = 50


def agencies_named(
    store: Store, text: str, region: str = "", *, most: int = MOST_MATCHES
) -> tuple[list[tuple[str, str]], int]:
    """Code and name of the agencies inside `region` whose name has every word of `text` in it, and how many there are.

    The nearest come first: those whose name begins with the text, then the shorter names. Case does not count.
    """
    words = text.lower().split()
    past = "list_filter(past_names, lambda past: contains(lower(past), ?))"
    clauses = ["starts_with(region, ?)"]
    clauses += [f"(contains(lower(name), ?) OR len({past}) > 0)"] * len(words)
    doubled = [word for word in words for _ in range(2)]
    rows = store.rows(
        f"""SELECT code, name, count(*) OVER () AS total FROM agency WHERE {" AND ".join(clauses)}
        ORDER BY NOT starts_with(lower(name), ?), length(name), region, agency_id LIMIT {int(most)}""",
        [region, *doubled, words[0] if words else ""],
    )
    return [(row["code"], row["name"]) for row in rows], int(rows[0]["total"]) if rows else 0
