"""Raw WordprocessingML with the habits of WPS, old Word and editors: what a library that writes clean files never shows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

from tests.forge.paper import Heading, Paper, Sheet, Slot

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"/>'
    "</Relationships>"
)
_NUMBERING = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_DIFFERENT = 'w:id="9" w:author="张三" w:date="2024-01-02T08:00:00Z"'
Draw = Callable[[Slot], str]


def package(body: str) -> bytes:
    """A DOCX file with this body and no style sheet."""
    margins = '<w:pgMar w:top="1440" w:right="900" w:bottom="1440" w:left="900"/>'
    page = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{margins}</w:sectPr>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="word/document.xml"),
        "word/_rels/document.xml.rels": _RELATIONS.format(kind="numbering", target="numbering.xml"),
        "word/numbering.xml": _NUMBERING,
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{body}{page}</w:body></w:document>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def paragraph(text: str, *properties: str) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:pPr>{''.join(properties)}</w:pPr><w:r>{lines}</w:r></w:p>"


def _body(paper: Paper, table: Callable[[Sheet], str], line: Callable[[str], str] = paragraph) -> str:
    parts = [paragraph(paper.title)]
    parts += [paragraph(f"发布时间：{paper.published_on}")] if paper.published_on else []
    for item in paper.items:
        # Word joins two tables that have nothing between them.
        parts.append(table(item) + paragraph("") if isinstance(item, Sheet) else line(item.text))
    return "".join(parts)


def table_xml(sheet: Sheet, draw: Draw, *, phantom: bool = False, old_merge: bool = False) -> str:
    """The table. `phantom`: a grid column more than the table has, taken in by spans. `old_merge`: hMerge for gridSpan."""
    extra = 1 if phantom else 0
    rows = []
    for number, row in enumerate(sheet.rows):
        cells = []
        above = [slot for before in sheet.rows[:number] for slot in before]
        starts = {id(slot): place for place, before in enumerate(sheet.rows) for slot in before}
        open_ = [slot for slot in above if starts[id(slot)] + slot.rowspan > number]
        for slot in sorted([*row, *open_], key=lambda slot: slot.column):
            goes_on = slot in open_
            # The phantom column lies inside the second column of the table.
            span = slot.colspan + (extra if slot.column <= 1 < slot.column + slot.colspan else 0)
            merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>' if slot.rowspan > 1 else ""
            content = "<w:p/>" if goes_on else draw(slot)
            if old_merge and span > 1:
                first = '<w:hMerge w:val="restart"/>'
                cells.append(f"<w:tc><w:tcPr>{first}{merge}</w:tcPr>{content}</w:tc>")
                cells += [f"<w:tc><w:tcPr><w:hMerge/>{merge}</w:tcPr><w:p/></w:tc>"] * (span - 1)
            else:
                wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
                cells.append(
                    f'<w:tc><w:tcPr><w:tcW w:w="{span * 600}" w:type="dxa"/>{wide}{merge}</w:tcPr>{content}</w:tc>'
                )
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = '<w:gridCol w:w="600"/>' * (sheet.width + extra)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def plain_cell(slot: Slot) -> str:
    return paragraph(slot.text)


def wps(paper: Paper, rng: Random) -> bytes:
    """Phantom grid columns, empty vMerge, text cut into runs with bookmarks and proofing marks between them."""

    def cell(slot: Slot) -> str:
        if len(slot.text) < 3:
            return f'<w:p><w:bookmarkStart w:id="1" w:name="_GoBack"/>{_run(slot.text)}<w:bookmarkEnd w:id="1"/></w:p>'
        cut = rng.randint(1, len(slot.text) - 1)
        return f'<w:p>{_run(slot.text[:cut])}<w:proofErr w:type="spellStart"/>{_run(slot.text[cut:])}</w:p>'

    return package(_body(paper, lambda sheet: table_xml(sheet, cell, phantom=True)))


def _run(text: str) -> str:
    lines = text.split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{inner}</w:r>'


def old_merges(paper: Paper, rng: Random) -> bytes:
    """hMerge, as files that went through older programs have it."""
    return package(_body(paper, lambda sheet: table_xml(sheet, plain_cell, old_merge=True)))


def nested(paper: Paper, rng: Random) -> bytes:
    """The whole report inside a cell of a layout table."""
    inside = _body(paper, lambda sheet: table_xml(sheet, plain_cell))
    frame = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'
        f"<w:tr><w:tc><w:tcPr/>{paragraph('内部资料')}</w:tc></w:tr><w:tr><w:tc><w:tcPr/>{inside}</w:tc></w:tr></w:tbl>"
    )
    return package(frame)


def tracked(paper: Paper, rng: Random) -> bytes:
    """Tracked changes: a figure typed wrong first (deleted) and then right (inserted), a deleted row, a moved paragraph."""

    def cell(slot: Slot) -> str:
        if slot.kind == "figure" and slot.text and rng.random() < 0.3:
            old = f"<w:del {_DIFFERENT}><w:r><w:delText>{rng.randint(1, 999)}</w:delText></w:r></w:del>"
            return f"<w:p>{old}<w:ins {_DIFFERENT}>{_run(slot.text)}</w:ins></w:p>"
        return plain_cell(slot)

    def table(sheet: Sheet) -> str:
        cells = (
            f"<w:tc><w:tcPr/><w:p><w:del {_DIFFERENT}><w:r><w:delText>9</w:delText></w:r></w:del></w:p></w:tc>"
            * sheet.width
        )
        gone = f"<w:tr><w:trPr><w:del {_DIFFERENT}/></w:trPr>{cells}</w:tr>"
        return table_xml(sheet, cell).replace("</w:tbl>", gone + "</w:tbl>")

    return package(_body(paper, table))


def text_box(paper: Paper, rng: Random) -> bytes:
    """Every table in a text box, once as a shape and once more for programs that know no shapes."""

    def table(sheet: Sheet) -> str:
        inside = f"<w:txbxContent>{table_xml(sheet, plain_cell)}<w:p/></w:txbxContent>"
        shape = (
            "<mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData "
            f"uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp><wps:txbx>{inside}</wps:txbx>"
            "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        )
        old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        return f"<w:p><w:r><mc:AlternateContent>{shape}{old}</mc:AlternateContent></w:r></w:p>"

    return package(_body(paper, table))


def numbered(paper: Paper, rng: Random) -> bytes:
    """Headings whose "一、" is automatic numbering and stands nowhere in the text."""
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    headings = {item.text for item in paper.items if isinstance(item, Heading)}

    def line(text: str) -> str:
        return paragraph(text.split("、", 1)[1], numbering) if text in headings else paragraph(text)

    return package(_body(paper, lambda sheet: table_xml(sheet, plain_cell), line))


def controls(paper: Paper, rng: Random) -> bytes:
    """Content controls around cells and rows, fields and hyperlinks around texts."""

    def cell(slot: Slot) -> str:
        field = f'<w:fldSimple w:instr=" FILLIN ">{_run(slot.text)}</w:fldSimple>'
        box = f"<w:sdt><w:sdtPr/><w:sdtContent>{_run(slot.text)}</w:sdtContent></w:sdt>"
        link = f'<w:hyperlink w:anchor="a">{_run(slot.text)}</w:hyperlink>'
        return f"<w:p>{rng.choice([field, box, link])}</w:p>"

    def table(sheet: Sheet) -> str:
        return (
            table_xml(sheet, cell)
            .replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>")
            .replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>")
        )

    return package(_body(paper, table))
