"""The recogniser: finds lines of text in a picture and reads them. Its models come with its package, nothing is fetched."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from rapidocr import RapidOCR

Picture = npt.NDArray[np.uint8]
Span = tuple[int, int, int, int]
"""Left, top, right, bottom in dots; right and bottom are outside."""

# Finding lines needs no more dots than this along the longer side; reading them uses all there are.
_LONGEST_SIDE = 2000
_THREADS = 2
# How high a line of text is shown to the reading model, and how much wider than high at least: a picture of a digit
# is filled up to that width. The package's own 320 is for words and takes twice as long for a page of digits.
_READ_SHAPE = [3, 48, 96]


class Engine:
    """One recogniser a process. Its methods may be called from several threads; they take turns."""

    def __init__(self) -> None:
        threads = min(_THREADS, os.cpu_count() or 1)
        self._lock = threading.Lock()
        self._ocr: Any = RapidOCR(
            params={
                "Global.log_level": "error",
                # The classifier of upside-down lines turns a lone 9 into a 6.
                "Global.use_cls": False,
                "Global.max_side_len": _LONGEST_SIDE,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Rec.rec_img_shape": _READ_SHAPE,
            }
        )

    def find(self, picture: Picture) -> list[Span]:
        """Where lines of text stand in a grey picture, from top to bottom."""
        with self._lock:
            found = self._ocr(_three(picture), use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        height, width = picture.shape[:2]
        spans = []
        for corners in found.boxes:
            left, top = np.floor(corners.min(axis=0)).astype(int)
            right, bottom = np.ceil(corners.max(axis=0)).astype(int)
            span = (max(int(left), 0), max(int(top), 0), min(int(right), width), min(int(bottom), height))
            if span[2] - span[0] > 1 and span[3] - span[1] > 1:
                spans.append(span)
        return spans

    def read(self, pictures: Sequence[Picture]) -> list[tuple[str, float]]:
        """The text of each grey picture of one line, and how certain the recogniser is of it, from 0 to 1."""
        if not pictures:
            return []
        with self._lock:
            found = self._ocr.recognize_txt([_three(picture) for picture in pictures])
        return [(text.strip(), float(score)) for text, score in zip(found.txts, found.scores, strict=True)]


@cache
def engine() -> Engine:
    """The recogniser of this process, made when it is first needed (about a second)."""
    return Engine()


def _three(picture: Picture) -> Any:
    return cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
