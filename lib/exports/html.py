"""The official form of a report as one HTML file: everything escaped, nothing loaded from elsewhere, ready to print."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from lib.exports.cells import PrintedCell, PrintedTable
from lib.exports.printed import Printed, PrintedSection, printed
from lib.language import Language
from lib.reports import Report

# A label beside more rows than this is printed from the top down.
TALL_FROM = 10
_STYLE = """
@page { size: A4; margin: 20mm 16mm }
body { max-width: 178mm; margin: 12mm auto; font: 10.5pt/1.7 "SimSun", "Songti SC", "Noto Serif CJK SC", serif;
  color: #000; background: #fff }
h1 { font: bold 18pt/1.4 "SimHei", "Heiti SC", "Noto Sans CJK SC", sans-serif; text-align: center; margin: 0 0 4mm }
h2 { font: bold 12pt/1.6 "SimHei", "Heiti SC", "Noto Sans CJK SC", sans-serif; margin: 6mm 0 2mm; break-after: avoid }
p { text-indent: 2em; margin: 0 0 2mm; overflow-wrap: anywhere }
p.date { text-indent: 0; text-align: center }
table { border-collapse: collapse; width: 100%; margin: 2mm 0 4mm; font-size: 9pt; line-height: 1.4 }
th, td { border: 0.75pt solid #000; padding: 1mm 1.2mm; text-align: center; font-weight: normal; overflow-wrap: anywhere }
th.label { text-align: left }
th.tall { writing-mode: vertical-rl; letter-spacing: .2em }
th.title { font-weight: bold }
tr { break-inside: avoid }
table.notes { font-size: 9pt; margin-top: 8mm }
table.notes td, table.notes th { text-align: left; border-color: #999 }
table.notes th { width: 22mm }
"""


def write_form_html(report: Report, lang: Language = "zh") -> bytes:
    """The report as an HTML page in UTF-8. Blank cells stay blank, rows the report lacks are left out."""
    content = printed(report, lang)
    body = [f"<h1>{escape(content.title)}</h1>\n"]
    if content.dateline:
        body.append(f'<p class="date">{escape(content.dateline)}</p>\n')
    body += _paragraphs(content.preamble)
    for section in content.sections:
        body += _section(section)
    body.append(_notes(content))
    page = (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(content.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{''.join(body)}</body>\n</html>\n"
    )
    return page.encode()


def _section(section: PrintedSection) -> list[str]:
    table = [_table(section.table)] if section.table else []
    return [f"<h2>{escape(section.heading)}</h2>\n", *_paragraphs(section.paragraphs), *table]


def _paragraphs(texts: Iterable[str]) -> list[str]:
    return [f"<p>{escape(text)}</p>\n" for text in texts]


def _table(table: PrintedTable) -> str:
    rows = "".join("<tr>" + "".join(_cell(cell) for cell in row) + "</tr>\n" for row in table.rows)
    return f'<table class="{table.table}">\n{rows}</table>\n'


def _cell(cell: PrintedCell) -> str:
    spans = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    spans += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    text = "<br>".join(escape(line) for line in cell.text.split("\n"))
    if cell.kind == "figure":
        return f"<td{spans}>{text}</td>"
    tall = " tall" if cell.rowspan > TALL_FROM else ""
    return f'<th class="{cell.kind}{tall}"{spans}>{text}</th>'


def _notes(content: Printed) -> str:
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>\n" for name, text in content.particulars)
    return f'<table class="notes">\n{rows}</table>\n'
