"""A short search, the same every time: whatever is done to a document, it is read, asked about or refused."""

from __future__ import annotations

from itertools import islice
from random import Random

from lib.loading.workers import Workers
from tests.fuzz.mutate import LIMITS, corpus, search
from tests.fuzz.mutations import mutated

# Formats that are written without another program, and read in milliseconds.
FORMATS = ("html", "txt", "md", "docx", "xlsx", "mhtml", "csv")


def test_nothing_that_is_done_to_a_document_breaks_a_reader_or_makes_up_a_figure() -> None:
    files = corpus(FORMATS, published=False)
    with Workers(1, LIMITS) as workers:
        tried = list(islice(search(workers, files, seed=5), 300))
    assert [(one.name, one.fault) for one in tried if one.fault] == []
    # Some of them are still read and some are not, or nothing was damaged at all, or everything.
    assert {"refused", "questions"} <= {one.outcome for one in tried}
    assert len({one.content for one in tried}) > 250


def test_the_damage_is_the_same_for_the_same_seed() -> None:
    for _, content in corpus(("html",), published=False)[:3]:
        assert mutated(content, Random(1)) == mutated(content, Random(1)) != content
