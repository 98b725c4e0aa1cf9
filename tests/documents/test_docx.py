"""DOCX: what the document shows, and nothing that was deleted, hidden or stands elsewhere."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from lib.documents import DocumentError
from tests.documents.packed import STRICT_W, W, docx, grids, keys, p, read, rows, slots, tbl, tc, texts, tr, zipped

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_a_merged_cell_is_stored_once_and_a_blank_cell_is_there() -> None:
    table = tbl(tr(tc("甲", RESTART + span(2)), "乙"), tr(tc("", CONTINUE + span(2)), "丙"), tr("丁", "", "戊"))
    (grid,) = grids(read(docx(table)))
    assert slots(grid) == [
        ("甲", 0, 0, 2, 2),
        ("乙", 0, 2, 1, 1),
        ("丙", 1, 2, 1, 1),
        ("丁", 2, 0, 1, 1),
        ("", 2, 1, 1, 1),
        ("戊", 2, 2, 1, 1),
    ]
    assert (grid.height, grid.width, grid.true_slots) == (3, 3, True)
    assert grid.at(1, 0) is None


def test_tables_that_python_docx_merges_are_read_alike() -> None:
    document = python_docx.Document()
    table = document.add_table(4, 4)
    for row in range(4):
        for column in range(4):
            table.cell(row, column).text = f"{row}{column}"
    for corner, other in (((0, 0), (1, 1)), ((2, 2), (3, 3))):
        table.cell(*other).text = ""
        merged = table.cell(*corner).merge(table.cell(*other))
        merged.text = "并"
    made = io.BytesIO()
    document.save(made)
    (grid,) = grids(read(made.getvalue()))
    assert [cell for cell in slots(grid) if cell[0] == "并"] == [("并", 0, 0, 2, 2), ("并", 2, 2, 2, 2)]
    assert len(grid.cells) == 10


def test_old_horizontal_merges_and_rows_that_begin_late() -> None:
    merged = tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>'), "乙")
    late = tr("1", "2", properties='<w:trPr><w:gridBefore w:val="1"/></w:trPr>')
    (grid,) = grids(read(docx(tbl(merged, late, tr("a", "b", "c")))))
    assert slots(grid)[:4] == [("甲", 0, 0, 1, 2), ("乙", 0, 2, 1, 1), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1)]
    assert grid.at(1, 0) is None


def test_a_column_no_one_sees_is_no_column() -> None:
    """Edges a hair apart, as LibreOffice leaves them: the number must stand below its heading."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (1000, 1000, 12, 988, 1000))
    head = tr("a", tc("b", span(2)), "c", "d")
    line = tr("1", "2", tc("3", span(2)), "4")
    (found,) = grids(read(docx(tbl(head, line, grid=grid))))
    assert [(cell.text, cell.column, cell.colspan) for cell in found.cells] == [
        ("a", 0, 1),
        ("b", 1, 1),
        ("c", 2, 1),
        ("d", 3, 1),
        ("1", 0, 1),
        ("2", 1, 1),
        ("3", 2, 1),
        ("4", 3, 1),
    ]


def test_a_table_that_lays_out_the_page_is_looked_through() -> None:
    inner = tbl(tr("甲", "乙", "丙"), tr("1", "2", "3"))
    document = read(docx(tbl(tr(tc(p("标题") + inner + p("结尾"))))))
    assert texts(document) == ["标题", "结尾"]
    assert rows(document) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def test_a_small_table_in_a_cell_is_text_of_that_cell() -> None:
    inner = tbl(tr("12", "件"), tr("3", "元"))
    document = read(docx(tbl(tr("甲", "乙", "丙"), tr("1", tc(inner + p("")), "3"))))
    assert rows(document) == [["甲", "乙", "丙"], ["1", "12 件\n3 元", "3"]]


def test_tracked_changes_are_read_as_accepted() -> None:
    def run(text: str, tag: str = "w:t") -> str:
        return f"<w:r><{tag}>{text}</{tag}></w:r>"

    changed = f"<w:p>{run('共')}<w:del>{run('12', 'w:delText')}</w:del><w:ins>{run('15')}</w:ins>{run('件')}</w:p>"
    moved = f"<w:p><w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo></w:p>"
    gone = tr("9", "9", "9", properties="<w:trPr><w:del/></w:trPr>")
    document = read(docx(changed + moved + tbl(tr("甲", "乙", "丙"), gone, tr("1", "2", "3"))))
    assert texts(document) == ["共15件", "新"]
    assert rows(document) == [["甲", "乙", "丙"], ["1", "2", "3"]]
    assert keys(document) == ["tracked_changes"]


