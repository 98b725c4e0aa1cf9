"""What stands around the shell, asked as a browser would ask it."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
import sys
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Mount, Route
from starlette.types import Message
from streamlit import file_util
from uvicorn import Config

from lib.ui.server import ROOT, SHELL, front_door
from lib.ui.server.headers import content_security_policy
from lib.ui.server.root import document_in, preferred_language

INDEX = Path(file_util.get_static_dir(), "index.html").read_text("utf-8")


class Answer:
    """One answer of an application: status, headers by lower-case name, and the body as sent."""

    def __init__(self, messages: list[Message]) -> None:
        start = next(message for message in messages if message["type"] == "http.response.start")
        self.status: int = start["status"]
        self.headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        bodies = (message.get("body", b"") for message in messages if message["type"] == "http.response.body")
        self.body = b"".join(bodies)

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode("utf-8")


def ask(path: str, query: str = "", method: str = "GET", **headers: str) -> Answer:
    """Ask the front door around a stand-in for Streamlit that sends its root document for every page."""
    inside = Starlette(
        routes=[
            Route("/media/report.html", lambda _: HTMLResponse("<html>a download</html>")),
            Route("/_stcore/health", lambda _: PlainTextResponse("ok")),
            Mount("/static", app=PlainTextResponse("as it lies on disk")),
            Route("/{page:path}", lambda _: HTMLResponse(INDEX, headers={"ETag": "streamlit's"})),
        ],
        middleware=front_door()["middleware"],
    )
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    # In a thread: in this one Playwright may have a loop of its own running.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, inside(scope, receive, send)).result()
    return Answer(messages)


def script_address() -> str:
    found = re.search(r'src="\./(static/js/index\.[^"]+\.js)"', INDEX)
    assert found
    return "/" + found[1]


def test_the_shell_is_the_script_and_the_checkout_the_root() -> None:
    assert SHELL.is_file()
    assert (ROOT / "app.py").is_file()


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        ("", "", "zh"),
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "en-US,en;q=0.9", "en"),
        ("", "en;q=0.2,zh;q=0.8", "zh"),
        ("", "fr-FR,en;q=0.5", "en"),
        ("", "fr", "zh"),
        ("", "en;q=0", "zh"),
        ("", "en;q=many", "zh"),
        ("lang=en", "zh-CN", "en"),
        ("from=2021&lang=zh", "en", "zh"),
        ("lang=xx", "en", "en"),
    ],
)
def test_the_language_is_the_address_then_the_browser_then_chinese(query: str, accept: str, expected: str) -> None:
    assert preferred_language(query, accept) == expected


@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-CN"), ("en", "en")])
@pytest.mark.parametrize("path", ["/", "/disputes"])
def test_a_page_comes_in_its_language(path: str, lang: str, tag: str) -> None:
    answer = ask(path, f"lang={lang}")
    assert answer.status == 200
    assert f'<html lang="{tag}">' in answer.text
    assert "<title>Streamlit" not in answer.text
    assert "You need to enable JavaScript" not in answer.text
    assert "accept-language" in answer.headers["vary"].lower()


@pytest.mark.parametrize("path", ["/overview", "/nowhere"])
def test_an_address_without_a_page_leads_to_the_first_one(path: str) -> None:
    answer = ask(path, "lang=zh&region=35")
    assert answer.status == 307
    assert answer.headers["location"] == "/?lang=zh&region=35"


def test_a_page_is_compressed_and_never_taken_for_unchanged() -> None:
    plain, packed = ask("/disputes"), ask("/disputes", accept_encoding="gzip, br")
    assert packed.text == plain.text
    assert len(packed.body) < len(plain.body) / 2
    # Streamlit's validators are the same in both languages: a browser must not revalidate with them.
    assert "etag" not in packed.headers
    assert packed.headers["cache-control"] == "no-cache"


def test_a_download_stays_as_it_is() -> None:
    assert ask("/media/report.html").text == "<html>a download</html>"
    assert ask("/_stcore/health").text == "ok"


def test_the_rest_of_the_root_document_stays() -> None:
    assert "<script>\n      window.prerenderReady = false" in document_in("zh", INDEX)
    assert 'rel="modulepreload"' in document_in("zh", INDEX)
    assert 'as="font"' not in document_in("zh", INDEX)
    with pytest.raises(ValueError, match="0 times"):
        document_in("zh", INDEX.replace("<title>", "<heading>"))


def test_an_asset_is_sent_compressed_for_good() -> None:
    answer = ask(script_address(), accept_encoding="gzip")
    on_disk = Path(file_util.get_static_dir(), script_address().removeprefix("/")).read_bytes()
    assert gzip.decompress(answer.body) == on_disk
    assert len(answer.body) < len(on_disk) / 2
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "javascript" in answer.headers["content-type"]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (script_address(), {}),
        (script_address(), {"accept_encoding": "gzip", "range": "bytes=0-9"}),
        ("/static/js/../../index.html", {"accept_encoding": "gzip"}),
        ("/static/js/nothing.js", {"accept_encoding": "gzip"}),
    ],
)
def test_every_other_asset_is_streamlits_own_business(path: str, headers: dict[str, str]) -> None:
    assert ask(path, **headers).text == "as it lies on disk"


@pytest.mark.parametrize("path", ["/", "/disputes", "/media/report.html", "/_stcore/health", script_address()])
def test_every_answer_carries_the_headers(path: str) -> None:
    headers = ask(path, accept_encoding="gzip").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["content-security-policy"].startswith("default-src 'self'; script-src 'self' 'sha256-")


def test_the_policy_allows_the_inline_script_by_its_hash_and_no_other() -> None:
    digest = b64encode(hashlib.sha256(b"go()").digest()).decode()
    policy = content_security_policy("<script>go()</script><script src='x.js'></script>")
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self';" in content_security_policy("<p>no script</p>")


def test_the_middleware_is_in_order() -> None:
    middleware: list[Middleware] = front_door()["middleware"]
    assert [getattr(layer.cls, "__name__", "") for layer in middleware] == [
        "SecurityHeaders",
        "RootDocument",
        "CompressedAssets",
    ]


def test_the_server_runs_on_the_fast_loop_where_there_is_one() -> None:
    factory = Config(Starlette()).get_loop_factory()
    assert factory is not None
    assert sys.platform == "win32" or factory.__module__.startswith("uvloop")
