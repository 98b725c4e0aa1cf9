"""Which edition of the form a year's report is written in, and which figures it has."""

from __future__ import annotations

from functools import cache

from lib.forms import EDITION_KEYS, TABLES, FigureKey, Form, load_forms, newest_form


@cache
def edition_of(year: int) -> Form:
    """The edition in force for a report year; the newest where none was."""
    forms = load_forms().values()
    return next((form for form in forms if form.since <= year <= (form.until or year)), newest_form())


@cache
def keys_of(year: int) -> frozenset[FigureKey]:
    """Every figure of the year's edition."""
    return frozenset(key for table in TABLES for key in EDITION_KEYS[table, edition_of(year).edition])
