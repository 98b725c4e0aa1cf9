"""Pages meant for paper: HTML that Chromium prints, with page breaks anywhere, with and without rules."""

from __future__ import annotations

from html import escape
from random import Random

from tests.forge.paper import Heading, Paper, Prose, Sheet, Slot

_STYLE = (
    "body{font-family:'Noto Sans CJK SC','Noto Serif CJK SC',serif;font-size:11pt;line-height:1.6}"
    "h1{text-align:center;font-size:18pt}h2{font-size:13pt}p{text-indent:2em}"
    "table{border-collapse:collapse;width:100%;margin:2mm 0}td{padding:1mm;text-align:center;font-size:9pt;line-height:1.3}"
)
RULED = "td{border:0.75pt solid #000}"
THICK = "td{border:1.5pt solid #333}table{border:2.25pt solid #000}"
BARE = "td{border:0}td.label,td.head{text-align:left}"
SHADED = (
    "td{border:0.5pt solid #888}td.title,td.head{background:#dde8f5}tr:nth-child(even) td.figure{background:#f4f4f4}"
)
# Only lines between the rows, as web designers like it.
ROWS_ONLY = "td{border:0;border-bottom:0.75pt solid #aaa}"
ROWS_WHOLE = "tr{break-inside:avoid}"


def page(paper: Paper, rng: Random, style: str, spacer: int = 0) -> bytes:
    """The paper with a style sheet; `spacer`: up to so many millimetres of nothing before it, so that pages break anywhere."""
    parts = [f'<div style="height:{rng.randint(0, spacer)}mm"></div>' if spacer else ""]
    parts.append(f"<h1>{escape(paper.title)}</h1>")
    parts += [f"<p>发布时间：{paper.published_on}</p>"] if paper.published_on else []
    for item in paper.items:
        if isinstance(item, Heading):
            parts.append(f"<h2>{escape(item.text)}</h2>")
        elif isinstance(item, Prose):
            parts.append(f"<p>{escape(item.text)}</p>")
        else:
            parts.append(_table(item))
    head = f'<meta charset="utf-8"><title>{escape(paper.title)}</title><style>{_STYLE}{style}</style>'
    return f"<!DOCTYPE html><html lang=zh-CN><head>{head}</head><body>{''.join(parts)}</body></html>".encode()


def _table(sheet: Sheet) -> str:
    rows = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in sheet.rows)
    return f"<table>{_columns(sheet)}{rows}</table>"


def _columns(sheet: Sheet) -> str:
    """Widths as in print: a narrow column for the vertical label, a wide one for long labels."""
    widths = {"requests": [6, 10, 26] + [8.2] * 7, "proactive": [34, *[66 / (sheet.width - 1)] * (sheet.width - 1)]}
    return "".join(f'<col style="width:{width}%">' for width in widths.get(sheet.table, []))


def _cell(slot: Slot) -> str:
    spans = f' rowspan="{slot.rowspan}"' if slot.rowspan > 1 else ""
    spans += f' colspan="{slot.colspan}"' if slot.colspan > 1 else ""
    return f'<td class="{slot.kind}"{spans}>{escape(slot.text).replace(chr(10), "<br>")}</td>'
