"""The thresholds a person has set: a settings file beside the store, and the findings judged by them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lib.checks import Thresholds, read_thresholds, write_thresholds
from lib.language import Message, UserError
from lib.loading.atomic import write_whole
from lib.loading.importing import raise_version
from lib.loading.judging import judge_agencies, thresholds_of
from lib.store import Store

FILE = "thresholds.toml"
# Stands in the place of the rules' hash where the reports were judged by other thresholds.
_CHANGED = "thresholds"
# How many agencies have been judged, and of how many.
Judging = Callable[[int, int], None]


@dataclass(frozen=True)
class Judged:
    """What judging anew has changed: how many findings came, how many are gone, how many are open now."""

    added: int
    gone: int
    open: int


def settings_file(store: Store) -> Path | None:
    """Where the thresholds of a store are set; None where the store is kept in memory only."""
    return store.path.parent / FILE if store.path else None


def settings_problem(store: Store) -> Message | None:
    """What is wrong with the settings file; None where it can be read, or is not there."""
    try:
        _read(store)
    except UserError as error:
        return error.message
    return None


def adopt_settings(store: Store) -> Message | None:
    """Bring the thresholds of the settings file into the store, which then has to be judged anew.

    Where the file cannot be used, says why, and the thresholds in force stay. No file: the defaults.
    """
    if settings_file(store) is None:
        return None
    _drop_outdated(store)
    try:
        settings = _read(store)
    except UserError as error:
        return error.message
    if settings != thresholds_of(store):
        with store.transaction():
            _keep(store, settings)
    return None


def set_thresholds(store: Store, thresholds: Thresholds, progress: Judging | None = None) -> Judged:
    """Write the settings file and judge everything by it. Raises UserError where the disk does not take the file."""
    file = settings_file(store)
    if file is not None:
        write_whole(file, write_thresholds(thresholds).encode())
    before = _open_findings(store)
    # Kept first and by itself: judging reads what is committed, and where it is cut short the next start does it.
    with store.transaction():
        _keep(store, thresholds)
    with store.transaction():
        judge_agencies(store, None, progress)
        raise_version(store)
    after = _open_findings(store)
    return Judged(len(after - before), len(before - after), len(after))


def _read(store: Store) -> Thresholds:
    file = settings_file(store)
    if file is None or not file.exists():
        return Thresholds()
    try:
        return read_thresholds(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(Message("checks.threshold_file", {"error": type(error).__name__})) from error


def _keep(store: Store, thresholds: Thresholds) -> None:
    store.set_meta("thresholds", write_thresholds(thresholds))
    store.set_meta("rules", _CHANGED)


def _drop_outdated(store: Store) -> None:
    """Forget stored thresholds that this version knows no more, or has other bounds for."""
    try:
        thresholds_of(store)
    except UserError:
        with store.transaction():
            _keep(store, Thresholds())


def _open_findings(store: Store) -> set[str]:
    found = store.arrow("SELECT fingerprint FROM finding WHERE gone_at IS NULL")
    return set(found.column("fingerprint").to_pylist())
