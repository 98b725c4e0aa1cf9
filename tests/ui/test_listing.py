"""Tables as HTML: nothing on file is a dash, numbers keep their separators, no text becomes markup."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    from lib.ui.listing import Head, listing

    heads = [Head("机关"), Head("件数", number=True)]
    listing(heads, [("甲<b>局", 1234), ("乙局", 0), ("丙局", None)], label="各机关", kind="sums")


def test_a_dash_is_not_a_zero_and_text_is_not_markup() -> None:
    shown = AppTest.from_function(page).run().get("html")[0].proto.body
    assert '<td class="text">甲&lt;b&gt;局</td><td class="number">1,234</td>' in shown
    assert '<td class="number">0</td>' in shown
    assert '<td class="number">—</td>' in shown
    assert '<th scope="col" class="number">件数</th>' in shown
    assert 'class="listing sums"' in shown
