"""The prose of fictional reports: what a report of these figures would say, in ways that differ from agency to agency."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from lib.forms import FigureKey, newest_form
from lib.reports import Agency

_PHRASES = Path(__file__).parent / "phrases.toml"
# How many reports write small numbers out, tell outcomes, applicants and the change on last year, or table 二.
WRITTEN_OUT, TELLS_OUTCOMES, TELLS_APPLICANTS, TELLS_CHANGE, TELLS_DECISIONS = 0.12, 0.35, 0.2, 0.2, 0.4
_DIGITS = "零一二三四五六七八九"
_OWN_NAMES = {"office": "我办", "department": "我局", "township": "我镇"}
_WHOLE_NAMES = {"province": "全省", "prefecture": "全市", "county": "全县"}

Value = Callable[[FigureKey], int]
Sections = dict[str, str]


@cache
def phrases() -> dict[str, Any]:
    """All ways to say things."""
    return tomllib.loads(_PHRASES.read_text("utf-8"))


class Writer:
    """Writes the prose of one agency, year after year; what it starts from is drawn from `random`."""

    def __init__(self, agency: Agency, random: np.random.Generator) -> None:
        self._name = agency.name
        self._we = _WHOLE_NAMES.get(str(agency.level)) if agency.kind == "government" else None
        self._we = self._we or _OWN_NAMES.get(str(agency.kind), "本机关")
        self._starts = random.integers(0, 1 << 30, 64).tolist()
        self._fields = random.permutation(len(phrases()["fields"])).tolist()
        self._draws = random.random((32, 5))
        self._posts = int(random.integers(30, 3_000))

    def write(self, year: int, value: Value, before: Value | None) -> Sections:
        """The sections of the year's report; `before` are the figures of the year before, where there was one."""
        draws = self._draws[year % len(self._draws)]
        fields = phrases()["fields"]
        names = {
            "name": self._name, "we": self._we, "year": year, "next": year + 1,
            "posts": self._posts + year % 7 * 11,
            **{letter: fields[self._fields[(year * 3 + n) % len(fields)]] for n, letter in enumerate("abc")},
        }  # fmt: skip
        told = _Told(names, self._starts, year, written_out=draws[0] < WRITTEN_OUT)
        preamble = "".join(told.choose(place) for place in phrases()["preamble"])
        overview = [told.sentence(sentence) for sentence in phrases()["overview"]]
        problems = [told.sentence(sentence) for sentence in phrases()["problems"]]
        overview.insert(1, _requests(told, value, before, draws))
        if draws[4] < TELLS_DECISIONS:
            overview.insert(1, _work(told, value))
        return {
            "preamble": preamble,
            "一": "\n".join(part for part in overview if part),
            "五": "\n".join(problems),
            "六": _others(told, value, year),
        }


class _Told:
    """Choosing among the ways to say something: the same place says it differently the year after."""

    def __init__(self, names: Mapping[str, object], starts: Sequence[int], year: int, *, written_out: bool) -> None:
        self._names = dict(names)
        self._starts = starts
        self._year = year
        self._written_out = written_out
        self._place = 0

    def choose(self, ways: Sequence[str], **said: int | str) -> str:
        """One of the ways, its places filled: a number becomes a count with its unit."""
        start = self._starts[self._place % len(self._starts)]
        self._place += 1
        way = ways[(start + self._year) % len(ways)]
        return way.format(
            **self._names, **{name: self.count(one) if isinstance(one, int) else one for name, one in said.items()}
        )

    def sentence(self, places: Sequence[Sequence[str]]) -> str:
        return "".join(self.choose(ways) for ways in places)

    def count(self, number: int) -> str:
        """A number of requests, cases or documents."""
        return f"{in_chinese(number) if self._written_out and 0 < number < 100 else number}件"


def in_chinese(number: int) -> str:
    """A number from 1 to 99 as it is written out: 十二, 二十, 九十九."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十") + (
        _DIGITS[ones] if ones or not tens else ""
    )


def _requests(told: _Told, value: Value, before: Value | None, draws: Sequence[float]) -> str:
    """What became of the requests, and the disputes about them."""
    ways = phrases()["requests"]
    new, carry_in = value("requests.new.total"), value("requests.carry_in.total")
    done, carry_out = value("requests.result_total.total"), value("requests.carry_out.total")
    if not new and not carry_in:
        said = told.choose(ways["none"])
    else:
        opening = "received" if not carry_in else "with_carried" if new else "only_carried"
        said = told.choose(ways[opening], new=new, carry_in=carry_in, all=new + carry_in)
        said += told.choose(ways["done"], done=done) if done else ""
        said += told.choose(ways["left"], carry_out=carry_out) if carry_out else told.choose(ways["nothing_left"])
        said += _parts(told, value, before, draws)
    return said + _disputes(told, value)


def _parts(told: _Told, value: Value, before: Value | None, draws: Sequence[float]) -> str:
    ways = phrases()["requests"]
    said = ""
    listed = [f"{name}{told.count(number)}" for name, number in outcomes(value).items() if number]
    if draws[1] < TELLS_OUTCOMES and listed:
        said += told.choose(ways["outcomes"], list="、".join(listed))
    natural = value("requests.new.natural")
    if draws[2] < TELLS_APPLICANTS and natural:
        said += told.choose(ways["natural"], natural=natural)
    if draws[3] < TELLS_CHANGE and before is not None and value("requests.new.total"):
        change = value("requests.new.total") - before("requests.new.total")
        if change:
            said += told.choose(ways["compared"], change=f"{'增加' if change > 0 else '减少'}{told.count(abs(change))}")
    return said


def outcomes(value: Value) -> dict[str, int]:
    """How many requests had each of the kinds of outcome that prose speaks of, in the words of the form."""
    rows = newest_form().tables["requests"].rows
    words = {
        "granted": "予以公开",
        "partial": "部分公开",
        "refused": "不予公开",
        "unable": "无法提供",
        "not_processed": "不予处理",
    }
    return {
        word: sum(value(f"requests.{row.key}.total") for row in rows if row.outcome == outcome)
        for outcome, word in words.items()
    }


def _disputes(told: _Told, value: Value) -> str:
    ways = phrases()["requests"]
    reconsidered = value("disputes.reconsideration.total")
    sued = value("disputes.direct_action.total") + value("disputes.action_after.total")
    if not reconsidered and not sued:
        return told.choose(ways["undisputed"])
    if not reconsidered:
        return told.choose(ways["only_sued"], sued=sued)
    said = told.choose(ways["reconsidered"], reconsidered=reconsidered)
    return said + (told.choose(ways["sued"], sued=sued) if sued else told.choose(ways["not_sued"]))


def _work(told: _Told, value: Value) -> str:
    """What table 二 holds, where it holds anything worth telling."""
    ways = phrases()["requests"]
    documents = {name: value(f"proactive.normative_docs.{name}") for name in ("issued", "repealed", "in_force")}
    said = told.choose(ways["documents"], **documents) if documents["issued"] and documents["in_force"] else ""
    licensing, penalty = value("proactive.licensing.decisions"), value("proactive.penalty.decisions")
    if licensing and penalty:
        said += told.choose(ways["decisions"], licensing=licensing, penalty=penalty)
    return said


def _others(told: _Told, value: Value, year: int) -> str:
    """Section 六, where fees for processing information are reported since 2021."""
    ways = phrases()["others"]
    unpaid = value("requests.oth_fee_unpaid.total")
    if unpaid:
        return told.choose(ways["fee"], unpaid=unpaid)
    return told.choose(ways["no_fee" if year > 2020 else "before"])
