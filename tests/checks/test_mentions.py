"""Counts in the prose: what is read, as which cells, and what is left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.checks.mentions import Mention, mentions_of, phrase_of, sentences_of
from lib.forms import UNITS

YEAR = 2023
NEW, IN, DONE, OUT = (f"requests.{row}.total" for row in ("new", "carry_in", "result_total", "carry_out"))
RECEIVED = ((NEW,), (NEW, IN))
A, B, C = (f"disputes.{group}.total" for group in ("reconsideration", "direct_action", "action_after"))
ISSUED, REPEALED, IN_FORCE = (f"proactive.normative_docs.{column}" for column in ("issued", "repealed", "in_force"))


def read(text: str, year: int = YEAR, section: str = "一") -> list[Mention]:
    return list(mentions_of({section: text}, year))


def told(text: str, year: int = YEAR) -> list[tuple[int, tuple[str, ...]]]:
    """Each count with its likeliest cells."""
    return [(mention.value, mention.readings[0]) for mention in read(text, year)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("全年共收到政府信息公开申请12件。", 12),
        ("全年共收到政府信息公开申请１２件。", 12),
        ("全年共收到政府信息公开申请 1,295 件。", 1295),
        ("全年共收到政府信息公开申请十二件。", 12),
        ("全年共收到政府信息公开申请一百零三件。", 103),
        ("2023年，我镇受理依申请公开0宗。", 0),
        ("收到公民、法人和其他组织政府信息公开申请共计7份。", 7),
        ("今年共收到5件政府信息公开申请，均为网上提交。", 5),
        ("接收申请公开政府信息的要求3条。", 3),
    ],
)
def test_what_was_received(text: str, value: int) -> None:
    (mention,) = read(text)
    assert (mention.value, mention.readings) == (value, RECEIVED)


def test_newly_received_is_one_cell_and_handled_may_be_three() -> None:
    (new,) = read("本年新收政府信息公开申请20件。")
    assert new.readings == ((NEW,),)
    (handled,) = read("全年办理政府信息公开申请20件。")
    assert handled.readings == ((DONE,), (NEW, IN), (NEW,))


def test_several_counts_of_a_sentence() -> None:
    text = "2023年，本机关收到政府信息公开申请18件，上年结转2件，办结19件，结转下年度1件。"
    assert told(text) == [(18, (NEW,)), (2, (IN,)), (19, (DONE,)), (1, (OUT,))]
    text = "2023年共收到10件依申请公开请求，2022年结转政府信息公开申请2件，结转2024年度继续办理3件。"
    assert told(text) == [(10, (NEW,)), (2, (IN,)), (3, (OUT,))]
    assert told("全年收到政府信息公开申请3件，已答复2件，1件结转下年度。") == [(3, (NEW,)), (2, (DONE,)), (1, (OUT,))]


def test_carried_in_is_read_among_the_received_and_not_among_the_answered() -> None:
    assert told("共收到政府信息公开申请15件（含上年结转5件）。") == [(15, (NEW,)), (5, (IN,))]
    assert told("共办结政府信息公开申请15件（含上年结转5件）。") == [(15, (DONE,))]


def test_what_was_received_in_one_sentence_is_answered_in_the_next() -> None:
    text = "全年收到政府信息公开申请1,234件，较上年增加120件。办结1,240件，答复率100%。"
    assert told(text) == [(1234, (NEW,)), (1240, (DONE,))]
    assert told("全年完成政府信息公开申请答复53件。其中，予以公开答复20件。")[1] == (20, ("requests.granted.total",))


def test_outcomes_are_those_of_the_form() -> None:
    text = "全年办结政府信息公开申请40件，其中予以公开9件，部分公开8件、不予公开7件，无法提供6件；不予处理5件，其他处理4件。"
    values = {mention.value: mention.readings for mention in read(text)}
    assert values[9] == (("requests.granted.total",),)
    assert values[8] == (("requests.partial.total",),)
    assert len(values[7][0]) == 8
    assert len(values[6][0]) == 3
    assert len(values[5][0]) == 5
    assert [len(reading) for reading in values[4]] == [3, 1]
    assert told("收到政府信息公开申请9件，予以公开和部分公开8件。")[1] == (
        8,
        ("requests.granted.total", "requests.partial.total"),
    )


def test_requesters_are_columns_of_what_was_counted_before() -> None:
    received, natural, legal = read("收到政府信息公开申请9件，其中自然人申请7件，法人或其他组织申请2件。")
    assert natural.readings == (("requests.new.natural",), ("requests.new.natural", "requests.carry_in.natural"))
    assert len(legal.readings[0]) == 5
    assert received.readings == RECEIVED


def test_disputes() -> None:
    text = "因政府信息公开被申请行政复议5件，其中维持3件，纠正1件，尚未审结1件；被提起行政诉讼2件。"
    group = "disputes.reconsideration"
    assert told(text) == [
        (5, (A,)),
        (3, (f"{group}.upheld",)),
        (1, (f"{group}.corrected",)),
        (1, (f"{group}.pending",)),
        (2, (B, C)),
    ]
    assert told("因政府信息公开引发的行政复议和行政诉讼共5起。") == [(5, (A, B, C))]
    assert told("因政府信息公开引发的诉讼中，复议后起诉2件。") == [(2, (C,))]


def test_documents_and_decisions() -> None:
    assert told("全年制发行政规范性文件3件，废止1件，现行有效21件。") == [
        (3, (ISSUED,)),
        (1, (REPEALED,)),
        (21, (IN_FORCE,)),
    ]
    assert told("全年作出行政处罚决定305起。") == [(305, ("proactive.penalty.decisions",))]


@pytest.mark.parametrize(
    "text",
    [
        # Other years, differences, cumulative figures, parts of the year.
        "2022年共收到政府信息公开申请12件。",
        "2022年，工作有序开展。收到政府信息公开申请12件。",
        "政府信息公开申请较上年增加3件，同比减少2件。",
        "与2022年相比，收到政府信息公开申请减少4件。",
        "2019年以来，共收到政府信息公开申请88件。",
        "五年来，共收到政府信息公开申请88件，办结80件。",
        "截至2023年底，累计收到政府信息公开申请188件。",
        "2023年上半年，共收到政府信息公开申请12件，答复12件。其中同意公开8件。",
        "2021—2023年共收到政府信息公开申请88件。",
        # Parts of the whole.
        "通过网络收到政府信息公开申请12件，其中当面申请3件。",
        "收到法人政府信息公开申请3件。",
        "各乡镇（街道）收到政府信息公开申请80件。",
        "甲局收到政府信息公开申请30件，乙局收到政府信息公开申请22件。",
        "按期答复政府信息公开申请8件，延期答复政府信息公开申请2件。",
        # Not exact, or not one number.
        "收到政府信息公开申请近30件。",
        "收到政府信息公开申请30余件。",
        "收到政府信息公开申请数十件。",
        "收到政府信息公开申请3-5件。",
        "收到政府信息公开申请3至5件。",
        "收到政府信息公开申请 1 295 件。",
        "收到政府信息公开申请1.5万件。",
        "收到政府信息公开申请12件次。",
        # Something else.
        "主动公开政府信息120条，其中依申请公开信息12条，不予公开信息3条。",
        "全年制发公文432件，其中主动公开99件，依申请公开311件，不予公开22件。",
        "收到行政许可申请120件，办结118件。",
        "市民热线来电47件，已办结47件，答复率100%。",
        "收到零件维修申请5件。",
        "作为复议机关，受理行政复议申请120件，审结118件，维持90件。",
        "因政府信息公开被提起的行政诉讼，一审败诉2件。",
        "审查规范性文件12件，备案规范性文件8件，公开规范性文件6件。",
        "以政府名义制发规范性文件2件，办公室制发规范性文件3件。",
        "指导各科室办理政府信息公开申请22件。",
        "受理政府信息公开申请12件，不予受理2件。",
        "公示行政许可信息782条，行政处罚信息182条。",
        "食品安全领域作出行政处罚决定12件。",
    ],
)
def test_what_is_no_count_of_the_years_requests(text: str) -> None:
    assert read(text) == []


def test_the_whole_is_read_where_its_parts_are_counted_too() -> None:
    text = "市本级收到政府信息公开申请25件，各县（市、区）收到政府信息公开申请80件，全市共收到政府信息公开申请105件。"
    assert told(text) == [(105, (NEW,))]


def test_the_sentence_is_kept_to_the_letter() -> None:
    text = "第一句。“2023 年”，全区　共收到政府信息公开申请 １４ 件，均已答复。"
    (mention,) = read(text)
    assert mention.sentence == "“2023 年”，全区　共收到政府信息公开申请 １４ 件，均已答复。"
    assert phrase_of(mention) == "全区　共收到政府信息公开申请 １４ 件"
    assert mention.section == "一"


def test_stressed_is_what_is_said_of_the_whole_year() -> None:
    assert read("2023年共收到政府信息公开申请14件。")[0].stressed
    assert not read("收到政府信息公开申请14件。")[0].stressed


@given(
    st.text(
        alphabet="收到受理办结答复政府信息公开申请件条一二三百0123456789,，。 年结转下上复议诉讼其中共“”\n",
        max_size=200,
    )
)
def test_whatever_is_written_the_quotes_are_its_own_and_the_cells_exist(text: str) -> None:
    for mention in read(text):
        assert mention.sentence in text
        assert phrase_of(mention) in mention.sentence
        assert mention.value >= 0
        assert all(key in UNITS for reading in mention.readings for key in reading)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,",
        "111,",
        "1件",
        "一",
        "1 ",
        "收到",
        "收到共各类的",
        "收到政府信息公开申请1件，",
        "未发生因政府信息公开",
        "2022年",
        "（",
        "“",
        "\n",
        "〔",
    ],
)
@pytest.mark.parametrize("end", ["", "。"])
def test_a_megabyte_of_anything_is_read_in_time(unit: str, end: str) -> None:
    """With `end`, in sentences as long as are read at all."""
    piece = (unit * (1900 // len(unit))) + end
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    mentions_of({"一": text}, YEAR)
    assert time.process_time() - began < 10


def test_a_sentence_ends_where_a_line_does_and_a_mark_of_omission_stands() -> None:
    found = [sentence.text for sentence in sentences_of("甲。乙；丙\n丁〔略去若干〕戊〔2021〕30号！")]
    assert found == ["甲。", "乙；丙", "丁", "戊〔2021〕30号！"]
