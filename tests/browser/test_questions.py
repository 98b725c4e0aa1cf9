"""Ten questions a supervisor would ask, each answered in at most three clicks, the figures on the screen held against those
that a short script finds in the bundled files (`answers.py`)."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from lib.indicators import indicators
from lib.language import t
from tests.browser import answers
from tests.browser.conftest import PageAt, settle
from tests.browser.pressing import press_mark

MOST_CLICKS = 3


class Asking:
    """Somebody at the first page, whose clicks are counted."""

    def __init__(self, page_at: PageAt, **query: str | int) -> None:
        self.page: Page = page_at("/", lang="zh", **query)
        self.clicks = 0

    def go(self, slug: str) -> None:
        """To a page by the navigation."""
        self.page.get_by_test_id("stTopNavLink").filter(has_text=t(f"pages.{slug}", "zh")).click()
        self.page.wait_for_url(lambda url: urlsplit(url).path == f"/{slug}")
        self._counted()

    def click(self, part: Locator) -> None:
        part.click()
        self._counted()

    def press_mark(self, chart: str, category: str, part: str) -> None:
        """On the mark of a chart whose data name it. A click that nothing came of was one all the same."""
        self.clicks += press_mark(self.page, chart, lambda box: _place(box, category, part))

    def says(self, text: str) -> None:
        """The answer is on the page, and was not far."""
        expect(self.page.get_by_test_id("stMain")).to_contain_text(text)
        assert self.clicks <= MOST_CLICKS

    def lists(self, table: Locator, row: str, *cells: str) -> None:
        """A row of a table has these cells."""
        found = table.locator("tr", has_text=row).first
        for cell in cells:
            expect(found).to_contain_text(cell)
        assert self.clicks <= MOST_CLICKS

    def _counted(self) -> None:
        settle(self.page)
        self.clicks += 1


def rate(numerator: int, denominator: int) -> str:
    return f"{numerator / denominator:.1%}（{numerator:,}/{denominator:,}）"


def _place(chart: Locator, category: str, part: str) -> tuple[float, float]:
    """The middle of the mark whose data name it."""
    x, y = chart.locator(".js-plotly-plot").evaluate(
        """(plot, [category, part]) => {
            for (const trace of plot.querySelectorAll(".trace.bars")) {
                const drawn = trace.__data__[0].trace;
                for (const point of trace.querySelectorAll(".point")) {
                    const codes = drawn.customdata[point.__data__.i];
                    if (String(codes[0]) !== category || codes[1] !== part) continue;
                    const at = point.querySelector("path").getBoundingClientRect();
                    return [at.x + at.width / 2, at.y + at.height / 2];
                }
            }
        }""",
        [category, part],
    )
    return x, y


def test_how_many_requests_came_in_2024_and_how_many_were_completed(page_at: PageAt) -> None:
    asking = Asking(page_at)
    asking.press_mark("outcomes", "2024", "outcome.granted")
    cards = asking.page.locator(".st-key-kpis")
    for indicator, key in (("received", "requests.new.total"), ("completed", "requests.result_total.total")):
        card = cards.locator(f".st-key-kpi-{indicator}")
        expect(card).to_contain_text(f"{answers.total(2024, key):,}")
    assert asking.clicks <= MOST_CLICKS


def test_on_which_article_did_pingtan_mostly_refuse_in_2024(page_at: PageAt) -> None:
    asking = Asking(page_at, region=answers.PINGTAN)
    asking.go("requests")
    asking.press_mark("outcomes", "2024", "outcome.refused")
    count, refused, article = answers.main_ground(answers.WHOLE, 2024)
    asking.says(f"{count}/{refused} 件")
    asking.says(f"依据{article}")


def test_whose_correction_rate_is_above_its_peers_and_are_the_cases_enough(page_at: PageAt) -> None:
    asking = Asking(page_at)
    asking.go("compare")
    choice = asking.page.locator(".st-key-pick-indicator input")
    asking.click(choice)
    title = indicators()["reconsideration_correction_rate"].title.zh
    choice.press_sequentially(title)
    asking.click(asking.page.get_by_role("option").filter(has_text=title))
    higher = answers.higher_in_reconsideration(2025)
    rows = asking.page.locator(".st-key-higher-rows tbody tr")
    expect(rows).to_have_count(len(higher))
    for agency, (corrected, decided) in higher.items():
        enough = "不够" if decided < 30 else "够"
        asking.lists(asking.page.locator(".st-key-higher-rows"), agency, rate(corrected, decided), enough)


def test_how_far_could_the_pending_cases_move_a_correction_rate(page_at: PageAt) -> None:
    asking = Asking(page_at)
    asking.go("disputes")
    agency = "沭阳县人民政府"
    report = answers.one(agency, 2025)
    corrected, decided = answers.decided(report)
    pending = answers.of(report, "disputes.reconsideration.pending") or 0
    lowest, highest = corrected / (decided + pending), (corrected + pending) / (decided + pending)
    table = asking.page.get_by_role("region", name=t("pages.dispute_rows", "zh", year=2025))
    asking.lists(table, agency, rate(corrected, decided), str(pending), f"{lowest:.0%}–{highest:.0%}")


def test_who_received_fewer_requests_than_the_year_before(page_at: PageAt) -> None:
    asking = Asking(page_at, region=answers.PINGTAN)
    changes = answers.changes(2025, answers.PINGTAN)
    agency = min(changes, key=lambda name: changes[name])
    asking.says(f"影响最大的是{agency}（−{-changes[agency]}")


def test_who_did_not_report(page_at: PageAt) -> None:
    asking = Asking(page_at)
    asking.go("coverage")
    missing = answers.missing()
    asking.says(f"{t('terms.status.missing', 'zh')} {len(missing)} 份")
    marks = asking.page.locator(".st-key-chart-matrix .js-plotly-plot").evaluate(
        """plot => plot.data.flatMap(trace => trace.customdata.filter(codes => codes[2] === "missing"))"""
    )
    assert sorted((agency, int(year)) for agency, year, _ in marks) == sorted(missing)


def test_what_did_those_refuse_who_lost(page_at: PageAt) -> None:
    asking = Asking(page_at)
    asking.go("disputes")
    losers = answers.losers(2025)
    rows = asking.page.locator(".listing.lost tbody tr")
    expect(rows).to_have_count(len(losers))
    for agency, figures in losers.items():
        cells = rows.filter(has_text=agency).first.locator("td").all_inner_texts()
        assert tuple(int(cell.replace(",", "")) for cell in cells[1:7]) == figures, agency
    assert asking.clicks <= MOST_CLICKS


def test_how_many_requests_come_from_natural_persons(page_at: PageAt) -> None:
    asking = Asking(page_at)
    asking.go("requests")
    natural, everyone = (answers.total(2025, f"requests.new.{who}") for who in ("natural", "total"))
    asking.says(f"自然人的本年新收：{natural:,} 件，占合计 {natural / everyone:.1%}（{natural:,}/{everyone:,}）")


def test_whose_requests_could_not_be_answered_in_2024(page_at: PageAt) -> None:
    asking = Asking(page_at)
    asking.go("requests")
    asking.press_mark("outcomes", "2024", "outcome.unable")
    asking.click(asking.page.locator(".st-key-behind button").first)
    behind = {answers.name(r): answers.rows(r, answers.UNABLE) for r in answers.counted(2024)}
    asking.says(f"合计 {sum(behind.values()):,} 件")
    for agency, count in behind.items():
        asking.lists(asking.page.locator(".st-key-behind-rows"), agency, f"{count:,}")


def test_which_reports_hold_nothing_but_zeros(page_at: PageAt) -> None:
    asking = Asking(page_at)
    asking.go("coverage")
    zeros = [(answers.name(r), r["year"]) for r in answers.zero_reports()]
    marks = asking.page.locator(".st-key-chart-matrix .js-plotly-plot").evaluate(
        """plot => plot.data.flatMap(trace => trace.customdata.filter(codes => codes[2] === "zero"))"""
    )
    assert sorted((agency, int(year)) for agency, year, _ in marks) == sorted(zeros)
    asking.says(f"{t('terms.status.zero', 'zh')} {len(zeros)} 份")
