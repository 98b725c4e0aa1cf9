"""Every style a report can be forged in, by name: "<format>/<style>". A style never changes what the report says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from lib.reports import Report
from tests.forge import (
    changes,
    html_styles,
    mhtml,
    ofd,
    print_styles,
    scans,
    sheet_styles,
    text_styles,
    word_styles,
    word_xml,
)
from tests.forge.converted import Batch, by_office, kept, printed
from tests.forge.paper import Paper, paper_of

Draw = Callable[[Paper, Random], bytes]
Change = Callable[[Paper, Random], Paper]
# Formats made by another program, and pictures: left out where time counts.
SLOW = frozenset({"pdf", "doc", "rtf", "odt", "xls", "ods", "wps", "et", "ofd", "png", "jpg", "tiff", "scan"})
# Changes any table can bear.
HABITS: dict[str, tuple[Change, ...]] = {
    "typos": (changes.typos,),
    "short_labels": (changes.short_labels,),
    "commas": (changes.commas,),
    "half_width": (changes.half_width,),
    "no_enumerators": (changes.without_enumerators,),
    "full_width_digits": (changes.full_width,),
    "thousands": (changes.thousands,),
    "marks_for_blanks": (changes.marks_for_blanks,),
    "signs_in_words": (changes.signs_in_words,),
    "vertical": (changes.vertical,),
    "no_row_spans": (changes.no_row_spans,),
    "labels_repeated": (changes.labels_repeated,),
    "split_tables": (changes.split_tables,),
    "no_headings": (changes.no_headings,),
    "instructions": (changes.instructions_left_in,),
    "no_table_header": (changes.no_table_header,),
    "many_habits": (changes.typos, changes.commas, changes.vertical, changes.full_width, changes.split_tables),
}


@dataclass(frozen=True)
class Style:
    """`changes` are made to the paper, then `draw` writes a file and `convert`, if set, makes the files of many such.

    `ending` is the file's, with the dot. `slow`: another program or a picture is needed.
    """

    name: str
    ending: str
    draw: Draw
    changes: tuple[Change, ...] = ()
    convert: Batch | None = None

    @property
    def format(self) -> str:
        return self.name.split("/")[0]

    @property
    def slow(self) -> bool:
        return self.format in SLOW


def _styles() -> Iterable[Style]:
    for name in ("clean", "headed", "cms", "word_pasted", "loose", "edited", "wide"):
        yield Style(f"html/{name}", ".html", getattr(html_styles, name))
    for name, habits in HABITS.items():
        yield Style(f"html/{name}", ".html", html_styles.clean, habits)
    yield Style("html/traditional", ".html", html_styles.clean, (changes.traditional,))
    yield Style("mhtml/word", ".mht", mhtml.from_word)
    yield Style("mhtml/browser", ".mhtml", mhtml.from_browser)
    for name in ("plain", "landscape", "no_rules"):
        yield Style(f"docx/{name}", ".docx", getattr(word_styles, name))
    for name in ("wps", "old_merges", "nested", "tracked", "text_box", "numbered", "controls"):
        yield Style(f"docx/{name}", ".docx", getattr(word_xml, name))
    for name in ("split_tables", "no_row_spans", "vertical", "many_habits"):
        yield Style(f"docx/{name}", ".docx", word_styles.plain, HABITS[name])
    for name in ("one_sheet", "texts", "moved", "sheet_a_table", "units", "padded", "reversed_sheets"):
        yield Style(f"xlsx/{name}", ".xlsx", getattr(sheet_styles, name))
    for name in ("no_row_spans", "labels_repeated", "many_habits", "split_tables", "no_headings"):
        yield Style(f"xlsx/{name}", ".xlsx", sheet_styles.one_sheet, HABITS[name])
    for name in ("tabs", "tabs_gbk", "pipes", "stream", "cell_lines", "glued", "spaced", "lined_up", "boxed"):
        yield Style(f"txt/{name}", ".txt", getattr(text_styles, name))
    yield Style("md/pipes", ".md", text_styles.markdown)
    yield Style("md/html", ".md", text_styles.markdown_html)
    yield Style("csv/form", ".csv", text_styles.comma_separated)
    yield Style("csv/semicolons", ".csv", text_styles.semicolons)
    yield Style("txt/commas", ".txt", text_styles.comma_separated)
    yield from _office()
    yield from _pages()


def _office() -> Iterable[Style]:
    for ending in ("doc", "rtf", "odt"):
        for name, draw, habits in (
            ("plain", word_styles.plain, ()),
            ("wps", word_xml.wps, ()),
            ("many_habits", word_styles.plain, HABITS["many_habits"]),
        ):
            yield Style(f"{ending}/{name}", f".{ending}", draw, habits, by_office("docx", ending))
    yield Style("wps/plain", ".wps", word_styles.plain, (), by_office("docx", "doc"))
    for ending in ("xls", "ods"):
        for name in ("one_sheet", "sheet_a_table"):
            yield Style(f"{ending}/{name}", f".{ending}", getattr(sheet_styles, name), (), by_office("xlsx", ending))
    yield Style("et/plain", ".et", sheet_styles.one_sheet, (), by_office("xlsx", "xls"))


_FOOT = {
    "display_header_footer": True,
    "header_template": "<span></span>",
    "footer_template": '<div style="font-size:9px;width:100%;text-align:center">- <span class="pageNumber"></span> -</div>',
    "margin": {"top": "18mm", "bottom": "18mm", "left": "14mm", "right": "14mm"},
}


def _pages() -> Iterable[Style]:
    """PDFs by Chromium and by LibreOffice, and what is made of them."""
    page, ruled = print_styles.page, print_styles.RULED
    for name, style, spacer, settings in (
        ("chromium", ruled, 0, {}),
        ("spacer", ruled, 240, {}),
        ("rows_whole", ruled + print_styles.ROWS_WHOLE, 240, {}),
        ("landscape", ruled, 120, {"landscape": True}),
        ("page_numbers", ruled, 240, _FOOT),
        ("thick", print_styles.THICK, 200, _FOOT),
        ("shaded", print_styles.SHADED, 200, {}),
        ("rows_only", print_styles.ROWS_ONLY, 200, {}),
        ("unruled", print_styles.BARE, 200, _FOOT),
    ):
        yield Style(f"pdf/{name}", ".pdf", partial(page, style=style, spacer=spacer), (), printed(**settings))
    for name in ("vertical", "many_habits", "no_row_spans"):
        yield Style(f"pdf/{name}", ".pdf", partial(page, style=ruled, spacer=200), HABITS[name], printed(**_FOOT))
    for name in ("plain", "landscape", "no_rules"):
        yield Style(f"pdf/office_{name}", ".pdf", getattr(word_styles, name), (), by_office("docx", "pdf"))
    for name, settings in (("runs", {}), ("characters", {"characters": True})):
        yield Style(f"ofd/{name}", ".ofd", partial(page, style=ruled, spacer=200), (), _then(ofd.from_pdf, **settings))
    clean = partial(page, style=ruled)
    yield Style("png/long", ".png", clean, (), _then(scans.as_long_picture, form="PNG"))
    yield Style("jpg/long", ".jpg", clean, (), _then(scans.as_long_picture, form="JPEG"))
    yield Style("tiff/pages", ".tiff", clean, (), _then(scans.as_pictures, form="TIFF"))
    yield Style("scan/clean", ".pdf", clean, (), _then(scans.as_pictures, form="PDF"))
    yield Style("scan/tilted", ".pdf", clean, (), _then(scans.as_scan, form="PDF"))


def _then(make: Callable[..., bytes], **settings: object) -> Batch:
    """Printed by Chromium, and then made into something else."""
    how = f"{make.__module__}.{make.__name__} {sorted(settings.items())}"
    return lambda contents: kept(contents, how, lambda new: [make(pdf, **settings) for pdf in printed()(new)])


STYLES: dict[str, Style] = {style.name: style for style in _styles()}


def forge(report: Report, style: Style | str) -> tuple[str, bytes]:
    """A file name that tells nothing, and the document. The same report and style give the same document."""
    return forge_all([report], style)[0]


def forge_all(reports: Sequence[Report], style: Style | str) -> list[tuple[str, bytes]]:
    """`forge` for many: formats that another program writes are made in one call of it."""
    style = STYLES[style] if isinstance(style, str) else style
    drawn = [style.draw(*_paper(report, style)) for report in reports]
    return [("文件" + style.ending, content) for content in (style.convert(drawn) if style.convert else drawn)]


def _paper(report: Report, style: Style) -> tuple[Paper, Random]:
    rng = Random(f"{style.name}/{report.content_hash()}")
    paper = paper_of(report)
    for change in style.changes:
        paper = change(paper, rng)
    return paper, rng
