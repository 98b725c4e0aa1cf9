"""A table of the form as HTML, as it is printed: with findings marked, blanks told from zeros, last year beside it.

What is returned is complete and safe: every text is escaped, there is no script, and its style touches nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import escape

from lib.forms import FigureKey
from lib.language import Language, t
from lib.reports import State
from lib.ui.official_style import style_of
from lib.views.form_layout import FormLayout, LayoutCell
from lib.views.marks import circled

SEVERITIES = ("error", "warning", "information")
# A label beside more rows than this is printed from the top down.
TALL_FROM = 10


@dataclass(frozen=True)
class Mark:
    """A finding at a cell: its number in the list beside the table, its severity and what it says."""

    number: int
    severity: str
    tooltip: str


@dataclass(frozen=True)
class TableContent:
    """What stands in the cells. `values` are formatted already and hold the raw text of a cell that was not read;
    `corrections` hold what was read where a person has put another value. `single_cells`: a row the document does not
    have is drawn cell by cell, so that each can be chosen. `picked` are the cells a number on a chart came from."""

    values: Mapping[FigureKey, str]
    states: Mapping[FigureKey, State]
    marks: Mapping[FigureKey, Mark]
    previous: Mapping[FigureKey, str] | None
    suggestions: Mapping[FigureKey, str]
    corrections: Mapping[FigureKey, str] = field(default_factory=dict)
    single_cells: bool = False
    picked: Collection[FigureKey] = ()


def official_table_html(
    layout: FormLayout,
    lang: Language,
    values: Mapping[FigureKey, str],
    states: Mapping[FigureKey, State],
    marks: Mapping[FigureKey, Mark],
    previous: Mapping[FigureKey, str] | None,
    suggestions: Mapping[FigureKey, str],
    *,
    corrections: Mapping[FigureKey, str] | None = None,
    single_cells: bool = False,
    picked: Collection[FigureKey] = (),
    dark: bool = False,
) -> str:
    """The table as one HTML element with its own style. A key without a state is taken as not in the document.

    A suggestion stands beside the reported figure and never instead of it. `previous`: last year's figures, or None.
    """
    content = TableContent(values, states, marks, previous, suggestions, corrections or {}, single_cells, picked)
    rows = "".join(_row(row, layout, content, lang) for row in layout.rows)
    kind = "flat" if layout.label_columns == 0 else f"labels{layout.label_columns}"
    classes = f"oft oft-{layout.table} oft-{kind} oft-{'dark' if dark else 'light'}"
    caption = t(f"charts.table.caption_{layout.table}", lang)
    return (
        f'<div class="{classes}" lang="{"zh-CN" if lang == "zh" else "en"}" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}"><style>{style_of(dark)}</style>'
        f"<table><caption>{escape(caption)}</caption><tbody>{rows}</tbody></table></div>"
    )


def _row(row: tuple[LayoutCell, ...], layout: FormLayout, content: TableContent, lang: Language) -> str:
    figures = [cell for cell in row if cell.key is not None]
    labels = "".join(_label(cell, layout, lang) for cell in row if cell.key is None)
    if figures and not content.single_cells and all(_state(cell, content) is State.ABSENT for cell in figures):
        return f"<tr>{labels}{_absent_row(figures, content, lang)}</tr>"
    return f"<tr>{labels}{''.join(_figure(cell, content, lang) for cell in figures)}</tr>"


def _absent_row(figures: list[LayoutCell], content: TableContent, lang: Language) -> str:
    """One cell in place of all: the document does not have this row. The first finding about it is marked."""
    mark = next((content.marks[key] for cell in figures if (key := cell.key or "") in content.marks), None)
    span = sum(cell.colspan for cell in figures)
    text = f'<i class="sign">{escape(t("charts.table.absent_row", lang))}</i>'
    return f'<td{_classes(["absent"], mark)} colspan="{span}"{_tooltip(mark)}>{_mark(mark, lang)}{text}</td>'


def _label(cell: LayoutCell, layout: FormLayout, lang: Language) -> str:
    text = escape(cell.text.get(lang)) if cell.text else ""
    if cell.colspan == layout.width:
        return f'<th scope="colgroup" class="title" colspan="{cell.colspan}"><span>{text}</span></th>'
    if cell.column >= layout.label_columns:
        return f'<th scope="col"{_spans(cell)}>{text}</th>'
    tall = " tall" if cell.rowspan > TALL_FROM else ""
    single = " single" if cell.colspan == 1 else ""
    return f'<th scope="row"{_spans(cell)} class="stick at{cell.column}{single}{tall}">{text}</th>'


def _spans(cell: LayoutCell) -> str:
    rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return rows + (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "")


def _state(cell: LayoutCell, content: TableContent) -> State:
    return content.states.get(cell.key or "", State.ABSENT)


def _figure(cell: LayoutCell, content: TableContent, lang: Language) -> str:
    key = cell.key or ""
    state, mark = _state(cell, content), content.marks.get(key)
    zero = state is State.STATED and content.values.get(key) == "0"
    names = [state.value, *(["zero"] if zero else []), *(["picked"] if key in content.picked else [])]
    classes = _classes(names, mark)
    body = _mark(mark, lang) + _value(key, state, content, lang) + _beside(key, content, lang)
    return f'<td data-key="{escape(key)}"{classes}{_spans(cell)}{_tooltip(mark)}>{body}</td>'


def _classes(names: list[str], mark: Mark | None) -> str:
    severity = [] if mark is None else [mark.severity if mark.severity in SEVERITIES else "information"]
    return f' class="{" ".join(names + severity)}"'


def _tooltip(mark: Mark | None) -> str:
    return f' title="{escape(mark.tooltip)}"' if mark else ""


def _mark(mark: Mark | None, lang: Language) -> str:
    """The number of a finding, readable without colour and aloud."""
    if mark is None:
        return ""
    severity = t(f"terms.severity.{mark.severity}", lang)
    said = t("charts.table.mark", lang, number=mark.number, severity=severity, text=mark.tooltip)
    return f'<sup aria-hidden="true">{circled(mark.number)}</sup><span class="said">{escape(said)}</span>'


def _value(key: FigureKey, state: State, content: TableContent, lang: Language) -> str:
    if state is State.BLANK:
        return f'<i class="sign">{escape(t("charts.blank", lang))}</i>'
    if state is State.ABSENT:
        return f'<i class="sign">{escape(t("charts.table.absent_cell", lang))}</i>'
    value = escape(content.values.get(key, ""))
    if state is State.UNREAD:
        unread = escape(t("charts.table.unread", lang))
        return f'<em title="{unread}">{value}</em><b class="query" aria-hidden="true">?</b><span class="said">{unread}</span>'
    return f"<span>{value}</span>"


def _beside(key: FigureKey, content: TableContent, lang: Language) -> str:
    """What is not this report's figure: what was read before a person corrected it, the suggestion and last year's
    figure, each on its own small line."""
    lines = ""
    if key in content.corrections:
        text = t("charts.table.corrected", lang, value=content.corrections[key])
        lines += f'<small class="corrected">{escape(text)}</small>'
    if key in content.suggestions:
        text = t("charts.table.suggested", lang, value=content.suggestions[key])
        lines += f'<small class="suggested">{escape(text)}</small>'
    if content.previous is not None and key in content.previous:
        text = t("charts.table.previous", lang, value=content.previous[key])
        lines += f'<small class="previous">{escape(text)}</small>'
    return lines
