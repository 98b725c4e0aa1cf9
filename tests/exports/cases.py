"""Reports as agencies publish them, drawn by hypothesis: what a form that is written must bring back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from lib.forms import EDITION_KEYS, TABLES, UNITS, TableKey, load_forms
from lib.reports import SCOPES, Report, State, read_number

NAMES = (
    "甲县人民政府",
    "乙市农业农村局",
    "丙区丁镇人民政府",
    "戊省政府办公厅",
    "己市（开发区）管理委员会",
    "庚县辛街道办事处",
)
SENTENCES = (
    "本年度工作平稳有序。",
    "全年主动公开信息1234条，收到申请14件，均已答复。",
    "（一）主动公开。通过门户网站发布信息，回应社会关切。",
    "一是公开内容不够全面；二是解读形式单一。",
    "本年度收取信息处理费0元。",
    "下一步将<进一步>加强学习 & 培训。",
)
# Text that stood in a cell and was not read: no number, or digits of which nobody can say whose they are.
UNREAD = ("见附件", "?12", "012", "3²", "一百余", "=1+1", "+甲", "@SUM(A1)", "12 34", "约5", "a < b & c", "－－－8")
MARKS = ("—", "/")
COUNTS = st.integers(0, 20) | st.integers(0, 10**15 - 1)
AMOUNTS = st.decimals(0, 10**9, places=4, allow_nan=False) | st.integers(0, 10**9)
CHANGES = st.integers(-2000, 2000)


def whole(value: int | Decimal) -> int | Decimal:
    return int(value) if value == int(value) else value


@st.composite
def published(draw: st.DrawFn) -> Report:
    """A report with any editions, absent tables and rows, blanks and marks for blanks, cells that were not read."""
    editions = {table: draw(st.sampled_from([*load_forms(), *load_forms(), None])) for table in TABLES}
    if editions["disputes"]:
        editions["disputes"] = max(load_forms())
    figures: dict[str, Any] = {}
    raw: dict[str, str] = {}
    for table, edition in editions.items():
        if edition is not None:
            _fill(draw, table, edition, figures, raw)
    if not any(value is not None for value in figures.values()):
        # Without one number it would be a blank form, and no report.
        edition = editions["requests"] = max(load_forms())
        raw = {key: text for key, text in raw.items() if not key.startswith("requests.")}
        figures = {key: value for key, value in figures.items() if not key.startswith("requests.")}
        figures |= dict.fromkeys(EDITION_KEYS["requests", edition], 3)
    if not any(value is not None for key, value in figures.items() if key.startswith("disputes.")):
        # A line of words and blanks without a digit is not told from any other line of words.
        raw = {key: text for key, text in raw.items() if not key.startswith("disputes.") or text in MARKS}
    return Report.model_validate(
        {
            "agency": {"name": draw(st.sampled_from(NAMES))},
            "year": draw(st.integers(2019, 2030)),
            "scope": draw(st.sampled_from(SCOPES)),
            "editions": {table: edition for table, edition in editions.items() if edition},
            "published_on": draw(st.none() | st.dates(date(2019, 1, 1), date(2031, 12, 31))),
            "figures": figures,
            "raw": raw,
            "text": draw(st.dictionaries(st.sampled_from(["preamble", *"一五六"]), _texts, max_size=4)),
        }
    )


_texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map("\n".join)


def _fill(draw: st.DrawFn, table: TableKey, edition: str, figures: dict[str, Any], raw: dict[str, str]) -> None:
    """One state for most of a table, others for some cells. The many figures come from a seed, which draws faster."""
    form = load_forms()[edition].tables[table]
    # What only one edition has stays: without it nothing would say which edition the table is of.
    stays = ("oth_single", "oth_no_correction", "oth_fee_unpaid", "oth_other", "rules", "fees", "procurement")
    may_go = [row.key for row in form.rows if row.key not in stays]
    gone = draw(st.sets(st.sampled_from(may_go), max_size=3)) if form.layout == "rows" else set()
    keys = [key for key, row, _ in form.cells() if row.key not in gone]
    usual = draw(st.sampled_from(["stated", "stated", "blank"]))
    odd = draw(st.dictionaries(st.sampled_from(keys), _odd, max_size=10))
    rng = Random(draw(st.integers(0, 2**32)))
    for key in keys:
        state, count, amount, change, text = odd.get(
            key, (usual, rng.choice((0, 0, 7, rng.randint(0, 10**6))), 0, 0, "")
        )
        figures[key] = None
        if state == "stated":
            figures[key] = whole({"change": change, "amount": amount, "unstated_amount": amount}.get(UNITS[key], count))
        elif state == "mark":
            raw[key] = MARKS[len(text) % 2]
        elif state == "unread":
            raw[key] = text


_odd = st.tuples(
    st.sampled_from(["stated", "blank", "mark", "unread"]),
    COUNTS,
    AMOUNTS,
    CHANGES,
    st.sampled_from([text for text in UNREAD if read_number(text).state is State.UNREAD]),
)


def said(report: Report) -> dict[str, Any]:
    """What must come back: figures with their states, texts that were not read, editions, masthead, prose."""
    return {
        "figures": dict(report.figures),
        "states": {key: report.state(key) for key in report.figures},
        "raw": {key: text for key, text in report.raw.items() if report.figures[key] is None},
        "editions": dict(report.editions),
        "masthead": (report.agency.name, report.year, report.scope, report.published_on),
        "text": dict(report.text),
    }
