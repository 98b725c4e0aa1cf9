"""The data that ships with the project, taken into an empty store once and again only when it has changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from platformdirs import user_data_path

from lib.loading.files import read_content
from lib.loading.importing import Progress, Summary, load_reports, raise_version, silent
from lib.loading.judging import judge_agencies, renew_what_follows, store_is_judged
from lib.loading.roster import load_roster, read_roster
from lib.loading.rostering import OWN_ROSTER
from lib.loading.thresholds import adopt_settings
from lib.store import Store
from lib.store.engines import open_engine
from lib.store.snapshots import SnapshotKeeper, snapshot_of

BUNDLED = Path(__file__).parents[2] / "data"
HOME_VARIABLE = "DISCLOSURE_HOME"
# The address of the engine that pages read from, in the place of the embedded store.
ENGINE_VARIABLE = "DISCLOSURE_STORE"
# Set, the pages read the snapshot in force and write nothing, so that several dashboards can.
READ_ONLY_VARIABLE = "DISCLOSURE_READ_ONLY"


def home() -> Path:
    """Where everything of one user lives: the folder named by DISCLOSURE_HOME, else the user's data folder."""
    named = os.environ.get(HOME_VARIABLE)
    return Path(named) if named else user_data_path("disclosure-dashboard", appauthor=False)


def store_path() -> Path:
    """Where the store lives."""
    return home() / "disclosure.duckdb"


def open_store() -> Store:
    """The store, to be read and written. Where snapshots are kept, what is written comes to those who read them by itself."""
    store = Store(store_path())
    if snapshot_of(store_path()) is not None:
        SnapshotKeeper(store)
    return store


def open_for_reading() -> Store:
    """The store that pages read: the one published to the engine that DISCLOSURE_STORE names by its address, else the
    embedded one, brought up to date. Raises StoreError where it cannot be opened."""
    address = os.environ.get(ENGINE_VARIABLE)
    if address:
        return open_engine(address)
    opened = open_store()
    prepare(opened)
    return opened


def prepare(store: Store, progress: Progress = silent, folder: Path = BUNDLED) -> Summary | None:
    """Bring the store up to date with the bundled data, the rules of this version and the thresholds that were set. None
    when there was nothing to do."""
    adopt_settings(store)
    files = {name: (folder / name).read_bytes() for name in ("roster.csv", "reports.jsonl")}
    found = hashlib.sha256(b"".join(files.values())).hexdigest()
    if store.meta("bundle") == found:
        if not store_is_judged(store):
            with store.transaction():
                judge_agencies(store, None)
                raise_version(store)
        elif renew_what_follows(store):
            raise_version(store)
        return None
    entries = read_roster(files["roster.csv"], "roster.csv")
    readings = list(read_content(files["reports.jsonl"], "reports.jsonl"))
    if store.meta("roster") != OWN_ROSTER:
        with store.transaction():
            load_roster(store, entries)
    # A bundled report that was corrected since by another revision stays corrected.
    followed = {row["content_hash"] for row in store.rows("SELECT content_hash FROM report WHERE NOT current")}
    arriving = [(r.origin, r.report) for r in readings if r.report and r.report.content_hash() not in followed]
    summary = load_reports(store, arriving, progress)
    summary.problems += [r.problem for r in readings if r.problem]
    with store.transaction():
        store.set_meta("bundle", found)
    return summary
