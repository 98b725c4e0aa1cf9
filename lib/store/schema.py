"""The tables of the embedded store, generated from the forms.

`figures` is one wide row a report: a nullable whole-number column a count, a floating-point column an amount. NULL is
"no number stated"; what else is known of such a cell (raw text, absent from the document, not a whole number) stands
in `cell`, which is sparse. Prose stands apart. `measure` holds what is computed once when data comes in.
"""

from __future__ import annotations

from lib.forms import ALL_KEYS, COUNT_KEYS

SCHEMA_VERSION = "2"
# How a store of an earlier version becomes one of this. What is computed from the reports is made anew, not changed.
UPGRADES = {"1": "DROP TABLE finding; DELETE FROM meta WHERE name = 'rules'"}
# What tells a store of this software from any other DuckDB file.
OWN_TABLES = frozenset({"meta", "agency", "report", "figures"})

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
CREATE TABLE IF NOT EXISTS figures (report_id INTEGER PRIMARY KEY, {columns});
CREATE TABLE IF NOT EXISTS cell (report_id INTEGER, key VARCHAR, state VARCHAR, raw VARCHAR, number VARCHAR);
CREATE TABLE IF NOT EXISTS correction (
  report_id INTEGER, key VARCHAR, "read" VARCHAR, raw VARCHAR, note VARCHAR, corrected_on DATE);
CREATE TABLE IF NOT EXISTS fact (report_id INTEGER, kind VARCHAR, detail VARCHAR);
CREATE TABLE IF NOT EXISTS prose (report_id INTEGER, section VARCHAR, text VARCHAR);
CREATE TABLE IF NOT EXISTS verdict (
  report_id INTEGER PRIMARY KEY, codes VARCHAR NOT NULL, holds INTEGER, holds_if_blank_zero INTEGER, broken INTEGER,
  undetermined INTEGER);
CREATE TABLE IF NOT EXISTS finding (
  finding_id BIGINT, report_id INTEGER, agency_id INTEGER, year SMALLINT, "check" VARCHAR, severity VARCHAR,
  verdict VARCHAR, cause VARCHAR, fingerprint VARCHAR, impact BIGINT, payload VARCHAR);
"""


def key_columns() -> dict[str, str]:
    """The column type of every figure."""
    return {key: "BIGINT" if key in COUNT_KEYS else "DOUBLE" for key in ALL_KEYS}


def ddl() -> str:
    """Every statement that makes the tables."""
    columns = ", ".join(f'"{key}" {kind}' for key, kind in key_columns().items())
    return _TABLES.format(columns=columns)
