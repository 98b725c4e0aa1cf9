"""Several people at once: everybody is shown their pages, and nobody an error."""

from __future__ import annotations

from tests.browser.server import Server
from tests.load.browsing import STEPS, browse
from tests.load.session import session


def test_many_browse_at_once_and_nobody_is_shown_an_error(server: Server) -> None:
    taken = browse([server.url], 12, steps=5, think=0.1)
    assert len(taken) == 12 * 5
    assert [rerun.errors for rerun in taken if rerun.errors] == []
    assert "shown to the reader as error" not in server.log.read_text("utf-8")


def test_a_session_is_shown_what_a_browser_would_be(server: Server) -> None:
    """Every step of the load is a page that stands: a load of empty pages would measure nothing."""
    with session(server.url) as visitor:
        for page, query in STEPS:
            shown = visitor.rerun(page, query)
            assert shown.errors == ()
            assert shown.messages > 12, (page, query)
