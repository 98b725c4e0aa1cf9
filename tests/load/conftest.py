"""The server of the browser tests, shared."""

from tests.browser.conftest import prepared_home, server

__all__ = ["prepared_home", "server"]
