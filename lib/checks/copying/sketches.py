"""A text as 64 numbers: near copies agree in most of them, so that they are found without comparing pair by pair.

MinHash (Broder 1997) over shingles of five characters, 16 bits kept of each of 64 hash functions. Four of them are a
band of 64 bits; two texts with the share J of their shingles in common agree in one of the 16 bands with the
probability 1 − (1 − J⁴)¹⁶: 0.9998 where J = 0.8, 0.64 where J = 0.5, 0.002 where J = 0.1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lib.checks.copying.cleaning import Cleaned

SHINGLE = 5
PERMUTATIONS = 64
BANDS = 16
# A shorter text has too few shingles for its sketch to mean something.
SHORTEST = 30
SIGNATURE_BYTES = PERMUTATIONS * 2

Signatures = NDArray[np.uint16]
Hashes = NDArray[np.uint64]

_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_FACTORS, _SHIFTS = np.random.default_rng(20190501).integers(0, 2**63, (2, PERMUTATIONS, 1), dtype=np.uint64)
_FACTORS |= np.uint64(1)


def shingles(text: str, length: int = SHINGLE) -> Hashes:
    """The hash of every run of `length` characters, in the order they begin; empty where the text is shorter."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    count = len(codes) - length + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        hashes = hashes * _BASE + codes[offset : offset + count]
    hashes ^= hashes >> np.uint64(31)
    hashes *= _MIX
    return hashes ^ (hashes >> np.uint64(29))


def sketch(text: Cleaned) -> tuple[Signatures, int] | None:
    """The signature of a text and how many different shingles it has; None for a text too short to tell apart."""
    if len(text) < SHORTEST:
        return None
    hashes = np.sort(shingles(text.text))
    hashes = hashes[np.r_[True, hashes[1:] != hashes[:-1]]]
    least = (hashes * _FACTORS + _SHIFTS).min(axis=1)
    return (least >> np.uint64(16)).astype(np.uint16), len(hashes)


def bands_of(signatures: Signatures) -> Hashes:
    """The bands (texts × 16) of signatures (texts × 64)."""
    return np.ascontiguousarray(signatures).view(np.uint64)


def resemblance(one: Signatures, other: Signatures) -> NDArray[np.float64]:
    """What share of their shingles two texts have in common, row by row, as their signatures let one guess."""
    guessed: NDArray[np.float64] = (one == other).mean(axis=1)
    return guessed
