"""Prose that contradicts the tables, or is about another year. What is replaced is what the prose of a clean report says."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lib.demo.faults.model import Change, Kind, Site
from lib.demo.prose import in_chinese, phrases

_OVERVIEW = "一"
_LEFT = re.compile(r"，[^，。]*结转下[^，。]*。")
_DISPUTES = re.compile(r"[^。\n]*(?:行政复议|行政诉讼)[^。\n]*。")
_REQUESTS = re.compile(r"[^\n]*政府信息公开申请[^\n]*")


def wrong_count(site: Site) -> Change | None:
    """The prose says another number of requests received than table 三."""
    number = site.value("requests.new.total")
    written = next((text for text in _ways(number) if f"申请{text}件" in site.text[_OVERVIEW]), None)
    if number < 2 or written is None or site.value("requests.carry_in.total"):
        return None
    other = number + int(site.random.integers(1, 9))
    text = site.text[_OVERVIEW].replace(f"申请{written}件", f"申请{other}件", 1)
    return Change(text={_OVERVIEW: text})


def _ways(number: int) -> list[str]:
    return [str(number), *([in_chinese(number)] if 0 < number < 100 else [])]


def another_year(site: Site) -> Change | None:
    """The report opens with the year before."""
    opening = phrases()["faults"]["other_year"]
    return Change(text={"preamble": opening.format(name=site.block.agency(site.report).name, year=site.year - 1)})


def all_done(site: Site) -> Change | None:
    """Everything is said to be dealt with, though some is carried over."""
    if not site.value("requests.carry_out.total"):
        return None
    return _instead(site, _LEFT, "，已全部办结。")


def none_received(site: Site) -> Change | None:
    """No request is said to have been received, though table 三 has some."""
    if not site.value("requests.new.total"):
        return None
    return _instead(site, _REQUESTS, f"{site.year}年，本机关未收到政府信息公开申请。")


def undisputed(site: Site) -> Change | None:
    """No dispute is said to have arisen, though table 四 has some."""
    if not [key for key in site.above(site.keys("disputes"), 1) if key.endswith(".total")]:
        return None
    return _instead(site, _DISPUTES, "全年未发生因政府信息公开引起的行政复议、行政诉讼。")


def _instead(site: Site, what: re.Pattern[str], said: str) -> Change | None:
    text, count = what.subn(said, site.text[_OVERVIEW], count=1)
    return Change(text={_OVERVIEW: text}) if count else None


def fee_unmentioned(site: Site) -> Change | None:
    """A request was dropped because its fee was not paid, and section 六 says nothing of fees."""
    moved = {f"requests.{row}.{part}" for row in ("granted", "oth_fee_unpaid") for part in ("natural", "total")}
    if not all(site.block.has(site.report, key) for key in moved) or not site.value("requests.granted.natural"):
        return None
    figures = {key: site.value(key) + (1 if "oth_fee_unpaid" in key else -1) for key in moved}
    return Change(figures, text={"六": "没有其他需要报告的事项。"})


KINDS: Mapping[str, Kind] = {
    "prose_count": Kind(wrong_count, ("TEXT-FIGURE",), prose=True),
    "prose_year": Kind(another_year, ("TEXT-YEAR",), prose=True),
    "prose_all_done": Kind(all_done, ("TEXT-CONTRADICTION",), prose=True),
    "prose_none_received": Kind(none_received, ("TEXT-CONTRADICTION",), prose=True),
    "prose_undisputed": Kind(undisputed, ("TEXT-CONTRADICTION",), prose=True),
    "fee_unmentioned": Kind(fee_unmentioned, ("LOGIC-FEE",), prose=True),
}
