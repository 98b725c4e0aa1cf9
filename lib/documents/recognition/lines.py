"""A sheet to pieces of text, each with where it stands and whether it is certain.

Figures are read twice, from two cuts of the picture: where the two readings differ the text ends in "\ufffd" and is no
number any more. Ink in a table that gave no text comes out as "\ufffd" too, so that its cell is not taken for blank.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from lib.documents.recognition.cuts import cut_at_rules, glued, inside, leftovers, severed, tight
from lib.documents.recognition.engine import Engine, Picture, Span
from lib.documents.recognition.ink import POINT, Ink, marks
from lib.documents.recognition.shapes import judge

UNSURE = "\ufffd"
# Below this the recogniser has guessed (what it reads well it is sure of to 0.99).
_CERTAIN = 0.8
_NUMERALS = re.compile(r"[一二三四五六七八九十〇零○口]+")
_WORDY = re.compile(r"[\u3400-\u9fff]")
_UNITS = re.compile(r"[万元件条项个笔份次宗人]{1,2}$")
_LONGEST_FIGURE = 24
# Paper left around a figure for the second reading, in shares of its height.
_MARGIN = 0.35


@dataclass(frozen=True)
class Piece:
    """A line of text, or the part of one in a cell; `span` in dots of the sheet, `score` from 0 to 1."""

    span: Span
    text: str
    score: float
    doubtful: bool = False


def pieces_of(grey: Picture, ink: Ink, lines: Sequence[Span], engine: Engine) -> list[Piece]:
    """The text on an upright sheet with this ink, whose lines of text stand in `lines`."""
    drawn = marks(ink)
    spans = [part for span in lines for part in cut_at_rules(span, ink, drawn)]
    read = engine.read([_cut(grey, span) for span in spans])
    pieces = [Piece(span, text, score) for span, (text, score) in zip(spans, read, strict=True) if text]
    lost = [span for span, (text, _) in zip(spans, read, strict=True) if not text and inside(drawn, span)]
    clean = _without_rules(grey, ink)
    pieces = _join_figures(pieces, grey, ink, engine)
    pieces = _read_again(pieces, clean, ink, drawn, engine)
    lost += leftovers(ink, drawn, [piece.span for piece in pieces])
    pieces = _add_lost(lost, pieces, clean, ink, engine)
    return [replace(piece, span=_close(drawn, piece.span)) for piece in pieces]


def is_figure(text: str) -> bool:
    """Whether a text may be meant as the figure, or the blank mark, of a cell."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if len(plain) > _LONGEST_FIGURE:
        return False
    return bool(_NUMERALS.fullmatch(plain)) or not _WORDY.search(_UNITS.sub("", plain))


def _join_figures(pieces: list[Piece], grey: Picture, ink: Ink, engine: Engine) -> list[Piece]:
    """Parts of one figure that were found apart (12 3) are read as one."""
    figures = [piece for piece in pieces if is_figure(piece.text)]
    groups = [group for group in glued([piece.span for piece in figures], ink) if len(group) > 1]
    joined = {number for group in groups for number in group}
    kept = [piece for piece in pieces if piece not in [figures[number] for number in joined]]
    spans = [_around([figures[number].span for number in group]) for group in groups]
    read = engine.read([_cut(grey, span) for span in spans])
    return kept + [Piece(span, text, score) for span, (text, score) in zip(spans, read, strict=True)]


def _read_again(pieces: list[Piece], clean: Picture, ink: Ink, drawn: Sequence[Span], engine: Engine) -> list[Piece]:
    """The pieces, those figures marked that a closer cut, or the shape of their ink, gives otherwise."""
    numbers = [number for number, piece in enumerate(pieces) if is_figure(piece.text)]
    cuts = [_framed(clean, tight(drawn, pieces[number].span)) for number in numbers]
    specks, line = marks(ink, POINT), _usual_height(pieces)
    cut_off = severed([piece.span for piece in pieces], drawn)
    found = list(pieces)
    for number, (text, score) in zip(numbers, engine.read(cuts), strict=True):
        piece = found[number]
        verdict = judge(piece.text, inside(drawn, piece.span), inside(specks, piece.span), ink, line)
        if verdict.text is not None:
            found[number] = replace(piece, text=verdict.text)
            continue
        whole = _plain(text) == _plain(piece.text) and number not in cut_off
        unsure = not whole or verdict.denies or min(score, piece.score) < _CERTAIN or _is_lone_numeral(piece, pieces)
        found[number] = replace(piece, text=piece.text + UNSURE, doubtful=True) if unsure else piece
    return found


def _usual_height(pieces: Sequence[Piece]) -> float:
    """Of a line of text, in dots."""
    heights = sorted(piece.span[3] - piece.span[1] for piece in pieces)
    return float(heights[len(heights) // 2]) if heights else 0.0


def _add_lost(spans: list[Span], pieces: list[Piece], clean: Picture, ink: Ink, engine: Engine) -> list[Piece]:
    """Ink that no line of text took in: read twice by itself; taken only where both readings are the same figure."""
    near = engine.read([_framed(clean, span) for span in spans])
    far = engine.read([_framed(clean, span, 0.8) for span in spans])
    drawn, specks, line = marks(ink), marks(ink, POINT), _usual_height(pieces)
    added = []
    for span, (text, score), (again, certain) in zip(spans, near, far, strict=True):
        piece = Piece(span, text, min(score, certain))
        verdict = judge(text, inside(drawn, span), inside(specks, span), ink, line)
        if verdict.text is not None:
            added.append(replace(piece, text=verdict.text))
            continue
        sure = bool(text) and _plain(text) == _plain(again) and piece.score >= _CERTAIN and not verdict.denies
        sure = sure and not (is_figure(text) and _is_lone_numeral(piece, pieces))
        added.append(piece if sure else replace(piece, text=text + UNSURE, score=0.0, doubtful=True))
    return pieces + added


def _is_lone_numeral(piece: Piece, pieces: list[Piece]) -> bool:
    """Whether a cell seems to hold only 一 or the like: that is a dash as often as a one."""
    if not _NUMERALS.fullmatch(_plain(piece.text)):
        return False
    left, top, right, bottom = piece.span
    high = bottom - top
    # In a label written downwards the next character follows at once.
    return not any(
        other.span[0] < right and other.span[2] > left and top - high < other.span[1] < bottom + high / 2
        for other in pieces
        if other is not piece
    )


def _close(drawn: Sequence[Span], span: Span) -> Span:
    """The span without the paper before and after the text, so that figures of neighbouring cells do not touch."""
    left, _, right, _ = tight(drawn, span)
    return left, span[1], right, span[3]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "")


def _around(spans: Sequence[Span]) -> Span:
    lefts, tops, rights, bottoms = zip(*spans, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _cut(grey: Picture, span: Span) -> Picture:
    return grey[span[1] : span[3], span[0] : span[2]]


def _framed(grey: Picture, span: Span, margin: float = _MARGIN) -> Picture:
    """The part of a picture in a span with paper around it, nothing of its neighbours."""
    part = _cut(grey, span)
    paper = int(np.percentile(part, 95))
    frame = max(2, round((span[3] - span[1]) * margin))
    framed = cv2.copyMakeBorder(part, frame, frame, frame, frame, cv2.BORDER_CONSTANT, value=(paper,))
    return np.asarray(framed, dtype=np.uint8)


def _without_rules(grey: Picture, ink: Ink) -> Picture:
    wide = cv2.dilate(cv2.bitwise_or(ink.level, ink.upright), np.ones((5, 5), np.uint8)) > 0
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    return np.asarray(np.where(wide, paper, grey), dtype=np.uint8)
