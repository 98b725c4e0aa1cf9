"""雷同: pairs once, the most alike first; what two reports share is the same on both sides, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lib.checks.copying import clean
from lib.language import LANGUAGES, say
from lib.loading import load_reports
from lib.reports import Report
from lib.store import Filters, Store
from lib.views.copies import Copies, Segment, comparison, copies
from tests.checks.frames import report_of
from tests.checks.test_copied_figures import BUSY
from tests.checks.test_copying import OTHER_TEXT, OWN_TEXT, THIRD_TEXT

LATER = f"今年开头写了几句别的话。\n{OWN_TEXT.replace('三起', '11起')}<b>不是标记</b>"


def _reports() -> list[Report]:
    return [
        report_of(BUSY, agency="甲县甲局", year=2022, text={"五": OWN_TEXT}),
        report_of({**BUSY, "proactive.penalty.decisions": None}, agency="甲县甲局", year=2023, text={"五": LATER}),
        report_of(BUSY, agency="乙县乙局", year=2022, text={"五": OTHER_TEXT}),
        report_of({}, agency="丙县丙局", year=2023, text={"五": THIRD_TEXT, "六": OWN_TEXT}),
    ]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = Store()
    load_reports(opened, [(report.agency.name, report) for report in _reports()])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shown(store: Store) -> Copies:
    return copies(store, Filters())


def test_two_that_repeat_each_other_are_one_pair(shown: Copies) -> None:
    assert [
        (pair.finding.check, pair.report.agency.text, pair.report.year, pair.other.agency.text, pair.other.year)
        for pair in shown.pairs
    ] in (
        [
            ("COPY-AGENCY", one, 2022, other, 2022),
            ("COPY-TEXT", "甲县甲局", 2023, "甲县甲局", 2022),
        ]
        for one, other in (("甲县甲局", "乙县乙局"), ("乙县乙局", "甲县甲局"))
    )
    assert shown.counts == {"COPY-TEXT": 1, "COPY-YEAR": 0, "COPY-AGENCY": 2}
    assert shown.total == 2


def test_the_most_alike_come_first(shown: Copies) -> None:
    shares = [pair.share for pair in shown.pairs]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 100
    assert shares[-1] > 80


@pytest.mark.parametrize(("text", "said"), [({"五": OWN_TEXT}, "copies.said_none"), ({}, "copies.said_none_no_text")])
def test_a_selection_without_copies_says_so_and_of_no_text_that_it_was_compared(
    text: dict[str, str], said: str
) -> None:
    alone = Store()
    load_reports(alone, [("a", report_of(BUSY, agency="甲县甲局", text=text))])
    nothing = copies(alone, Filters())
    assert not nothing.pairs
    assert [message.key for message in nothing.headline] == [said]
    assert all(say(message, lang) for message in nothing.headline for lang in LANGUAGES)


def test_marked_passages_are_the_same_words_and_the_texts_are_whole(store: Store, shown: Copies) -> None:
    opened = comparison(store, next(pair.fingerprint for pair in shown.pairs if pair.section))
    assert opened is not None
    assert not opened.figures
    mine, theirs = opened.texts
    assert "".join(one.text for one in mine) == LATER
    assert "".join(one.text for one in theirs) == OWN_TEXT
    assert _numbered(mine) == _numbered(theirs)
    assert set(_numbered(mine)) == set(range(1, opened.passages + 1))
    assert not any("开头" in one.text or "<b>" in one.text for one in mine if one.number)


def _numbered(segments: tuple[Segment, ...]) -> dict[int, str]:
    """The passages by their number, as they are compared."""
    return {one.number: clean(one.text, "甲县甲局").text for one in segments if one.number}


def test_figures_stand_beside_each_other_with_what_differs(store: Store, shown: Copies) -> None:
    opened = comparison(store, next(pair.fingerprint for pair in shown.pairs if not pair.section))
    assert opened is not None
    assert {line.key: (line.value, line.other) for line in opened.figures} == {key: (n, n) for key, n in BUSY.items()}
    assert all(line.equal for line in opened.figures)


def test_a_pair_that_is_not_there_is_none(store: Store) -> None:
    assert comparison(store, "0" * 64) is None
