"""OpenDocument: texts and spreadsheets as they are shown, packed or as one file."""

from __future__ import annotations

from lib.documents.office.sheet.grid import MOST_COLUMNS
from tests.documents.packed import grids, keys, read, rows, slots, texts, zipped

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "draw", "fo", "meta")
)


def odf(body: str, kind: str = "text", styles: str = "") -> bytes:
    """A packed document with this body and these automatic styles."""
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    meta = (
        f'<office:document-meta {_NAMES} xmlns:dc="d"><office:meta><dc:creator>某局</dc:creator></office:meta>'
        "</office:document-meta>"
    )
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content, "meta.xml": meta})


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def table(*lines: str, more: str = "") -> str:
    return (
        f"<table:table {more}>{''.join(f'<table:table-row>{line}</table:table-row>' for line in lines)}</table:table>"
    )


COVERED = "<table:covered-table-cell/>"


def test_merged_cells_and_repeated_cells_of_a_text() -> None:
    merged = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    lines = (
        cell("甲", merged) + COVERED + cell("乙"),
        COVERED * 2 + cell("丙"),
        cell("0", 'table:number-columns-repeated="3"'),
    )
    document = read(odf(table(*lines)), "a.odt")
    assert slots(grids(document)[0]) == [
        ("甲", 0, 0, 2, 2),
        ("乙", 0, 2, 1, 1),
        ("丙", 1, 2, 1, 1),
        ("0", 2, 0, 1, 1),
        ("0", 2, 1, 1, 1),
        ("0", 2, 2, 1, 1),
    ]
    assert document.metadata == {"creator": "某局"}


def test_text_as_it_is_shown() -> None:
    styles = (
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="S"><style:text-properties style:text-position="super 58%"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>旧</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:h>标题<text:span text:style-name="H">藏</text:span></text:h>'
        '<text:p>共<text:s text:c="2"/>12<text:span text:style-name="S">1</text:span>件<text:note><text:p>注</text:p></text:note>'
        "<text:line-break/>次行</text:p>"
        "<text:p><draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame>"
        "<draw:frame><draw:image/></draw:frame></text:p>"
    )
    document = read(odf(body, styles=styles), "a.odt")
    assert texts(document) == ["标题", "共 12¹件", "次行", "框内"]
    assert keys(document) == ["tracked_changes", "pictures"]
    assert document.title == "标题"


def test_struck_digits_are_lost() -> None:
    look = '<style:text-properties style:text-line-through-style="solid"/>'
    styles = f'<style:style style:name="T">{look}</style:style><style:style style:name="C">{look}</style:style>'
    half = '<table:table-cell><text:p><text:span text:style-name="T">3</text:span>5</text:p></table:table-cell>'
    assert rows(read(odf(table(half + cell("6") + cell("7")), styles=styles), "a.odt")) == [["\ufffd5", "6", "7"]]
    crossed = number("12", more='table:style-name="C"') + number("3")
    assert rows(read(odf(table(crossed), "spreadsheet", styles), "a.ods")) == [["\ufffd\ufffd", "3"]]


def test_list_items_carry_their_numbers() -> None:
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." '
        'style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."/>'
        "</text:list-style>"
    )

    def item(text: str, inside: str = "") -> str:
        return f"<text:list-item><text:p>{text}</text:p>{inside}</text:list-item>"

    inner = f"<text:list>{item('甲')}{item('乙')}</text:list>"
    first = f'<text:list text:style-name="L">{item("总体情况", inner)}{item("主动公开")}</text:list>'
    goes_on = f'<text:list text:style-name="L" text:continue-numbering="true">{item("申请")}</text:list>'
    anew = f'<text:list text:style-name="L">{item("另起")}</text:list>'
    body = first + "<text:p>正文</text:p>" + goes_on + anew
    assert texts(read(odf(body, styles=styles), "a.odt")) == [
        "一、总体情况",
        "1.甲",
        "2.乙",
        "二、主动公开",
        "正文",
        "三、申请",
        "一、另起",
    ]


def number(stored: str, shown: str | None = None, more: str = "") -> str:
    text = "" if shown is None else f"<text:p>{shown}</text:p>"
    return f'<table:table-cell office:value-type="float" office:value="{stored}" {more}>{text}</table:table-cell>'


def test_numbers_of_a_spreadsheet_are_exact_and_shown_ones_agree() -> None:
    cells = [
        number("3343.3341", "3343.33"),
        number("12", "12"),
        number("1234", "1,234"),
        number("5"),
        number("163525", "16.4"),
        number("7", ""),
        number("0", ""),
        '<table:table-cell table:formula="of:=[.A1]"/>',
        cell("007"),
        '<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>',
    ]
    document = read(odf(table("".join(cells)), "spreadsheet"), "a.ods")
    assert rows(document) == [
        ["3343.3341", "12", "1234", "5", "163525\ufffd", "7\ufffd", "0", "=of:=[.A1]\ufffd", "007", "50%"]
    ]
    assert keys(document) == ["formulas_unread", "shown_differently"]


def test_hidden_rows_columns_and_sheets_are_left_out() -> None:
    styles = '<style:style style:name="T"><style:table-properties table:display="false"/></style:style>'
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    lines = (
        f"<table:table-row>{cell('甲') + cell('乙') + cell('丙')}</table:table-row>"
        f'<table:table-row table:visibility="filter">{cell("1") * 3}</table:table-row>'
        f"<table:table-row>{cell('4') + cell('5') + cell('6')}</table:table-row>"
    )
    shown = f'<table:table table:name="甲">{columns}{lines}</table:table>'
    hidden = table(cell("藏"), more='table:style-name="T"')
    document = read(odf(shown + hidden, "spreadsheet", styles), "a.ods")
    assert rows(document) == [["甲", "丙"], ["4", "6"]]
    assert [dict(warning.values) for warning in document.warnings] == [{"count": 3}]


def test_a_sheet_that_repeats_itself_to_the_end_is_cut() -> None:
    endless = f'<table:table-row table:number-rows-repeated="1048576">{cell("1")}</table:table-row>'
    widest = cell("1", 'table:number-columns-repeated="16384"')
    wide = f"<table:table-row>{widest}</table:table-row>"
    document = read(odf(f"<table:table>{wide * 40}{endless}</table:table>", "spreadsheet"), "a.ods")
    assert keys(document) == ["sheet_cut"]
    assert grids(document)[0].width == MOST_COLUMNS


def test_one_file_is_read_like_a_packed_one() -> None:
    body = f"<text:p>标题</text:p>{table(cell('甲') + cell('乙') + cell('丙'), cell('1') + cell('2') + cell('3'))}"
    flat = (
        f"<?xml version='1.0'?><office:document {_NAMES}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document>"
    )
    assert read(flat.encode(), "a.fodt").blocks == read(odf(body), "a.odt").blocks
