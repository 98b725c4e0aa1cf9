"""The data page without a browser: drawing that is safe, places that find each other, what a person typed, the parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from lib.documents import Cell, Document, Grid, Paragraph
from lib.exports import write_form_html
from lib.extraction import Place, Question, Reading
from lib.forms import load_forms
from lib.language import LANGUAGES, Language, Message, UserError, catalogue, t
from lib.loading import FileReading, load_reports, prepare, read_content
from lib.loading.comparison import changes
from lib.loading.inbox import Edits, FigureEdit, Inbox
from lib.loading.roster import roster_of
from lib.reports import Agency, Report, State
from lib.store import Store
from lib.store.listing import counts_by_year, listed_reports
from lib.ui.intake.changes import change_name, change_sides
from lib.ui.intake.drawing import document_html, grid_html, page_overlay
from lib.ui.intake.overlay import shown_figure, typed_figure, with_figures, without_figure
from lib.ui.intake.places import figures_at, picked_figure, place_name
from lib.ui.intake.queue import queue_html
from lib.ui.intake.roster import matching
from lib.ui.intake.waiting import Waiting, assess, is_answered
from lib.ui.official_table import official_table_html
from lib.ui.pages import page_file
from lib.ui.plain import plain
from lib.ui.server import SHELL
from lib.views.form_layout import form_layout

NEW, CARRIED = "requests.new.natural", "requests.carry_in.natural"
AGENCY = Agency(name="某县财政局")


def report_of(**figures: int | None) -> Report:
    keys = {"new": NEW, "carried": CARRIED}
    return Report(
        agency=AGENCY,
        year=2024,
        editions={"requests": "2021"},
        figures={keys[name]: value for name, value in figures.items()},
    )


def document_of(*blocks: Grid | Paragraph) -> Document:
    return Document(blocks, None, {}, "html", "0" * 64, "a.html")


# Drawing


@given(some.text(max_size=60))
def test_no_text_of_a_document_becomes_markup(text: str) -> None:
    nasty = f"<script>alert(1)</script>{text}<img src=x onerror=y>"
    grid = Grid((Cell(nasty, 0, 0),), 1, 1, "html-table")
    drawn = document_html(document_of(Paragraph(nasty, 0), grid), {"p1.1", "1.1.1"}, "zh")
    assert set(re.findall(r"<\s*([a-zA-Z]+)", drawn)) <= {
        "div",
        "p",
        "span",
        "table",
        "caption",
        "tbody",
        "tr",
        "td",
        "br",
    }


def test_a_grid_is_drawn_with_its_merged_cells_and_its_empty_slots() -> None:
    cells = (Cell("头", 0, 0, colspan=2), Cell("标", 1, 0, rowspan=2), Cell("1", 1, 1))
    drawn = grid_html(Grid(cells, 3, 2, "word-table"), 4, {"4.2.2"}, "zh")
    assert drawn.count("<tr>") == 3
    assert '<td colspan="2">头</td>' in drawn
    assert '<td rowspan="2">标</td><td data-key="4.2.2">1</td>' in drawn
    assert drawn.count('class="none"') == 1


def test_a_grid_of_any_size_is_drawn_within_limits() -> None:
    cells = tuple(Cell("x", row, 0, rowspan=10**9, colspan=10**9) for row in range(0, 2000, 500))
    drawn = document_html(document_of(Grid(cells, 2000, 10**6, "sheet")), set(), "en")
    assert len(drawn) < 2_000_000
    assert t("intake.document_cut", "en", rows=600) in drawn


def test_places_in_running_text_reach_from_one_to_the_next() -> None:
    drawn = document_html(document_of(Paragraph("甲12乙34", 0)), {"p1.2", "p1.5"}, "zh")
    assert '甲<span data-key="p1.2">12乙</span><span data-key="p1.5">34</span>' in drawn


def test_the_overlay_of_a_page_frames_its_own_places_only() -> None:
    places = {NEW: Place(1, 2, 3, 1, (10, 20, 30, 40)), CARRIED: Place(1, 3, 3, 2, (0, 0, 5, 5))}
    drawn = page_overlay((595.3, 841.9), places, 1)
    assert re.findall(r'data-key="([^"]+)"', drawn) == ["1.2.3"]
    assert 'viewBox="0 0 595.3 841.9"' in drawn
    assert 'x="9.0" y="19.0" width="22.0" height="22.0"' in drawn


def test_a_place_finds_its_figures_and_a_second_click_the_next_one() -> None:
    places = {NEW: Place(1, 2, 3), CARRIED: Place(1, 2, 3), "requests.new.total": Place(None, 7, 4)}
    assert figures_at(places) == {"1.2.3": [NEW, CARRIED], "p7.4": ["requests.new.total"]}
    assert [picked_figure("1.2.3", places, chosen) for chosen in ("", NEW, CARRIED)] == [NEW, CARRIED, NEW]
    assert picked_figure("9.9.9", places, NEW) == ""
    assert {place_name(place) for place in places.values()} == {"1.2.3", "p7.4"}


@given(some.text())
def test_plain_text_leaves_no_mark_unescaped(text: str) -> None:
    assert not re.search(r"(?<!\\)[*_`\[\]$<>]", plain(text).replace("\\\\", ""))


# What a person types


@pytest.mark.parametrize(("text", "value"), [("12", 12), (" １２ ", 12), ("1,234", 1234), ("/", None), ("空", None)])
def test_a_typed_figure_is_a_number_or_a_blank(text: str, value: int | None) -> None:
    assert typed_figure(text, NEW, "看过原文") == FigureEdit(value=value, note="看过原文")


@pytest.mark.parametrize(
    ("text", "note", "key"),
    [
        ("", "x", "not_a_figure"),
        ("1O", "x", "not_a_figure"),
        ("3件", "x", "not_a_figure"),
        ("1.5", "x", "not_whole"),
        ("1", " ", "no_note"),
    ],
)
def test_what_is_no_figure_is_refused_in_words(text: str, note: str, key: str) -> None:
    with pytest.raises(UserError) as refused:
        typed_figure(text, NEW, note)
    assert refused.value.message.key == f"intake.{key}"


def test_a_correction_shows_what_was_read_and_can_be_undone() -> None:
    report = report_of(new=15, carried=None)
    edits = with_figures(Edits(), {NEW: FigureEdit(value=16, note="看错"), CARRIED: FigureEdit(value=0, note="有 0")})
    shown = [shown_figure(report, edits, key, "zh") for key in (NEW, CARRIED)]
    assert [(figure.text, figure.state, figure.was) for figure in shown] == [
        ("16", State.STATED, "15"),
        ("0", State.STATED, t("charts.blank", "zh")),
    ]
    assert shown_figure(report, without_figure(edits, NEW), NEW, "zh").was is None
    assert shown_figure(report, edits, "requests.new.total", "zh").state is State.ABSENT


# What waits


def waiting_of(
    reading: FileReading, edits: Edits | None = None, store: Store | None = None, folder: Path | None = None
) -> Waiting:
    assert folder is not None
    inbox = Inbox(folder)
    item = inbox.item(inbox.add(reading.origin, b"x"))
    assert item is not None
    return assess(store or Store(), item, [reading], edits or Edits())


def test_a_name_that_is_a_part_of_one_in_the_roster_waits_for_a_person(tmp_path: Path) -> None:
    store = Store()
    whole = report_of(new=15)
    full = whole.model_copy(update={"agency": Agency(name="丁市" + whole.agency.name), "year": 2020})
    load_reports(store, [("a", full)])
    reading = FileReading("甲.txt", whole, None, Reading(whole, "whole"))
    waiting = waiting_of(reading, None, store, tmp_path)
    assert (waiting.plan, waiting.may_be) == ("new", full.agency.name)
    assert full.agency.name in queue_html([waiting], "zh")
    assert waiting_of(reading, Edits(agency=full.agency.name), store, tmp_path).may_be == ""
    assert waiting_of(reading, None, Store(), tmp_path / "other").may_be == ""


def questioned(*questions: Question) -> FileReading:
    return FileReading("甲.txt", report_of(new=15), None, Reading(report_of(new=15), "questions", questions))


def test_questions_must_be_looked_at_before_a_report_is_ready(tmp_path: Path) -> None:
    question = Question(Message("extraction.all_blank"), (CARRIED,), "12", (("1",), ("2",)))
    open_one = waiting_of(questioned(question), folder=tmp_path)
    assert (open_one.plan, open_one.ready, len(open_one.open_questions)) == ("new", False, 1)
    answered = Edits(figures={CARRIED: FigureEdit(value=1)})
    assert is_answered(question, answered)
    assert not waiting_of(questioned(question), answered, folder=tmp_path).ready
    assert waiting_of(questioned(question), Edits(looked_at=True), folder=tmp_path).ready


def test_a_reading_without_questions_is_ready_and_a_refused_one_never(tmp_path: Path) -> None:
    whole = FileReading("乙.txt", report_of(new=15), None, Reading(report_of(new=15), "whole"))
    assert waiting_of(whole, folder=tmp_path).ready
    refused = FileReading("丙.txt", None, Message("loading.too_slow", {"name": "丙", "seconds": 9}))
    waiting = waiting_of(refused, Edits(looked_at=True), folder=tmp_path)
    assert (waiting.outcome, waiting.ready, waiting.plan) == ("refused", False, "hindered")


def test_against_what_is_stored_a_report_is_the_same_or_a_revision(tmp_path: Path) -> None:
    store = Store()
    load_reports(store, [("x", report_of(new=15, carried=None))])
    same = FileReading("a.json", report_of(new=15, carried=None))
    other = FileReading("b.json", report_of(new=15, carried=0))
    assert waiting_of(same, store=store, folder=tmp_path).plan == "same"
    revision = waiting_of(other, store=store, folder=tmp_path)
    assert revision.plan == "revision"
    (change,) = revision.changes
    # A blank that becomes a zero is a change.
    assert (change.key, change.before, change.before_state, change.after) == (CARRIED, None, State.BLANK, 0)


def test_the_queue_escapes_names_and_says_outcomes_in_words(tmp_path: Path) -> None:
    reading = FileReading("<b>甲</b>.txt", report_of(new=15), None, Reading(report_of(new=15), "whole"))
    drawn = queue_html([waiting_of(reading, folder=tmp_path)], "zh")
    assert "<b>甲</b>" not in drawn
    assert "&lt;b&gt;甲&lt;/b&gt;.txt" in drawn
    assert t("intake.outcome_whole", "zh") in drawn


# The store's lists


def test_stored_reports_are_listed_searched_and_counted() -> None:
    store = Store()
    prepare(store)
    rows, total = listed_reports(store, limit=5)
    assert len(rows) == 5
    assert total == sum(row["reports"] for row in counts_by_year(store))
    found, count = listed_reports(store, "崔桥镇")
    assert (count, found[0]["year"], found[0]["revision"]) == (1, 2020, 1)
    assert listed_reports(store, "没有这个机关%") == ([], 0)


def test_the_roster_is_found_by_name_past_name_and_region() -> None:
    store = Store()
    prepare(store)
    entries = roster_of(store)
    assert matching(entries, "") == entries
    assert {entry.agency.region_code for entry in matching(entries, "350128")} == {"350128"}
    past = next(entry for entry in entries if entry.past_names)
    assert past in matching(entries, past.past_names[0])


def test_every_change_has_words_in_both_languages() -> None:
    before = report_of(new=15, carried=None)
    after = before.model_copy(update={"scope": "own_office", "text": {"一": "x"}, "figures": {NEW: 16}})
    for lang in LANGUAGES:
        for change in changes(before, after):
            assert change_name(change, lang)
            assert all(change_sides(change, lang))


# The pages


def open_part(slug: str, **query: str) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(str(page_file(slug)))
    return app.run()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", ["load", "roster", "stored", "nonsense"])
def test_every_part_stands_in_both_languages(part: str, lang: Language) -> None:
    app = open_part("data", part=part, lang=lang)
    assert not app.exception
    assert t("pages.data", lang) in [header.value for header in app.header]


@pytest.mark.usefixtures("home")
def test_a_document_that_does_not_wait_is_said_to_be_gone() -> None:
    app = open_part("document", document="0" * 24, lang="zh")
    assert not app.exception
    assert t("loading.not_waiting", "zh") in [info.value for info in app.info]


@pytest.mark.usefixtures("home")
def test_a_stored_report_opens_with_its_tables() -> None:
    app = open_part("document", agency="扶沟县崔桥镇人民政府", year="2020", lang="zh")
    assert not app.exception
    assert t("intake.no_original", "zh") in [info.value for info in app.info]


def test_the_words_of_the_page_are_the_same_places_in_both_languages() -> None:
    rooms = [{key for key in catalogue(lang) if key.startswith("intake.")} for lang in LANGUAGES]
    assert rooms[0] == rooms[1]
    assert len(rooms[0]) > 100


def test_read_content_gives_what_the_page_draws(tmp_path: Path) -> None:
    """The page's own path for one real text: read, assessed, drawn."""
    report = report_of(new=15, carried=3)
    (reading,) = read_content(write_form_html(report), "某县财政局2024年.html")
    assert reading.reading is not None
    waiting = waiting_of(reading, folder=tmp_path)
    assert reading.reading.places[NEW].grid is not None
    assert "某县财政局" in queue_html([waiting], "zh")


