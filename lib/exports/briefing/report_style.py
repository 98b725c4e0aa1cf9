"""How the printed report looks: A4 on its side, a page a chart, heads of tables repeated, nothing cut through."""

from __future__ import annotations

from lib.charts.theme import FONTS, Look, palette

_COLOURS = palette(Look(dark=False))
STYLE = f"""
@page {{ size: A4 landscape; margin: 12mm 14mm 16mm;
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: {_COLOURS.muted} }} }}
* {{ box-sizing: border-box; print-color-adjust: exact; -webkit-print-color-adjust: exact }}
body {{ margin: 0 auto; padding: 6mm; max-width: 285mm; background: #fff; color: {_COLOURS.ink};
  font: 10.5pt/1.5 {FONTS} }}
h1 {{ font-size: 30pt; line-height: 1.3; margin: 0 0 10mm }}
h2 {{ font-size: 17pt; line-height: 1.35; margin: 0 0 3mm; break-after: avoid; overflow-wrap: anywhere }}
p {{ margin: 0 0 1.5mm; overflow-wrap: anywhere }}
a {{ color: inherit; text-decoration: none }}
.cover {{ min-height: 150mm; padding: 45mm 10mm 0; border-left: 2mm solid {_COLOURS.accent}; color: {_COLOURS.muted};
  font-size: 13pt }}
.cover h1 {{ color: {_COLOURS.ink} }}
.contents, article {{ break-before: page; padding-top: 2mm }}
.contents li {{ break-inside: avoid; margin: 0 0 2.2mm; padding-left: 2mm; font-size: 10pt; line-height: 1.35 }}
.topic, .said, .notes, .foot {{ color: {_COLOURS.muted} }}
.topic {{ break-after: avoid }}
.notes, .foot {{ font-size: 9pt; line-height: 1.4 }}
.foot {{ border-top: .75pt solid {_COLOURS.grid}; padding-top: 1.5mm; margin-top: 3mm }}
/* Said until the charts are there: also where scripts are off, or one fails. */
.drawn .undrawn {{ display: none }}
.chart-page {{ break-inside: avoid }}
.chart {{ overflow-x: auto; break-inside: avoid }}
table {{ border-collapse: collapse; width: 100%; font-size: 9.5pt; line-height: 1.35 }}
caption {{ text-align: left; font-weight: bold; padding: 0 0 2mm }}
thead {{ display: table-header-group }}
th, td {{ border-bottom: .75pt solid {_COLOURS.grid}; padding: 1mm 2mm; text-align: left; overflow-wrap: anywhere }}
th {{ background: {_COLOURS.grid} }}
.n {{ text-align: right; font-variant-numeric: tabular-nums }}
tr {{ break-inside: avoid }}
@media print {{ body {{ padding: 0; max-width: none }} .chart {{ overflow: visible }} }}
"""
