"""核对单 as a Word file: what an agency is asked to verify, with a place for its answers, and its tables marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from docx.document import Document

from lib.checks import Broken, Finding, cell_name, load_catalogue, say_equation, say_finding
from lib.exports.cells import PrintedCell, printed_table
from lib.exports.printed import clean
from lib.exports.word_page import append_table, new_document, saved, turn_page, write_line, write_prose
from lib.exports.word_table import SANS, CellMark, official_table, ruled_table, table_cell, table_row
from lib.forms import FigureKey, table_of
from lib.language import Language, t
from lib.reports import Report
from lib.views.letters import CellLine, Letter, Point
from lib.views.marks import circled

# Twentieths of a point on a page on its side: number, year, what, cell, reported, expected, question, answer.
_WIDTHS = (560, 720, 4300, 2350, 1050, 1400, 2000, 2410)
_COLUMNS = ("number", "year", "what", "cell", "reported", "expected", "question", "answer")
_FILLS = {"error": "F7D9D6", "warning": "FBEBD0", "information": "DCE6F4"}
# Equations beyond these are not in a finding's sentence.
_SAID = 3


def write_letter(letter: Letter, day: date, lang: Language = "zh") -> bytes:
    """The letter as a DOCX file. `day` is the date on it: the same letter and day give the same bytes."""
    document = new_document(t("letters.title", lang), landscape=True)
    write_line(document, t("letters.title", lang), SANS, 18, bold=True, center=True)
    write_line(document, _number_and_date(day, lang), size=11)
    write_line(document, t("letters.addressee", lang, agency=clean(str(letter.agency.text))), SANS, 14)
    write_prose(document, _opening(letter, lang))
    append_table(document, _questions(letter.points, lang))
    for name in ("caution", "legend", "basis"):
        write_line(document, t(f"letters.{name}", lang), size=10)
    _signature(document, lang)
    for year, report in letter.reports.items():
        _annex(document, year, report, letter.points, lang)
    return saved(document)


def _number_and_date(day: date, lang: Language) -> str:
    said = t("letters.date", lang, year=day.year, month=day.month, day=day.day)
    return f"{t('letters.number', lang)}　　{said}"


def _opening(letter: Letter, lang: Language) -> str:
    years = sorted({point.finding.year for point in letter.points})
    errors = sum(point.finding.severity == "error" for point in letter.points)
    listed = ("、" if lang == "zh" else ", ").join(map(str, years))
    values = {"years": listed, "points": len(letter.points), "errors": errors}
    return t("letters.opening" if errors else "letters.opening_no_errors", lang, **values)


def _questions(points: Sequence[Point], lang: Language) -> str:
    head = [
        table_cell(PrintedCell(t(f"letters.column_{name}", lang), place, "title"), _WIDTHS)
        for place, name in enumerate(_COLUMNS)
    ]
    rows = [table_row(head, repeated=True)]
    for point in points:
        rows += _rows(point, lang)
    return ruled_table(_WIDTHS, rows)


def _rows(point: Point, lang: Language) -> Iterator[str]:
    """A row a cell; what is said of the whole finding goes down over them."""
    lines: Sequence[CellLine | None] = point.cells or [None]
    finding = point.finding
    whole = {
        0: circled(point.number),
        1: str(finding.year),
        2: _what(finding, lang),
        6: t(f"letters.ask.{finding.check}", lang),
        7: "",
    }
    for number, line in enumerate(lines):
        merge = "" if len(lines) == 1 else "continue" if number else "restart"
        own = dict(enumerate(_cell_texts(line, point, lang), start=3))
        texts = {place: "" if number else text for place, text in whole.items()} | own
        yield table_row(
            [
                table_cell(
                    PrintedCell(clean(texts[place]), place, "label" if place in (2, 3, 6) else "figure"),
                    _WIDTHS,
                    merge if place in whole else "",
                )
                for place in range(len(_WIDTHS))
            ]
        )


def _cell_texts(line: CellLine | None, point: Point, lang: Language) -> tuple[str, str, str]:
    """Where, what is reported, what is expected."""
    if line is None:
        missing = point.finding.report_id is None
        return t("letters.no_report" if missing else "letters.no_cell", lang), "", ""
    table = t(f"checks.table.{table_of(line.key)}", lang)
    where = t("letters.cell", lang, table=table, name=cell_name(line.key, lang))
    return where, line.reported or t("letters.blank", lang), expected_text(line, lang)


def expected_text(line: CellLine, lang: Language) -> str:
    """What a cell should be, and whether that is only the likeliest; "" where nothing says."""
    if line.expected is None:
        return ""
    return t("letters.suggested", lang, value=f"{line.expected:,}") if line.suggested else f"{line.expected:,}"


def _what(finding: Finding, lang: Language) -> str:
    check = load_catalogue()[finding.check]
    lines = [check.title.get(lang), say_finding(finding, lang)]
    lines += [say_equation(broken, lang) for broken in finding.equations[_SAID:]]
    lines += [t("letters.quoted", lang, section=quote.section, text=quote.text) for quote in finding.quotes]
    lines.append(f"{t('letters.column_formula', lang)}{'：' if lang == 'zh' else ': '}{check.formula.get(lang)}")
    lines += dict.fromkeys(difference(broken, lang) for broken in finding.equations)
    return "\n".join(lines)


def difference(broken: Broken, lang: Language) -> str:
    """An equation that does not hold with its figures in it; what adds nothing to a sum is left out."""
    key = "letters.difference" if broken.relation == "=" else "letters.difference_bound"
    delta = f"{broken.delta:+,}".replace("-", "−")
    return t(
        key, lang, left=_side(broken, "left", broken.left), right=_side(broken, "right", broken.right), delta=delta
    )


def _side(broken: Broken, side: str, total: int) -> str:
    terms = [term for term in broken.terms if term.side == side and term.value]
    if len(terms) < 2:
        return f"{total:,}"
    written = "".join(f" {'−' if term.sign < 0 else '+'} {term.value:,}" for term in terms)
    return f"{written.removeprefix(' + ').strip()} = {total:,}"


def _signature(document: Document, lang: Language) -> None:
    write_line(document, "", size=9)
    parts = [t(f"letters.sign_{name}", lang) for name in ("agency", "contact", "date")]
    write_line(document, "　　".join(parts), size=12)


def _annex(document: Document, year: int, report: Report, points: Sequence[Point], lang: Language) -> None:
    """The tables of a report that hold a cell asked about."""
    marks = _marks([point for point in points if point.finding.year == year])
    tables = [table for table in report.tables if any(table_of(key) == table for key in marks)]
    if not tables:
        return
    turn_page(document, landscape=False)
    write_line(document, t("letters.annex", lang, year=year), SANS, 12)
    for table in tables:
        write_line(document, t(f"checks.table.{table}", lang), size=11).paragraph_format.keep_with_next = True
        append_table(document, official_table(printed_table(report, table, lang), marks))


def _marks(points: Sequence[Point]) -> dict[FigureKey, CellMark]:
    """Every cell asked about with the numbers of its points, in the colour of the gravest."""
    numbers: dict[FigureKey, list[Point]] = {}
    for point in points:
        for line in point.cells:
            numbers.setdefault(line.key, []).append(point)
    severities = list(_FILLS)
    return {
        key: CellMark(
            "".join(circled(point.number) for point in own),
            _FILLS[min((point.finding.severity for point in own), key=severities.index)],
        )
        for key, own in numbers.items()
    }
