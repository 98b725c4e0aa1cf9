"""The house rules, as far as a program can see them."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from lib.language import LANGUAGES, Language, catalogue

ROOT = Path(__file__).resolve().parents[1]
SOURCES = [ROOT / "app.py", *sorted((ROOT / "lib").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py"))]
CATALOGUES = ROOT / "lib" / "language" / "catalogue"
ROOMS = sorted({path.name.split(".")[0] for path in CATALOGUES.glob("*.toml")})

# A driver or a face stays in its own rooms, so that it can be changed there and nowhere else.
KEPT_TO = {
    "streamlit": ("app.py", "lib/ui/", "pages/"),
    "plotly": ("lib/charts/",),
    "duckdb": ("lib/store/",),
    "starlette": ("lib/ui/server/",),
}
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
MOST_LINES = {"a file": 300, "a page": 80, "a function": 40}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


every_source = pytest.mark.parametrize("path", SOURCES, ids=name_of)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


@every_source
def test_a_file_is_short(path: Path) -> None:
    most = MOST_LINES["a page" if path.parent.name == "pages" else "a file"]
    assert len(path.read_text("utf-8").splitlines()) <= most


@every_source
def test_a_function_is_short(path: Path) -> None:
    assert {
        function.name: lines
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := _lines(function)) > MOST_LINES["a function"]
    } == {}


@every_source
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert path.stem not in NO_NAMES
    assert ast.get_docstring(tree_of(path)) or not tree_of(path).body


@every_source
def test_a_driver_stays_in_its_room(path: Path) -> None:
    for package in set(_imports(tree_of(path))) & KEPT_TO.keys():
        assert name_of(path).startswith(KEPT_TO[package]), f"{package} in {name_of(path)}"


@every_source
def test_own_html_is_sanitised_and_comes_from_the_ui(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"unsafe_allow_\w+", text)
    assert name_of(path).startswith("lib/ui/") or not re.search(r"\bst\.html\(", text)


@every_source
def test_every_sentence_named_in_the_code_is_in_the_catalogue(path: Path) -> None:
    unknown = [
        pattern
        for pattern in _sentence_keys(tree_of(path))
        if not any(re.fullmatch(pattern, key) for key in catalogue("zh"))
    ]
    assert unknown == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_the_same_in_both_languages(room: str) -> None:
    places = {lang: _places(room, lang) for lang in LANGUAGES}
    assert places["zh"] == places["en"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_empty(lang: Language) -> None:
    assert [key for key, sentence in catalogue(lang).items() if not sentence.strip()] == []


def test_no_address_of_a_package_registry_is_written_down() -> None:
    text = "".join((ROOT / name).read_text("utf-8") for name in ("constraints.txt", "pyproject.toml", "Makefile"))
    assert re.findall(r"https?://|--index-url|--find-links|--hash", text) == []


def test_every_dependency_is_pinned_and_the_constraints_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = {*project["dependencies"], *(pin for extra in extras for pin in extra)}
    constraints = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {_normal(line) for line in constraints if not line.startswith("#")}
    assert all(re.fullmatch(r"[a-z0-9_.-]+==[a-z0-9.]+", pin) for pin in pinned)
    assert {_normal(pin) for pin in wanted} <= pinned


def _normal(pin: str) -> str:
    # Without where it is wanted.
    name, _, version = pin.lower().partition(";")[0].partition("==")
    return f"{name.replace('_', '-')}=={version}"


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.split(".")[0]


def _sentence_keys(tree: ast.Module) -> Iterator[str]:
    """The keys given to `t` and `Message`, each as a regular expression: what varies matches anything."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and node.args):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called not in ("t", "Message"):
            continue
        match node.args[0]:
            case ast.Constant(value=str(key)):
                yield re.escape(key)
            case ast.JoinedStr(values=parts):
                yield "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in parts)


def _places(room: str, lang: Language) -> dict[str, set[str]]:
    """The named places of every sentence of a room; one named after the language is each language's own."""
    return {
        key: {
            "own" if place == lang else place
            for _, place, _, _ in string.Formatter().parse(sentence)
            if place is not None
        }
        for key, sentence in catalogue(lang).items()
        if key.startswith(f"{room}.")
    }
