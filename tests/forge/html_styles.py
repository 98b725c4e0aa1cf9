"""Reports as web pages: clean, as a content management system puts them out, pasted from Word, saved by a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from random import Random

from tests.forge.paper import Heading, Paper, Prose, Sheet, Slot

DrawSlot = Callable[[Slot, Random], str]
_PAGE = (
    '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>{head}</head>\n'
    "<body>\n{body}</body></html>\n"
)


def clean(paper: Paper, rng: Random) -> bytes:
    body = f"<h1>{escape(paper.title)}</h1>\n{date_line(paper)}" + _body(paper, rng, plain_slot)
    return _PAGE.format(title=escape(paper.title), head="", body=body).encode()


def date_line(paper: Paper) -> str:
    return f"<p>发布时间：{paper.published_on}</p>\n" if paper.published_on else ""


def _body(paper: Paper, rng: Random, draw: DrawSlot, table: str = '<table border="1">') -> str:
    parts = []
    for item in paper.items:
        if isinstance(item, Heading):
            parts.append(f"<h2>{escape(item.text)}</h2>\n")
        elif isinstance(item, Prose):
            parts.append(f"<p>{escape(item.text)}</p>\n")
        else:
            parts.append(table_of(item, rng, draw, table))
    return "".join(parts)


def table_of(sheet: Sheet, rng: Random, draw: DrawSlot, table: str) -> str:
    rows = "".join("<tr>" + "".join(draw(slot, rng) for slot in row) + "</tr>\n" for row in sheet.rows)
    return f"{table}<tbody>\n{rows}</tbody></table>\n"


def spans(slot: Slot) -> str:
    rows = f' rowspan="{slot.rowspan}"' if slot.rowspan > 1 else ""
    return rows + (f' colspan="{slot.colspan}"' if slot.colspan > 1 else "")


def plain_slot(slot: Slot, rng: Random) -> str:
    return f"<td{spans(slot)}>{lines(slot.text)}</td>"


def header_slot(slot: Slot, rng: Random) -> str:
    tag = "td" if slot.kind == "figure" else "th"
    return f"<{tag}{spans(slot)}>{lines(slot.text)}</{tag}>"


def lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def headed(paper: Paper, rng: Random) -> bytes:
    """<th> in a <thead>, captions, a summary row of the title over the page, widths in percent."""
    body = _body(paper, rng, header_slot, '<table class="t" style="width:100%" summary="表"><caption>统计表</caption>')
    body = body.replace("<tbody>\n<tr>", "<thead>\n<tr>", 1).replace("</tr>\n", "</tr></thead><tbody>\n", 1)
    page = f'<div class="title">{escape(paper.title)}</div><div>{date_line(paper)}</div>{body}'
    return _PAGE.format(title=escape(paper.title) + "_政府门户网站", head="", body=page).encode()


_ENTRIES = "首页 政府信息公开 政府信息公开指南 政府信息公开制度 法定主动公开内容 政府信息公开年报 依申请公开 互动交流"
_MENU = "".join(f'<li><a href="/c{number}/">{name}</a></li>' for number, name in enumerate(_ENTRIES.split()))
_SCRIPT = (
    '<script>var t="<table><tr><td>一、本年新收政府信息公开申请数量</td><td>99</td></tr></table>";'
    'document.title="2018年";</script>'
)


def cms(paper: Paper, rng: Random) -> bytes:
    """A page of a content management system: GB18030 bytes declared gb2312, nested layout tables, menus, padding."""
    body = "".join(_cms_item(item, rng) for item in paper.items)
    date = paper.published_on
    crumbs = "当前位置：首页 &gt; 政府信息公开 &gt; 政府信息公开年报"
    foot = "<div class=foot>主办：{0}　承办：{0}办公室　网站标识码3500000001　访问量：<span>15130000</span></div>"
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        f"<title>{escape(paper.title)}</title>"
        f'<meta name="ArticleTitle" content="{escape(paper.title)}"><meta name="ContentSource" content="{escape(paper.agency)}">'
        f'<meta name="PubDate" content="{date} 09:30"></head><body>{_SCRIPT}<div id=menu><ul>{_MENU}</ul></div>'
        f"<TABLE width=1000 align=center><TR><TD class=pos colspan=2>{crumbs}</TD></TR><TR valign=top><TD width=200>"
        f"<table width=100%><tr><td>栏目导航</td></tr><tr><td><ul>{_MENU}</ul></td></tr></table></TD><TD>"
        f"<table width=760 cellpadding=0><tr><td><h1>{escape(paper.title)}</h1></td></tr>"
        f"<tr><td>发布时间：{date}&nbsp;&nbsp;来源：{escape(paper.agency)}&nbsp;&nbsp;字体：【大 中 小】</td></tr>"
        f"<tr><td><div id=zoom>{body}</div></td></tr></table></TD></TR></TABLE>{foot.format(escape(paper.agency))}</body></html>"
    )
    return page.encode("gb18030")


def _cms_item(item: Heading | Prose | Sheet, rng: Random) -> str:
    if isinstance(item, Sheet):
        table = '<table border="0" cellspacing="0" cellpadding="0" width="98%" style="border-collapse:collapse">'
        return f"<div align=center>{table_of(item, rng, cms_slot, table)}</div>"
    return f'<p style="text-indent:2em"><span style="font-family:宋体">　　{split_spans(item.text, rng)}</span></p>\n'


def cms_slot(slot: Slot, rng: Random) -> str:
    pad = rng.choice(["", "&nbsp;", "　", "&nbsp;&nbsp;"])
    text = split_spans(slot.text, rng) if slot.kind != "figure" else escape(slot.text) or "&nbsp;"
    return (
        f'<td{spans(slot)} style="border:1px solid #000"><p align=center>{pad}<span>{text}</span>{rng.choice(["", pad])}'
        "<o:p></o:p></p></td>"
    )


def split_spans(text: str, rng: Random) -> str:
    """The text cut into spans as editors leave it."""
    if len(text) < 4:
        return escape(text)
    cut = rng.randint(1, len(text) - 1)
    return f'<span lang="EN-US">{escape(text[:cut])}</span><span style="color:black">{escape(text[cut:])}</span>'


def word_pasted(paper: Paper, rng: Random) -> bytes:
    """HTML that Word wrote: MsoNormal, mso styles, conditional comments, one paragraph a cell or several."""
    head = (
        "<meta name=Generator content='Microsoft Word 15'><!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View>"
        "<w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]--><style><!-- /* Style Definitions */ p.MsoNormal, td "
        "{mso-style-parent:''; font-size:10.5pt;} --></style>"
    )
    parts = [f"<p class=MsoNormal align=center><b><span style='font-size:22.0pt'>{escape(paper.title)}</span></b></p>"]
    if paper.published_on:
        parts.append(f"<p class=MsoNormal align=center>（{paper.published_on:%Y年%m月%d日}）</p>")
    for item in paper.items:
        if isinstance(item, Sheet):
            table = (
                "<table class=MsoNormalTable border=1 cellspacing=0 style='mso-yfti-tbllook:1184;mso-padding-alt:0cm'>"
            )
            parts.append(table_of(item, rng, _word_slot, table))
        else:
            parts.append(
                f"<p class=MsoNormal style='text-indent:21.0pt'>{split_spans(item.text, rng)}<o:p></o:p></p>\n"
            )
    box = "<!--[if gte vml 1]><v:shape><v:textbox><table><tr><td>9</td></tr></table></v:textbox></v:shape><![endif]-->"
    body = box + "<div class=WordSection1 style='layout-grid:15.6pt'>" + "".join(parts) + "</div>"
    return _PAGE.format(title="", head=head, body=body).replace("\n", "\r\n").encode("utf-8-sig")


def _word_slot(slot: Slot, rng: Random) -> str:
    text = split_spans(slot.text, rng) if slot.text else "<span lang=EN-US><o:p>&nbsp;</o:p></span>"
    if slot.kind in ("label", "head") and len(slot.text) > 8 and rng.random() < 0.5:
        # A line broken by hand in the middle of a label.
        cut = rng.randint(3, len(slot.text) - 3)
        text = f"{escape(slot.text[:cut])}<br>\r\n  {escape(slot.text[cut:])}"
    return f"<td{spans(slot)} valign=top style='border:solid windowtext 1.0pt'><p class=MsoNormal>{text}</p></td>"


def edited(paper: Paper, rng: Random) -> bytes:
    """What editors and forms leave in cells: a digit a span, typed-in fields, hidden parts and hidden rows."""

    def draw(slot: Slot, rng: Random) -> str:
        if slot.kind != "figure":
            return plain_slot(slot, rng)
        digits = "".join(f"<span>{escape(digit)}</span>" for digit in slot.text)
        hidden = f'<span style="display: none">{rng.randint(1, 99)}</span>'
        drawn = rng.choice([digits, f'<input type="text" value="{escape(slot.text)}">', hidden + escape(slot.text)])
        return f"<td{spans(slot)}><p>{drawn}</p></td>"

    page = f"<h1>{escape(paper.title)}</h1>\n{date_line(paper)}" + _body(paper, rng, draw)
    old = "".join(f"<td>{number}</td>" for number in range(11))
    page = page.replace("</tr>\n", f'</tr>\n<tr style="display:none">{old}</tr>\n', 5)
    return _PAGE.format(title=escape(paper.title), head="", body=page).encode()


def wide(paper: Paper, rng: Random) -> bytes:
    """Every cell over two slots, and tables that are each alone in a cell of a layout table; no charset is named."""

    def draw(slot: Slot, rng: Random) -> str:
        return plain_slot(replace(slot, colspan=2 * slot.colspan), rng)

    inside = _body(paper, rng, draw, '<table><tr><td>&nbsp;</td><td><table border="1">')
    inside = inside.replace("</tbody></table>", "</tbody></table></td></tr></table>")
    body = f"<h1>{escape(paper.title)}</h1>\n{date_line(paper)}{inside}"
    return f"<html><head><title>{escape(paper.title)}</title></head><body>{body}</body></html>".encode("gb18030")


def loose(paper: Paper, rng: Random) -> bytes:
    """Markup without closing tags, in capitals, with stray tags between rows: what only a browser forgives."""
    parts = [f"<CENTER><FONT size=5>{escape(paper.title)}</FONT></CENTER>"]
    for item in paper.items:
        if isinstance(item, Sheet):
            parts.append("<TABLE BORDER>")
            for row in item.rows:
                parts.append("<TR>" + "".join(f"<TD{spans(slot).upper()}>{escape(slot.text)}" for slot in row) + "\n")
            parts.append("</TABLE>")
        else:
            parts.append(f"<P>{escape(item.text)}\n")
    return ("<HTML><BODY>" + date_line(paper) + "\n".join(parts)).encode()