def test_the_official_table_shows_what_was_read_before_a_correction() -> None:
    form = load_forms()["2021"].tables["requests"]
    drawn = official_table_html(
        form_layout(form, "2021"),
        "zh",
        values={NEW: "16"},
        states={NEW: State.STATED},
        marks={},
        previous=None,
        suggestions={},
        corrections={NEW: "<15>"},
        single_cells=True,
    )
    assert f'<small class="corrected">{t("charts.table.corrected", "zh", value="&lt;15&gt;")}</small>' in drawn
    # Cell by cell, also where the document has none of a row: each can be chosen.
    assert all(f'data-key="{key}"' in drawn for key in form.keys)


def test_a_file_of_many_reports_is_the_same_only_when_all_of_it_is_stored(tmp_path: Path) -> None:
    store, inbox = Store(), Inbox(tmp_path)
    one, two = report_of(new=1), report_of(new=2).model_copy(update={"year": 2023})
    item = inbox.item(inbox.add("两份.jsonl", b"x"))
    assert item is not None
    readings = [FileReading("两份.jsonl", one), FileReading("两份.jsonl", two)]
    load_reports(store, [("a", one)])
    assert assess(store, item, readings, Edits()).plan == "several"
    load_reports(store, [("b", two)])
    assert assess(store, item, readings, Edits()).plan == "same"


def test_what_the_document_does_not_say_of_the_agency_is_no_change(tmp_path: Path) -> None:
    store = Store()
    known = report_of(new=15).model_copy(
        update={"agency": Agency(name="某县财政局", region_code="350128", level="county")}
    )
    load_reports(store, [("a", known)])
    assert waiting_of(FileReading("b.json", report_of(new=15)), store=store, folder=tmp_path).plan == "same"
