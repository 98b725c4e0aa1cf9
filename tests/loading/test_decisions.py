"""Decisions out of one store and into another: nothing is lost, nothing enters twice, nothing bad enters."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest

from lib.language import LANGUAGES, UserError, say
from lib.loading import load_reports
from lib.loading.decisions import import_decisions, read_decisions, write_decisions_csv, write_decisions_json
from lib.reports import ReportError
from lib.store import Store
from lib.store.reviewing import Decision, decide, decisions, verify_log, whole_log
from tests.loading.cases import NEW, whole

NASTY = ["=1+1", "'=1", "''", "-", "两行\n第二行", 'a","b', "@x", "’”，", "\ufeff", "plain"]
WRITERS: list[Callable[[Iterable[Decision]], Iterable[str]]] = [write_decisions_csv, write_decisions_json]


def filled(*values: int) -> Store:
    store = Store()
    load_reports(store, [(f"{n}", whole(year=2020 + n, figures={NEW: value})) for n, value in enumerate(values)])
    return store


def faults(store: Store) -> list[str]:
    rows = store.rows("""SELECT fingerprint FROM open_finding WHERE "check" = 'T3-ROW' ORDER BY year""")
    return [row["fingerprint"] for row in rows]


def written(store: Store, write: Callable[[Iterable[Decision]], Iterable[str]]) -> bytes:
    return "".join(write(whole_log(store))).encode("utf-8-sig")


@pytest.mark.parametrize("write", WRITERS)
def test_decisions_come_back_as_they_were_made(write: Callable[[Iterable[Decision]], Iterable[str]]) -> None:
    here = filled(6, 7)
    first, second = faults(here)
    for note in NASTY:
        decide(here, first, "dismissed", note, "张三")
    decide(here, second, "confirmed", "", "+李四")
    decide(here, second, "new", "", "+李四")
    read = read_decisions(written(here, write), "decisions")
    assert [d.content for d in read] == [d.content for d in whole_log(here)]
    there = filled(6, 7)
    done = import_decisions(there, read)
    assert (done.entered, done.known, done.unmatched) == (len(read), 0, ())
    assert [d.content for d in whole_log(there)] == [d.content for d in whole_log(here)]
    assert verify_log(there).whole
    again = import_decisions(there, read_decisions(written(here, write), "decisions"))
    assert (again.entered, again.known) == (0, len(read))


@pytest.mark.parametrize("write", WRITERS)
def test_an_empty_log_is_a_file_too(write: Callable[[Iterable[Decision]], Iterable[str]]) -> None:
    assert read_decisions(written(Store(), write), "decisions") == []


def test_no_cell_of_the_sheet_is_a_formula() -> None:
    here = filled(6)
    for note in NASTY:
        decide(here, faults(here)[0], "dismissed", note, "=cmd()")
    rows = list(csv.reader(io.StringIO("".join(write_decisions_csv(whole_log(here))), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_what_matches_no_finding_is_said_kept_and_takes_hold_when_its_figures_come() -> None:
    here, there = filled(6), filled(5)
    (which,) = faults(here)
    decide(here, which, "dismissed", "原件如此", "张三")
    done = import_decisions(there, whole_log(here))
    assert (done.entered, [d.fingerprint for d in done.unmatched]) == (1, [which])
    load_reports(there, [("now", whole(year=2020, figures={NEW: 6}))])
    rows = there.rows("SELECT review, who FROM open_finding WHERE fingerprint = ?", [which])
    assert rows == [{"review": "dismissed", "who": "张三"}]


def test_a_decision_that_speaks_of_another_agency_than_its_finding_is_refused() -> None:
    here = filled(6, 7)
    for which in faults(here):
        decide(here, which, "confirmed", "", "张三")
    good, bad = json.loads(b"".join(part.encode() for part in write_decisions_json(whole_log(here))))
    bad["agency"] = "某市教育局"
    there = filled(6, 7)
    with pytest.raises(UserError, match="某市教育局 2021 年 T3-ROW 的结论与库中同一指纹的疑点不符"):
        import_decisions(there, read_decisions(json.dumps([good, bad]).encode(), "decisions"))
    assert whole_log(there) == ()


def test_times_with_a_zone_are_put_into_utc() -> None:
    store = filled(6)
    (which,) = faults(store)
    line = {
        "agency": "某市财政局",
        "year": 2020,
        "check": "T3-ROW",
        "fingerprint": which,
        "state": "confirmed",
        "who": "张三",
    }
    line["decided_at"] = "2026-01-05T09:30:00+08:00"
    import_decisions(store, read_decisions(json.dumps([line]).encode(), "decisions"))
    assert decisions(store, which)[0].decided_at == datetime(2026, 1, 5, 1, 30)
    line["decided_at"] = datetime.now(UTC).isoformat()
    assert len(read_decisions(json.dumps([line]).encode(), "decisions")) == 1


GOOD = "agency,year,check,fingerprint,state,note,who,decided_at\r\n"
LINE = f"某局,2023,T3-ROW,{'a' * 64},confirmed,,张三,2026-01-05T09:30:00Z\r\n"


@pytest.mark.parametrize(
    ("content", "zh"),
    [
        ("", "表头缺少这些列：agency, year"),
        ("agency,year\r\n某局,2023\r\n", "缺少这些列：check, fingerprint"),
        (GOOD + LINE.replace("confirmed,,", "dismissed,,"), "第 2 行：排除疑点须写明理由"),
        (GOOD + LINE + LINE.replace("confirmed", "corrected"), "第 3 行：没有“corrected”"),
        (GOOD + LINE.replace("张三", ""), "第 2 行：请填写复核人"),
        (GOOD + LINE.replace("2026-01-05T09:30:00Z", "2999-01-01"), "第 2 行：结论的时间"),
        (GOOD + LINE.replace("2026-01-05T09:30:00Z", "昨天"), "第 2 行"),
        (GOOD + LINE.replace("2023", "今年"), "第 2 行"),
        (GOOD + LINE.replace("a" * 64, "zz"), "第 2 行"),
        (GOOD + LINE.replace("某局", ""), "第 2 行"),
        (GOOD + LINE[:20] + "\r\n", "第 2 行"),
        (GOOD + '"某局' + LINE, "行起不是有效的 CSV"),
        ("[{]", "不是有效的 JSON"),
        ("{}", "应是一个 JSON 列表"),
        ("[1, null]", "第 1 行"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_bad_file_is_said_line_by_line(content: str, zh: str) -> None:
    with pytest.raises(ReportError, match=r"decisions\.csv") as caught:
        read_decisions(content.encode(), "decisions.csv")
    assert zh in say(caught.value.message, "zh")
    assert all(say(caught.value.message, lang) for lang in LANGUAGES)


def test_a_file_in_another_encoding_is_said() -> None:
    with pytest.raises(ReportError, match="UTF-8"):
        read_decisions((GOOD + LINE).encode("gb18030"), "decisions.csv")
