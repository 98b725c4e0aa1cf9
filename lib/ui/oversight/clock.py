"""Times as the reader's clock has them, with the zone said: a log is read in more than one place."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import streamlit as st


def moment(at: datetime) -> str:
    """A UTC time of the store to the minute, in the time zone of the browser, such as "2026-03-01 17:05 UTC+8"."""
    there = _there(at)
    return f"{there:%Y-%m-%d %H:%M} {_zone(there)}"


def day(at: datetime) -> str:
    """The day of a UTC time of the store, where the reader is."""
    return f"{_there(at):%Y-%m-%d}"


def _there(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC).astimezone(_timezone())


def _timezone() -> tzinfo:
    """The browser's; UTC where it names none, or one that this machine does not know."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (KeyError, ValueError, OSError):
        return UTC


def _zone(there: datetime) -> str:
    offset = there.utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"
