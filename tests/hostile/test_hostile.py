"""Files made to harm: each gives a sentence, soon, in little memory, and nothing of it gets out."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest

from lib.language import LANGUAGES, say
from lib.loading.confinement import Limits
from lib.loading.workers import Workers
from tests.forge import forge, truths
from tests.hostile.cases import ALL, CANARY, Hostile, Place
from tests.hostile.longing import LONGING, Change, word_with_a_chunk, word_with_an_entity

# Half of what a worker is given: what is refused in time never comes near it.
LIMITS = Limits(memory=3 * 2**29, seconds=60, slow_seconds=60)
# What a reader says of its own accord; a kill by the clock or for memory is the last resort and not an answer.
LAST_RESORTS = {"loading.too_slow", "loading.too_much_memory", "loading.crashed", "loading.unreadable"}


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1, LIMITS) as found:
        yield found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    canary = tmp_path_factory.mktemp("elsewhere") / "canary.txt"
    canary.write_text(CANARY, "utf-8")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0)
        yield Place(listener.getsockname()[1], str(canary))
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize("hostile", ALL, ids=lambda hostile: hostile.name)
def test_a_hostile_file_is_refused_in_a_sentence(hostile: Hostile, workers: Workers, place: Place) -> None:
    content = hostile.make(place)
    begun = time.monotonic()
    readings = workers.read(content, hostile.name)
    assert time.monotonic() - begun < hostile.seconds
    assert 0 < len(readings) <= 3_000
    for reading in readings:
        assert reading.report is None
        assert reading.problem is not None
        assert hostile.ended or reading.problem.key not in LAST_RESORTS, say(reading.problem, "en")
        for lang in LANGUAGES:
            sentence = say(reading.problem, lang)
            assert 5 < len(sentence) < 600
            assert CANARY not in sentence


@pytest.mark.parametrize(("style", "change"), LONGING, ids=[f"{s}-{change.__name__}" for s, change in LONGING])
def test_a_report_that_wants_more_than_to_be_read_is_read_and_gets_nothing(
    style: str, change: Change, workers: Workers, place: Place
) -> None:
    (truth,) = truths(3, 1)
    name, content = forge(truth, style)
    (found,) = workers.read(change(content, place), name)
    assert found.report is not None
    assert found.report.figures == truth.figures
    assert CANARY not in found.report.model_dump_json()


@pytest.mark.parametrize("change", [word_with_an_entity, word_with_a_chunk])
def test_a_document_of_which_a_part_lies_outside_is_refused(change: Change, workers: Workers, place: Place) -> None:
    (truth,) = truths(3, 1)
    name, content = forge(truth, "docx/plain")
    (found,) = workers.read(change(content, place), name)
    assert found.report is None
    assert found.problem is not None
    assert CANARY not in say(found.problem, "en")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("style", ["html/clean", "docx/plain", "xlsx/one_sheet", "txt/tabs", "mhtml/word", "csv/form"])
def test_of_a_document_that_was_cut_off_nothing_is_read_wrong(style: str, share: float, workers: Workers) -> None:
    (truth,) = truths(3, 1)
    name, content = forge(truth, style)
    for reading in workers.read(content[: int(len(content) * share)], name):
        assert reading.problem is None or reading.problem.key not in LAST_RESORTS
        stated = reading.report.figures if reading.report else {}
        assert {key: value for key, value in stated.items() if value not in (None, truth.figures.get(key))} == {}


def test_the_names_are_distinct() -> None:
    assert len({hostile.name for hostile in ALL}) == len(ALL) >= 40
