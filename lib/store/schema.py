"""The tables of the embedded store, generated from the forms.

`figures` is one wide row a report: a nullable whole-number column a count, a floating-point column an amount. NULL is
"no number stated"; what else is known of such a cell (raw text, absent from the document, not a whole number) stands
in `cell`, which is sparse. Prose stands apart. `measure` holds what is computed once when data comes in.
`finding` keeps those that are gone, with when and why; `decision` is what people said of them, written once and never
changed; `load` is when the data or the rules changed; `deck` is what somebody put together to present. Times are UTC.
"""

from __future__ import annotations

from lib.forms import ALL_KEYS, COUNT_KEYS

SCHEMA_VERSION = "4"
# How a store of an earlier version becomes one of this. What is computed from the reports is made anew, not changed.
_JUDGE_ANEW = "DROP TABLE finding; DELETE FROM meta WHERE name = 'rules'"
# Made of the reports by joining them at every question, until the panel was a table.
_JOINED = "DROP VIEW IF EXISTS panel; DROP TABLE IF EXISTS cover; DROP TABLE IF EXISTS sums; "
UPGRADES = {"1": _JOINED + _JUDGE_ANEW, "2": _JOINED + _JUDGE_ANEW, "3": _JOINED}
# What tells a store of this software from any other DuckDB file.
OWN_TABLES = frozenset({"meta", "agency", "report", "figures"})


def reviewed(findings: str, decisions: str) -> str:
    """SQL for findings with what was decided of each last: review (new, confirmed, dismissed; "corrected" where it was
    confirmed and a new report put it right), note, who, decided_at. `findings` and `decisions` are tables or subqueries."""
    return f"""SELECT f.*,
      CASE WHEN f.gone_by = 'report' AND d.state = 'confirmed' THEN 'corrected' ELSE coalesce(d.state, 'new') END AS review,
      coalesce(d.note, '') AS note, coalesce(d.who, '') AS who, d.decided_at AS decided_at
    FROM {findings} f LEFT JOIN (
      SELECT fingerprint AS decided, state, note, who, decided_at,
        row_number() OVER (PARTITION BY fingerprint ORDER BY decided_at DESC, seq DESC) AS place
      FROM {decisions}) d ON d.decided = f.fingerprint AND d.place = 1"""


_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS agency (
  agency_id INTEGER PRIMARY KEY, code VARCHAR UNIQUE NOT NULL, name VARCHAR NOT NULL, region VARCHAR NOT NULL,
  region_code VARCHAR, level VARCHAR, kind VARCHAR, parent VARCHAR, uscc VARCHAR,
  expected_from INTEGER, expected_until INTEGER, past_names VARCHAR[] NOT NULL, note VARCHAR);
CREATE TABLE IF NOT EXISTS report (
  report_id INTEGER PRIMARY KEY, agency_id INTEGER NOT NULL, year SMALLINT NOT NULL, revision SMALLINT NOT NULL,
  current BOOLEAN NOT NULL, scope VARCHAR NOT NULL,
  edition_proactive VARCHAR, edition_requests VARCHAR, edition_disputes VARCHAR, published_on DATE,
  source_url VARCHAR, source_file VARCHAR, source_sha256 VARCHAR, source_state VARCHAR,
  stated JSON NOT NULL, content_hash VARCHAR NOT NULL, loaded_at TIMESTAMP NOT NULL);
CREATE TABLE IF NOT EXISTS figures (report_id INTEGER, {columns});
CREATE TABLE IF NOT EXISTS cell (report_id INTEGER, key VARCHAR, state VARCHAR, raw VARCHAR, number VARCHAR);
CREATE TABLE IF NOT EXISTS correction (
  report_id INTEGER, key VARCHAR, "read" VARCHAR, raw VARCHAR, note VARCHAR, corrected_on DATE);
CREATE TABLE IF NOT EXISTS fact (report_id INTEGER, kind VARCHAR, detail VARCHAR);
CREATE TABLE IF NOT EXISTS prose (report_id INTEGER, section VARCHAR, text VARCHAR);
CREATE TABLE IF NOT EXISTS sketch (report_id INTEGER, section VARCHAR, size INTEGER, signature BLOB);
CREATE TABLE IF NOT EXISTS likeness (
  report_id INTEGER, section VARCHAR, other_report_id INTEGER, share INTEGER, quotes VARCHAR[]);
CREATE TABLE IF NOT EXISTS common_shingle (hash UBIGINT);
CREATE TABLE IF NOT EXISTS verdict (
  report_id INTEGER, codes VARCHAR NOT NULL, holds INTEGER, holds_if_blank_zero INTEGER, broken INTEGER,
  undetermined INTEGER);
CREATE TABLE IF NOT EXISTS finding (
  finding_id BIGINT, report_id INTEGER, agency_id INTEGER, agency_code VARCHAR, year SMALLINT, "check" VARCHAR,
  severity VARCHAR, verdict VARCHAR, cause VARCHAR, fingerprint VARCHAR, impact BIGINT, payload VARCHAR,
  seen_at TIMESTAMP NOT NULL, gone_at TIMESTAMP, gone_by VARCHAR, repeats INTEGER NOT NULL DEFAULT 1);
CREATE TABLE IF NOT EXISTS decision (
  seq BIGINT PRIMARY KEY, decided_at TIMESTAMP NOT NULL, entered_at TIMESTAMP NOT NULL, who VARCHAR NOT NULL,
  fingerprint VARCHAR NOT NULL, agency_code VARCHAR NOT NULL, year SMALLINT NOT NULL, "check" VARCHAR NOT NULL,
  state VARCHAR NOT NULL, note VARCHAR NOT NULL, digest VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS deck (
  deck_id VARCHAR PRIMARY KEY, title VARCHAR NOT NULL, slides JSON NOT NULL, saved_at TIMESTAMP NOT NULL);
CREATE TABLE IF NOT EXISTS load (
  load_id INTEGER PRIMARY KEY, loaded_at TIMESTAMP NOT NULL, what VARCHAR NOT NULL, added INTEGER NOT NULL,
  revised INTEGER NOT NULL, unchanged INTEGER NOT NULL);
"""

_VIEWS = f"""
CREATE OR REPLACE VIEW reviewed_finding AS {reviewed("finding", "decision")};
CREATE OR REPLACE VIEW open_finding AS SELECT * FROM reviewed_finding WHERE gone_at IS NULL;
"""


def key_columns() -> dict[str, str]:
    """The column type of every figure."""
    return {key: "BIGINT" if key in COUNT_KEYS else "DOUBLE" for key in ALL_KEYS}


def ddl() -> str:
    """Every statement that makes the tables, and the views of them that need nothing else."""
    columns = ", ".join(f'"{key}" {kind}' for key, kind in key_columns().items())
    return _TABLES.format(columns=columns) + _VIEWS
