"""Nothing jumps while a page is drawn anew, what takes long says so, and who wants no movement sees none."""

from __future__ import annotations

from playwright.sync_api import Page, WebSocketRoute, expect

from lib.language import t
from tests.browser.conftest import PageAt, settle

# The smallest height each chart had, and every place it stood at, since watching began.
WATCH = """() => {
    window.seen = {};
    const look = () => {
        for (const box of document.querySelectorAll("[class*=st-key-chart-]")) {
            const key = [...box.classList].find(name => name.startsWith("st-key-chart-"));
            const plot = box.querySelector(".stPlotlyChart");
            const height = plot ? plot.getBoundingClientRect().height : 0;
            const top = Math.round(box.getBoundingClientRect().top);
            const one = window.seen[key] ??= { height, tops: [] };
            one.height = Math.min(one.height, height);
            if (!one.tops.includes(top)) one.tops.push(top);
        }
        requestAnimationFrame(look);
    };
    look();
}"""


def choose_year(page: Page, label: str, year: str) -> None:
    page.get_by_label(t(label, "zh")).click()
    page.get_by_role("option", name=year, exact=True).click()
    page.wait_for_url(lambda url: year in url)
    settle(page)


def test_charts_keep_their_height_and_place_while_they_are_drawn_anew(page_at: PageAt) -> None:
    page = page_at("/requests", lang="zh", region="350128")
    expect(page.locator(".st-key-chart-flow .sankey-link").first).to_be_visible()
    heights = {
        key: page.locator(f".st-key-chart-{key} .stPlotlyChart").evaluate("node => node.offsetHeight")
        for key in ("outcomes", "flow", "backlog")
    }
    before = page.locator(".st-key-chart-outcomes").evaluate("node => Math.round(node.getBoundingClientRect().top)")
    page.evaluate(WATCH)
    choose_year(page, "frame.from", "2021")
    seen = page.evaluate("window.seen")
    for key, height in heights.items():
        assert seen[f"st-key-chart-{key}"]["height"] >= 0.9 * height, key
    # It stands where it stood or where it will stand, and nowhere else in between.
    after = page.locator(".st-key-chart-outcomes").evaluate("node => Math.round(node.getBoundingClientRect().top)")
    assert {*seen["st-key-chart-outcomes"]["tops"]} <= {before, after}


def test_what_takes_longer_than_a_second_says_so(page_at: PageAt) -> None:
    """A slow server: that it has begun arrives, and what it answers is held back."""
    passing = [1_000_000]
    held: list[str | bytes] = []
    lines: list[WebSocketRoute] = []

    def answer(line: WebSocketRoute) -> None:
        def arrived(message: str | bytes) -> None:
            passing[0] -= 1
            line.send(message) if passing[0] >= 0 else held.append(message)

        lines.append(line)
        line.connect_to_server().on_message(arrived)

    page = page_at("/", lang="zh", watch=lambda page: page.route_web_socket("**/_stcore/stream", answer))
    word = "getComputedStyle(document.querySelector('[data-testid=stApp]'), '::after')"
    assert page.evaluate(f"{word}.content") == "none"
    passing[0] = 2
    page.get_by_role("radio", name="English").click()
    page.wait_for_function(f"() => {word}.content !== 'none' && {word}.opacity === '1'")
    expect(page.locator(".marks-said")).to_have_text(t("marks.working", "zh"))
    passing[0] = 1_000_000
    while held:
        lines[-1].send(held.pop(0))
    settle(page)
    assert page.evaluate(f"{word}.content") == "none"
    expect(page.locator(".marks-said")).to_have_text("")


def test_who_wants_no_movement_sees_none(page_at: PageAt) -> None:
    page = page_at("/", lang="zh", watch=lambda page: page.emulate_media(reduced_motion="reduce"))
    # What stands there before our style has come is Streamlit's.
    page.locator(".marks-hint").wait_for(state="attached")
    settle(page)
    longest = page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('*')].flatMap(node => {"
        " const style = getComputedStyle(node);"
        " return [style.transitionDuration, style.animationDuration].flatMap(s => s.split(',').map(parseFloat)) }))"
    )
    assert longest < 0.01