def test_a_paragraph_whose_end_was_deleted_runs_on() -> None:
    first = p("收到申请", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>")
    assert texts(read(docx(first + p("14件")))) == ["收到申请14件"]


@pytest.mark.parametrize(
    "box",
    [
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{}</wps:txbx></wps:wsp></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent>",
        "<w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict>",
    ],
    ids=["two branches", "the old form"],
)
def test_a_text_box_is_read_once(box: str) -> None:
    content = f"<w:txbxContent>{p('框内')}{tbl(tr('甲', '乙', '丙'), tr('1', '2', '3'))}</w:txbxContent>"
    document = read(docx(f"<w:p><w:r><w:t>框外</w:t></w:r><w:r>{box.format(content, content)}</w:r></w:p>"))
    assert texts(document) == ["框外", "框内"]
    assert rows(document) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def test_fields_show_their_results_and_not_their_codes() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> PAGEREF _Toc 12 </w:instrText></w:r>"
    shown = f"<w:p>{mark('begin')}{code}{mark('separate')}<w:r><w:t>7</w:t></w:r>{mark('end')}</w:p>"
    simple = '<w:p><w:fldSimple w:instr="SUM(ABOVE)"><w:r><w:t>15</w:t></w:r></w:fldSimple></w:p>'
    assert texts(read(docx(p("正文") + shown + simple))) == ["正文", "7", "15"]


def test_a_sum_nobody_worked_out_is_not_a_blank() -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    document = read(docx(tbl(tr("甲", "乙", "总计"), tr("1", "2", tc(field)))))
    assert rows(document)[1] == ["1", "2", "\ufffd"]
    assert keys(document) == ["formulas_unread"]


def test_hidden_text_is_left_out_by_itself_and_by_its_style() -> None:
    styles = f"""<w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="暗"><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="更暗"><w:basedOn w:val="暗"/></w:style></w:styles>"""
    runs = (
        "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>1</w:t></w:r>"
        '<w:r><w:rPr><w:rStyle w:val="更暗"/></w:rPr><w:t>2</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="更暗"/><w:vanish w:val="0"/></w:rPr><w:t>3</w:t></w:r></w:p>'
    )
    assert texts(read(docx(runs, {"word/styles.xml": styles}))) == ["甲3"]


def test_the_looks_of_tables_take_no_other_style_with_them() -> None:
    looks = (
        '<w:style w:type="table" w:styleId="甲"><w:rPr><w:vanish/></w:rPr></w:style>',
        '<w:style w:type="table" w:styleId="乙"/>',
        '<w:style w:type="character" w:styleId="暗"><w:rPr><w:vanish/></w:rPr></w:style>',
        '<w:style w:styleId="丙" w:type="table"><w:rPr/></w:style>',
    )
    styles = f'<w:styles xmlns:w="{W}">{"".join(looks)}</w:styles>'
    run = '<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:rStyle w:val="暗"/></w:rPr><w:t>1</w:t></w:r></w:p>'
    assert texts(read(docx(run, {"word/styles.xml": styles}))) == ["甲"]


def test_a_raised_digit_is_no_digit_of_the_number_beside_it() -> None:
    note = '<w:p><w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r></w:p>'
    assert rows(read(docx(tbl(tr("甲", "乙", "丙"), tr("1", tc(note), "3")))))[1] == ["1", "12¹", "3"]


@pytest.mark.parametrize("look", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="x"/>'])
def test_a_struck_digit_is_lost(look: str) -> None:
    """Whether a figure that is struck out still counts cannot be told; it must not join the one beside it."""
    styles = f'<w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="x"><w:rPr><w:strike/></w:rPr></w:style></w:styles>'
    cell = f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>3</w:t></w:r><w:r><w:t>5</w:t></w:r></w:p>"
    content = docx(tbl(tr("甲", "乙", "丙"), tr("1", tc(cell), "3")), {"word/styles.xml": styles})
    assert rows(read(content))[1] == ["1", "\ufffd5", "3"]


def test_white_on_white_is_lost_and_white_on_a_colour_is_read() -> None:
    run = '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>3</w:t></w:r><w:r><w:t>5</w:t></w:r></w:p>'
    shaded = '<w:shd w:val="clear" w:fill="1F4E79"/>'
    assert rows(read(docx(tbl(tr("甲", "乙"), tr(tc(run), tc(run, shaded))))))[1] == ["\ufffd5", "35"]


def test_a_mark_moved_by_hand_is_raised_and_a_number_moved_whole_is_a_number() -> None:
    def moved(text: str, by: int) -> str:
        return f'<w:r><w:rPr><w:position w:val="{by}"/></w:rPr><w:t>{text}</w:t></w:r>'

    note, whole = f"<w:p>{moved('12', 0)}{moved('1', 8)}</w:p>", f"<w:p>{moved('12', 8)}{moved('1', 8)}</w:p>"
    assert rows(read(docx(tbl(tr("甲", "乙"), tr(tc(note), tc(whole))))))[1] == ["12¹", "121"]


def test_controls_hyphens_tabs_breaks_and_symbols() -> None:
    body = (
        "<w:sdt><w:sdtPr/><w:sdtContent>" + p("控件") + "</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:noBreakHyphen/><w:t>四</w:t></w:r></w:p>"
        '<w:p><w:r><w:sym w:font="Symbol" w:char="F031"/></w:r></w:p>'
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + p("单击此处输入") + "</w:sdtContent></w:sdt>"
    )
    assert texts(read(docx(body))) == ["控件", "一 二", "三-四", "\ufffd"]


def test_lines_parted_by_tabs_are_a_table_and_a_table_of_contents_is_none() -> None:
    def line(*fields: str) -> str:
        return "<w:p><w:r>" + "<w:tab/>".join(f"<w:t>{field}</w:t>" for field in fields) + "</w:r></w:p>"

    document = read(docx(line("一、总体情况", "1") + line("二、主动公开", "2") + p("正文") + line("甲", "1", "") * 2))
    assert texts(document) == ["一、总体情况 1", "二、主动公开 2", "正文", "甲 1", "甲 1"]
    document = read(docx(p("正文") + line("甲", "1", "2") + line("乙", "", "3")))
    assert rows(document) == [["甲", "1", "2"], ["乙", "", "3"]]


def test_the_strict_form_and_the_form_of_one_file_are_read_alike() -> None:
    body = p("标题") + tbl(tr("甲", "乙", "丙"), tr("1", "2", "3"))
    strict = read(docx(body, namespace=STRICT_W))
    flat = f"""<?xml version="1.0"?><?mso-application progid="Word.Document"?>
        <pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/word/document.xml">
        <pkg:xmlData><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"""
    assert strict.blocks == read(flat.encode(), "a.xml").blocks == read(docx(body)).blocks
    assert len(strict.blocks) == 2


def test_a_page_embedded_whole_is_read() -> None:
    """Some systems write a DOCX that only embeds a web page."""
    relations = '<Relationships><Relationship Id="h" Type="x/aFChunk" Target="/word/page.html"/></Relationships>'
    page = "<html><body><p>标题<table><tr><td>甲<td>乙<td>丙<tr><td>1<td>2<td>3</table></body></html>"
    parts = {"word/_rels/document.xml.rels": relations, "word/page.html": page}
    document = read(docx('<w:altChunk r:id="h"/>', parts))
    assert texts(document) == ["标题"]
    assert rows(document) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def test_properties_are_told_and_the_title_is_the_heading() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>去年的标题</dc:title>'
        "<dc:creator>某局</dc:creator><dcterms:created>2025-01-02T00:00:00Z</dcterms:created></cp:coreProperties>"
    )
    document = read(docx(p("今年的标题") + p("正文。"), {"docProps/core.xml": core}))
    assert document.title == "今年的标题"
    assert document.metadata == {"title": "去年的标题", "creator": "某局", "created": "2025-01-02T00:00:00Z"}


def test_pictures_are_counted_because_a_table_may_be_one() -> None:
    picture = '<w:p><w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r></w:p>'
    document = read(docx(p("正文") + picture * 2))
    assert [(warning.key, warning.values) for warning in document.warnings] == [("documents.pictures", {"count": 2})]


def test_headers_and_notes_stay_out() -> None:
    parts = {name: f'<w:x xmlns:w="{W}">{p("页眉")}</w:x>' for name in ("word/header1.xml", "word/footnotes.xml")}
    note = '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    assert texts(read(docx(note, parts))) == ["正文"]


@pytest.mark.parametrize(
    "document",
    ["<w:document", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "<x>" * 400 + "</x>" * 400],
    ids=["broken", "with entities", "too deep"],
)
def test_a_damaged_document_is_refused(document: str) -> None:
    content = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})
    with pytest.raises(DocumentError) as refusal:
        read(content)
    assert refusal.value.message.key == "documents.damaged"


@pytest.mark.parametrize("kept", [30, 200, -40], ids=["its first bytes", "its first part", "all but the directory"])
def test_a_document_that_was_cut_off_is_refused(kept: int) -> None:
    with pytest.raises(DocumentError) as refusal:
        read(docx(p("正文" * 200))[:kept])
    assert refusal.value.message.key == "documents.damaged"


def test_a_table_of_any_size_is_cut_and_said() -> None:
    document = read(docx(p("正文") + tbl(tr(tc("甲", span(9999)), "乙", "丙"), tr("1", "2", "3"))))
    assert keys(document) == ["table_too_large"]
