"""The editions of the national form, as data: one TOML file an edition under ``editions/``.

Extraction, checks, rendering, exports and the method page all read these declarations; nothing repeats them.
Sources: 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号.
"""

from lib.forms.loading import load_forms
from lib.forms.model import (
    TABLES,
    Block,
    Column,
    Equation,
    FigureKey,
    Form,
    Label,
    Row,
    Section,
    Table,
    TableKey,
)
from lib.forms.superset import ALL_KEYS, COUNT_KEYS, EDITION_KEYS, UNITS, find_cell, newest_form, table_of

__all__ = [
    "ALL_KEYS",
    "COUNT_KEYS",
    "EDITION_KEYS",
    "TABLES",
    "UNITS",
    "Block",
    "Column",
    "Equation",
    "FigureKey",
    "Form",
    "Label",
    "Row",
    "Section",
    "Table",
    "TableKey",
    "find_cell",
    "load_forms",
    "newest_form",
    "table_of",
]
