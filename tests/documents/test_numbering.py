"""Automatic numbering: what the list prints before a paragraph stands before its text."""

from __future__ import annotations

import pytest

from lib.documents.office.numerals import chinese, printed
from tests.documents.packed import W, docx, p, read, rows, tbl, tc, texts, tr


def level(place: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> dict[str, str]:
    lists = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return {"word/numbering.xml": f'<w:numbering xmlns:w="{W}">{lists}{nums}</w:numbering>'}


def item(text: str, place: int = 0, list_id: int = 1) -> str:
    return p(text, f'<w:pPr><w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>')


def test_headings_carry_their_chinese_numbers() -> None:
    parts = numbering(level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"))
    body = item("总体情况") + item("主动公开", 1) + item("依申请公开", 1) + item("主动公开政府信息情况") + item("甲", 1)
    assert texts(read(docx(body, parts))) == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "二、主动公开政府信息情况",
        "（一）甲",
    ]


def test_row_labels_in_a_table_carry_their_numbers() -> None:
    parts = numbering(level(0, "decimal", "%1."))
    table = tbl(tr("甲", "乙", "丙"), tr(tc(item("属于国家秘密")), "1", ""), tr(tc(item("其他")), "2", ""))
    assert rows(read(docx(table, parts)))[1:] == [["1.属于国家秘密", "1", ""], ["2.其他", "2", ""]]


def test_a_style_lends_its_numbering_and_no_list_takes_it_away() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="标题"><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="小标题"><w:basedOn w:val="标题"/></w:style>'
        "</w:styles>"
    )
    levels = level(0, "decimal", "%1."), level(1, "decimal", "%1.%2", '<w:pStyle w:val="小标题"/>')
    parts = {**numbering(*levels), "word/styles.xml": styles}
    body = (
        p("甲", '<w:pPr><w:pStyle w:val="标题"/></w:pPr>')
        + p("乙", '<w:pPr><w:pStyle w:val="小标题"/></w:pPr>')
        + p("丙", '<w:pPr><w:pStyle w:val="标题"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>')
    )
    assert texts(read(docx(body, parts))) == ["1.甲", "1.1 乙", "丙"]


def test_a_list_may_begin_anew_and_elsewhere() -> None:
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{override}</w:num>'
        for number, override in (
            (1, ""),
            (2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
        )
    )
    parts = numbering(level(0, "decimal", "%1、"), nums=nums)
    body = item("甲") + item("乙") + item("丙", list_id=2) + item("丁", list_id=2)
    assert texts(read(docx(body, parts))) == ["1、甲", "2、乙", "5、丙", "6、丁"]


def test_a_list_may_be_drawn_anew_and_sent_to_by_another() -> None:
    drawn = f'<w:lvlOverride w:ilvl="0">{level(0, "chineseCounting", "（%1）")}</w:lvlOverride>'
    linked = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="单"/></w:abstractNum>'
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'
        for number, definition, override in ((1, 0, ""), (2, 0, drawn), (3, 9, ""))
    )
    style = (
        '<w:style w:type="numbering" w:styleId="单"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    parts = numbering(level(0, "decimal", "%1、"), nums=linked + nums)
    parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{style}</w:styles>'
    body = item("甲") + item("乙", list_id=2) + item("丙", list_id=3)
    assert texts(read(docx(body, parts))) == ["1、甲", "（二）乙", "3、丙"]


def test_a_bullet_and_an_empty_item_print_nothing() -> None:
    parts = numbering(level(0, "bullet", "\uf0b7"), level(1, "decimal", "%2."))
    body = item("甲") + item("", 1) + item("乙", 1)
    assert texts(read(docx(body, parts))) == ["甲", "2.乙"]


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("chineseCounting", 11, "十一"),
        ("chineseCountingThousand", 120, "一百二十"),
        ("japaneseCounting", 20, "二十"),
        ("ideographTraditional", 3, "丙"),
        ("chineseLegalSimplified", 12, "拾贰"),
        ("decimalEnclosedCircle", 9, "⑨"),
        ("decimalFullWidth", 12, "１２"),
        ("lowerLetter", 27, "aa"),
        ("upperRoman", 14, "XIV"),
        ("decimalZero", 7, "07"),
        ("no such form", 7, "7"),
    ],
)
def test_forms_of_numbers(form: str, number: int, text: str) -> None:
    assert printed(number, form) == text


def test_chinese_numbers_up_to_the_last() -> None:
    assert [chinese(number) for number in (1, 10, 19, 21, 101, 110, 1001, 1010, 9999, 10000)] == [
        "一",
        "十",
        "十九",
        "二十一",
        "一百零一",
        "一百一十",
        "一千零一",
        "一千零一十",
        "九千九百九十九",
        "10000",
    ]
