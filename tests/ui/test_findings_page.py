"""The page of findings through Streamlit's own runner: each part, each filter, each decision."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.checks import cell_name, load_catalogue
from lib.forms import newest_form
from lib.language import LANGUAGES, Language, catalogue, t
from lib.loading import load_reports, prepare
from lib.loading.bundle import HOME_VARIABLE
from lib.reports import Agency, Report
from lib.store import Filters, Store
from lib.store.reading import stored_reports
from lib.store.reviewing import Decision, decisions, enter, log
from lib.ui.oversight.asking import SEVERITIES
from lib.ui.oversight.parts import PARTS
from lib.ui.pages import page_file
from lib.ui.server import SHELL
from lib.ui.stored import store as served
from lib.ui.worklist import worklist_html
from lib.views.findings import Worklist, all_items, findings, opened


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data file as a first start leaves it."""
    path = tmp_path_factory.mktemp("prepared") / "disclosure.duckdb"
    store = Store(path)
    prepare(store)
    store.close()
    return path


@pytest.fixture
def home(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of its own for each test: what one decides another does not see."""
    shutil.copy(prepared, tmp_path)
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    st.cache_resource.clear()
    st.cache_data.clear()
    yield tmp_path
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture(scope="module")
def bundled() -> Store:
    store = Store()
    prepare(store)
    return store


def open_page(**query: str) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=60)
    for name, value in {"lang": "zh", **query}.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(str(page_file("findings")))
    return app.run()


def text_of(app: AppTest) -> str:
    kinds: Any = (app.header, app.subheader, app.markdown, app.caption, app.info, app.warning, app.error, app.success)
    words = "\n".join(str(e.value) for kind in kinds for e in kind)
    html = "\n".join(e.proto.body for e in app.get("html") if "<style>:root" not in e.proto.body)
    # What is escaped for Markdown is read as it stands.
    return re.sub(r"\\([^\w\s])", r"\1", words) + html


def address(app: AppTest, name: str) -> str:
    found = app.query_params.get(name, [""])
    return str(found[-1] if isinstance(found, list) else found)


def first(**asked: Any) -> str:
    """The fingerprint of the first finding of a list of the store the page shows."""
    return findings(served(), Filters(), Worklist(**asked)).items[0].finding.fingerprint


def name_reviewer(app: AppTest, who: str = "张三") -> AppTest:
    return app.text_input(key="review-who").input(who).run()


def decide(app: AppTest, state: str, note: str = "") -> AppTest:
    """Type a note and press a button, as one submission of the form."""
    field = next(field for field in app.text_input if str(field.key).startswith("note-"))
    field.input(note)
    return app.button(key=f"review-{state}").click().run()


# The parts


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_stands(part: str, lang: Language) -> None:
    app = open_page(part=part, lang=lang)
    assert not app.exception
    assert not app.error
    assert app.segmented_control(key="part").value == part
    if lang == "zh":
        english = {text for key, text in catalogue("en").items() if text != catalogue("zh")[key] and len(text) > 12}
        assert not [sentence for sentence in english if "{" not in sentence and sentence in text_of(app)]


@pytest.mark.usefixtures("home")
def test_going_to_another_part_leaves_what_belonged_to_the_last_one() -> None:
    app = open_page(severity="error", page="1", finding="x", find="局")
    app.segmented_control(key="part").set_value("log").run()
    assert {name: address(app, name) for name in ("part", "severity", "page", "finding", "find")} == {
        "part": "log",
        "severity": "error",
        "page": "",
        "finding": "",
        "find": "",
    }


@pytest.mark.usefixtures("home")
def test_words_of_the_address_that_fit_nothing_are_as_if_not_there() -> None:
    odd = {"part": "?", "severity": "bad", "state": "lost", "check": "NO", "cause": "x", "group": "y", "page": "999"}
    app = open_page(**odd)
    assert not app.exception
    assert app.segmented_control(key="part").value == "list"
    total = findings(served(), Filters()).total
    assert t("oversight.place", "zh", n=(total - 1) // 50 * 50 + 1, total=total) in text_of(app)


# The list


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_says_what_its_view_says(bundled: Store, lang: Language) -> None:
    shown = findings(bundled, Filters())
    html = worklist_html(shown, lang)
    assert re.findall(r'data-key="(\w+)"', html) == [item.finding.fingerprint for item in shown.items]
    assert [sign for sign in re.findall(r'class="sign (\w+)"', html)] == [i.finding.severity for i in shown.items]
    for item in shown.items:
        assert f"<b>{item.agency.text}</b> {item.finding.year}" in html
        assert escape(load_catalogue()[item.finding.check].title.get(lang)) in html


@pytest.mark.parametrize("group", ["agency", "cause"])
def test_groups_come_with_their_counts_and_the_open_one_with_its_findings(bundled: Store, group: Any) -> None:
    closed = findings(bundled, Filters(), Worklist(group=group))
    html = worklist_html(closed, "zh")
    assert html.count('class="group"') == len(closed.groups)
    assert 'class="row' not in html
    one = closed.groups[1]
    shown = findings(bundled, Filters(), Worklist(group=group, open_group=one.code))
    html = worklist_html(shown, "zh")
    assert html.count('class="row') == one.findings == len(shown.items)
    assert html.count('aria-expanded="true"') == 1
    assert t("oversight.group_count", "zh", n=one.findings) in html
    assert not one.errors or t("oversight.group_errors", "zh", n=one.errors) in html


def test_names_in_the_list_are_text() -> None:
    store = Store()
    load_reports(store, [("a", report_of("<img src=x onerror=alert(1)>局", 5))])
    html = worklist_html(findings(store, Filters()), "zh")
    assert "<img" not in html
    assert "&lt;img" in html


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("key", "parameter", "chosen"), [("list.severity", "severity", ["error"]), ("list.state", "state", ["confirmed"])]
)
def test_pills_narrow_the_list_and_go_into_the_address(key: str, parameter: str, chosen: list[str]) -> None:
    app = open_page(page="2")
    app.pills(key=key).set_value(chosen).run()
    assert (address(app, parameter), address(app, "page")) == (",".join(chosen), "")
    shown = findings(
        served(), Filters(), Worklist(**{{"severity": "severities", "state": "states"}[parameter]: tuple(chosen)})
    )
    said = t("oversight.place", "zh", n=1, total=shown.total) if shown.total else t("oversight.none_fits", "zh")
    assert said in text_of(app)


@pytest.mark.usefixtures("home")
def test_checks_causes_and_names_narrow_the_list() -> None:
    app = open_page()
    app.multiselect(key="list.check").set_value(["T3-ROW"]).run()
    app.text_input(key="list.find").input("农业").run()
    app.multiselect(key="list.cause").set_value(["TOTAL"]).run()
    assert [address(app, name) for name in ("check", "find", "cause")] == ["T3-ROW", "农业", "TOTAL"]
    shown = findings(served(), Filters(), Worklist(checks=("T3-ROW",), causes=("TOTAL",), search="农业"))
    assert shown.total
    assert t("oversight.place", "zh", n=1, total=shown.total) in text_of(app)


@pytest.mark.usefixtures("home")
def test_the_labels_of_the_filters_say_how_many_there_are() -> None:
    app = open_page()
    labels = findings(served(), Filters()).labels
    assert app.pills(key="list.severity").options == [
        f"{t(f'terms.severity.{name}', 'zh')} {labels.severities.get(name, 0):,}" for name in SEVERITIES
    ]


@pytest.mark.usefixtures("home")
def test_where_nothing_fits_the_page_says_whether_a_filter_is_the_reason() -> None:
    assert t("oversight.none", "zh") in text_of(open_page(kind="township", level="province"))
    assert t("oversight.none_fits", "zh") in text_of(open_page(find="无此机关"))


@pytest.mark.usefixtures("home")
def test_a_grouped_list_waits_for_a_group_to_be_opened() -> None:
    assert t("oversight.open_a_group", "zh") in text_of(open_page(group="agency"))
    group = findings(served(), Filters(), Worklist(group="agency")).groups[0]
    app = open_page(group="agency", open=group.code)
    assert t("oversight.place", "zh", n=1, total=group.findings) in text_of(app)


# What is opened


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_opens_its_finding_beside_the_official_table(lang: Language) -> None:
    open_page()
    fingerprint = first(checks=("T3-ROW",), causes=("TOTAL",))
    app = open_page(finding=fingerprint, lang=lang)
    found = opened(served(), fingerprint)
    assert found is not None
    finding = found.item.finding
    shown = text_of(app)
    assert load_catalogue()["T3-ROW"].todo.get(lang) in shown
    (table,) = [e.proto.body for e in app.get("html") if 'class="oft ' in e.proto.body]
    for number, key in enumerate(finding.cells[:9], start=1):
        cell = re.search(rf'<td data-key="{re.escape(key)}".*?</td>', table)
        assert cell is not None
        assert chr(0x2460 + number - 1) in cell[0]
    assert finding.cause is not None
    for repair in finding.cause.cells:
        cell = re.search(rf'<td data-key="{re.escape(repair.key)}".*?</td>', table)
        assert cell is not None
        # The reported figure stands; the suggestion stands beside it.
        assert f"<span>{repair.reported:,}</span>" in cell[0]
        assert t("charts.table.suggested", lang, value=f"{repair.suggested:,}") in cell[0]
    for broken in finding.equations:
        assert f"{broken.delta:+,}".replace("-", "−") in shown


@pytest.mark.usefixtures("home")
def test_last_years_figures_stand_in_the_cells_of_the_finding_only() -> None:
    open_page()
    shown = findings(served(), Filters(), Worklist(severities=("error",)))
    found = next(
        found
        for item in shown.items
        if (found := opened(served(), item.finding.fingerprint)) and found.last_year and found.item.finding.equations
    )
    app = open_page(finding=found.item.finding.fingerprint)
    html = text_of(app)
    marked = {key for key in found.last_year}
    with_previous = set(re.findall(r'<td data-key="([^"]+)"(?:(?!</td>).)*class="previous"', html))
    assert with_previous == marked


@pytest.mark.usefixtures("home")
def test_a_link_to_what_is_not_there_says_so() -> None:
    assert t("oversight.not_found", "zh") in text_of(open_page(finding="0" * 64))


@pytest.mark.usefixtures("home")
def test_a_link_opens_its_finding_also_where_the_filters_leave_it_out() -> None:
    open_page()
    app = open_page(finding=first(severities=("error",)), severity="information")
    assert t("oversight.not_listed", "zh") in text_of(app)
    assert app.button(key="step-next").disabled


@pytest.mark.usefixtures("home")
def test_back_and_on_go_through_the_list_over_the_end_of_a_page() -> None:
    open_page()
    items = [findings(served(), Filters(), Worklist(page=page)).items for page in (1, 2)]
    app = open_page(finding=items[0][-1].finding.fingerprint)
    app.button(key="step-next").click().run()
    assert address(app, "finding") == items[1][0].finding.fingerprint
    assert t("oversight.page_of", "zh", page=2, last=-(-findings(served(), Filters()).total // 50)) in text_of(app)
    app.button(key="step-previous").click().run()
    assert address(app, "finding") == items[0][-1].finding.fingerprint


@pytest.mark.usefixtures("home")
def test_other_explanations_stand_beside_the_likeliest_one() -> None:
    open_page()
    found = next(item.finding for item in all_items(served(), Filters()) if item.finding.alternatives)
    shown = text_of(open_page(finding=found.fingerprint))
    assert t("oversight.rivals", "zh") in shown
    for rival in found.alternatives[:3]:
        for repair in rival.cells[:4]:
            assert cell_name(repair.key, "zh") in shown
            assert f"疑为 {repair.suggested:,}" in shown


@pytest.mark.usefixtures("home")
def test_prose_a_finding_rests_on_is_quoted_as_text_and_compared_with_the_table() -> None:
    open_page()
    said = "2024年，<b>本机关</b>共收到政府信息公开申请37件。"
    figures = {key: 0 for key in newest_form().tables["requests"].keys} | {"requests.new.natural": 5}
    figures |= {f"requests.{row}.{column}": 5 for row in ("granted", "result_total") for column in ("natural", "total")}
    figures |= {"requests.new.total": 5}
    report = report_of("某局", 5).model_copy(update={"figures": figures, "text": {"一": said}})
    load_reports(served(), [("a", report)])
    app = open_page(find="某局", check="TEXT-FIGURE")
    quoted = [html for html in (e.proto.body for e in app.get("html")) if "<blockquote" in html]
    assert len(quoted) == 1
    assert "37" in quoted[0]
    assert "<b>" not in quoted[0]
    assert t("oversight.section", "zh", n="一") in quoted[0]


@pytest.mark.usefixtures("home")
def test_what_repeats_another_report_leads_to_both_side_by_side() -> None:
    open_page()
    source = max(
        (r for r in stored_reports(served()) if r.year == 2024), key=lambda r: sum(map(bool, r.figures.values()))
    )
    copy = source.model_copy(update={"agency": Agency(name="某局"), "year": 2023})
    load_reports(served(), [("a", copy), ("b", copy.model_copy(update={"year": 2024}))])
    app = open_page(find="某局", check="COPY-YEAR")
    fingerprint = first(search="某局", checks=("COPY-YEAR",))
    app.button(key="side-by-side").click().run()
    assert not app.exception
    assert [address(app, name) for name in ("part", "pair", "finding")] == ["copies", fingerprint, ""]


# Decisions


@pytest.mark.usefixtures("home")
def test_confirming_writes_it_down_and_opens_the_next_one() -> None:
    app = name_reviewer(open_page())
    one, two = (item.finding.fingerprint for item in findings(served(), Filters()).items[:2])
    decide(app, "confirmed", "已电话核实")
    (entry,) = decisions(served(), one)
    assert (entry.state, entry.who, entry.note) == ("confirmed", "张三", "已电话核实")
    assert address(app, "finding") == two
    assert findings(served(), Filters()).items[0].review == "confirmed"
    # Asked once: the next decision knows whose it is.
    decide(app, "confirmed")
    assert [entry.who for entry in log(served())[0]] == ["张三", "张三"]


@pytest.mark.usefixtures("home")
def test_dismissing_needs_a_reason() -> None:
    app = name_reviewer(open_page())
    fingerprint = first()
    decide(app, "dismissed")
    assert t("review.note_needed", "zh") in text_of(app)
    assert log(served())[1] == 0
    decide(app, "dismissed", "表内注明口径不同")
    assert decisions(served(), fingerprint)[0].state == "dismissed"


@pytest.mark.usefixtures("home")
def test_a_decision_needs_a_person() -> None:
    app = open_page()
    decide(app, "confirmed")
    assert t("review.who_needed", "zh") in text_of(app)
    assert log(served())[1] == 0


@pytest.mark.usefixtures("home")
def test_a_decided_finding_shows_what_was_decided_and_can_be_reopened() -> None:
    app = name_reviewer(open_page())
    fingerprint = first()
    decide(app, "dismissed", "口径不同")
    app.query_params["finding"] = fingerprint
    app.run()
    assert "张三" in text_of(app)
    assert "“口径不同”" in text_of(app)
    decide(app, "new", "再看一遍")
    assert [entry.state for entry in decisions(served(), fingerprint)] == ["new", "dismissed"]
    # What was taken back is looked at again: it stays open.
    assert address(app, "finding") == fingerprint
    assert t("oversight.history", "zh") in text_of(app)


@pytest.mark.usefixtures("home")
def test_with_the_decided_ones_filtered_out_the_list_goes_on() -> None:
    app = name_reviewer(open_page(state="new"))
    before = findings(served(), Filters(), Worklist(states=("new",)))
    decide(app, "confirmed")
    assert address(app, "finding") == before.items[1].finding.fingerprint
    assert t("oversight.place", "zh", n=1, total=before.total - 1) in text_of(app)


@pytest.mark.usefixtures("home")
def test_the_report_page_shows_what_was_decided() -> None:
    app = name_reviewer(open_page())
    item = findings(served(), Filters()).items[0]
    decide(app, "confirmed", "属实")
    app.query_params["agency"] = str(item.agency.code)
    app.query_params["year"] = str(item.finding.year)
    app.switch_page(str(page_file("report"))).run()
    assert not app.exception
    assert "“属实”" in text_of(app)


# Kept, and new again


@pytest.mark.usefixtures("home")
def test_a_decision_is_kept_over_the_same_figures_and_new_again_over_others() -> None:
    open_page()
    load_reports(served(), [("a", report_of("某局", 5))])
    asked = Worklist(search="某局", checks=("T3-ROW",))
    app = name_reviewer(open_page(find="某局", check="T3-ROW"))
    decide(app, "confirmed", "属实")
    (item,) = findings(served(), Filters(), asked).items
    assert item.review == "confirmed"
    load_reports(served(), [("a", report_of("某局", 5))])
    assert findings(served(), Filters(), asked).items[0].review == "confirmed"
    load_reports(served(), [("b", report_of("某局", 6))])
    (again,) = findings(served(), Filters(), asked).items
    assert again.review == "new"
    # The new one shows what was decided while the figures were others; the old one is corrected, and says so.
    app = open_page(find="某局", check="T3-ROW")
    assert t("oversight.other_figures", "zh") in text_of(app)
    app = open_page(finding=item.finding.fingerprint)
    assert t("oversight.gone_by.report", "zh") in text_of(app)
    assert not [button for button in app.button if str(button.key).startswith("review-")]


@pytest.mark.usefixtures("home")
def test_changes_since_the_last_load() -> None:
    open_page()
    load_reports(served(), [("a", report_of("某局", 5))])
    load_reports(served(), [("b", report_of("某局", 6))])
    for change in ("added", "gone", "remaining"):
        app = open_page(part="changes", change=change, check="T3-ROW", find="某局")
        shown = findings(served(), Filters(), Worklist(change=change, checks=("T3-ROW",), search="某局"))
        expected = t("oversight.place", "zh", n=1, total=shown.total) if shown.total else t("oversight.none_fits", "zh")
        assert expected in text_of(app)
        counts = [getattr(shown.since, name) for name in ("added", "gone", "remaining")]
        assert app.segmented_control(key="list.change").options == [
            f"{t(f'oversight.change_{name}', 'zh')} {n:,}"
            for name, n in zip(("added", "gone", "remaining"), counts, strict=True)
        ]
    assert findings(served(), Filters(), Worklist(change="gone", search="某局")).total


@pytest.mark.usefixtures("home")
def test_changes_since_a_day_that_is_typed() -> None:
    app = open_page(part="changes")
    app.text_input(key="list.since").input("2020/01/02").run()
    assert address(app, "since") == "2020-01-02"
    assert t("oversight.since_last", "zh") in [button.label for button in app.button]
    app.text_input(key="list.since").input("去年").run()
    assert t("oversight.no_day", "zh", text="去年") in text_of(app)
    app.button(key="since-last").click().run()
    assert address(app, "since") == ""


# The log


@pytest.mark.usefixtures("home")
def test_the_log_shows_every_decision_and_that_it_is_whole() -> None:
    app = name_reviewer(open_page())
    item = findings(served(), Filters()).items[0]
    decide(app, "dismissed", "<b>口径</b>不同")
    decide(app, "confirmed")
    app = open_page(part="log")
    (table,) = [e.proto.body for e in app.get("html") if "whole log" in e.proto.body]
    assert table.count("<tr>") == 1 + 2
    assert "&lt;b&gt;口径" in table
    assert f"{item.agency.text} · {item.finding.year}" in table
    assert [alert.value.startswith("记录完整：2 条") for alert in app.success] == [True]


@pytest.mark.usefixtures("home")
def test_a_log_that_was_changed_says_from_where_on() -> None:
    app = name_reviewer(open_page())
    decide(app, "confirmed")
    decide(app, "confirmed")
    served().execute("UPDATE decision SET who = '李四' WHERE seq = 2")
    app = open_page(part="log")
    assert [alert.value for alert in app.error] == [t("oversight.log_broken", "zh", n=2)]


@pytest.mark.usefixtures("home")
def test_an_empty_log_says_how_to_begin() -> None:
    assert t("oversight.log_empty", "zh") in text_of(open_page(part="log"))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Shanghai", "2026-03-02 00:30 UTC+8"),
        ("Asia/Kolkata", "2026-03-01 22:00 UTC+5:30"),
        ("Mars", "2026-03-01 16:30 UTC"),
    ],
)
def test_times_are_the_readers_with_the_zone_said(zone: str, said: str) -> None:
    app = open_page()
    fingerprint = first()
    row = served().rows('SELECT agency_code, year, "check" FROM finding WHERE fingerprint = ?', [fingerprint])[0]
    made = Decision(
        datetime(2026, 3, 1, 16, 30),
        "张三",
        fingerprint,
        row["agency_code"],
        row["year"],
        row["check"],
        "confirmed",
        "",
    )
    enter(served(), [made])
    app.context = {"timezone": zone}
    app.query_params["finding"] = fingerprint
    app.run()
    assert said in text_of(app)


def report_of(name: str, total: int) -> Report:
    """A report whose new requests do not add up: 1 by natural persons, `total` in all."""
    figures = {f"requests.new.{column}": 0 for column in ("commercial", "research", "welfare", "legal", "other")}
    figures |= {"requests.new.natural": 1, "requests.new.total": total}
    return Report(agency=Agency(name=name), year=2024, editions={"requests": "2021"}, figures=figures)
