"""Which texts are worth comparing: those whose sketches share a band, and an agency's with its own of the year before.

Never pair by pair: each band is sorted once, texts with the same band stand side by side, and each of them is taken
together with the earliest few of them only. Time and memory grow with the number of texts, not with its square, however
many say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.checks.copying.sketches import BANDS, Signatures, bands_of, resemblance

# Of the texts that share a band, so many of the earliest are what the others are compared with.
EARLIEST = 24
# So many of the others a text resembles most are compared with it in full.
NEAREST = 6
# An estimate from 64 numbers is off by up to this much; what may still pass the least share that can be asked is kept.
_SLACK = 0.2
_YEARS_APART = 10_000

Indices = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Sketches:
    """Texts of current reports side by side, one row each. `sections` are small numbers, the same for the same section;
    `sizes` how many different shingles a text has."""

    report_ids: Indices
    agency_ids: Indices
    years: Indices
    sections: Indices
    sizes: Indices
    signatures: Signatures

    def __len__(self) -> int:
        return len(self.report_ids)


@dataclass(frozen=True, eq=False)
class Pairs:
    """Rows of texts to be compared: `texts` may repeat `others`, which are of the same year or earlier."""

    texts: Indices
    others: Indices

    def __len__(self) -> int:
        return len(self.texts)


def pairs_to_compare(sketches: Sketches, fresh: NDArray[np.bool_], year: float, agency: float) -> Pairs:
    """Everything worth comparing that has a fresh text in it; `year` and `agency` (0 to 1) are the least shares told of
    a text of last year's and of another agency's."""
    own, other = own_pairs(sketches, fresh, year), other_pairs(sketches, fresh, agency)
    return Pairs(np.concatenate([own.texts, other.texts]), np.concatenate([own.others, other.others]))


def own_pairs(sketches: Sketches, fresh: NDArray[np.bool_], least: float) -> Pairs:
    """Each text with its agency's of the year before, where one of them is fresh and `least` of it may be repeated."""
    codes = np.unique(sketches.agency_ids, return_inverse=True)[1].astype(np.int64)
    place = (codes * _YEARS_APART + sketches.years) * len(_section_codes(sketches)) + sketches.sections
    order = np.argsort(place)
    wanted = place - len(_section_codes(sketches))
    found = np.searchsorted(place[order], wanted)
    found = np.minimum(found, len(order) - 1)
    before = order[found] if len(order) else found
    texts = np.flatnonzero(place[before] == wanted) if len(order) else found
    texts = texts[fresh[texts] | fresh[before[texts]]]
    return _promising(sketches, texts, before[texts], least)


def other_pairs(sketches: Sketches, fresh: NDArray[np.bool_], least: float) -> Pairs:
    """Each text with those of other agencies, of its year or earlier, that it resembles most, where one is fresh."""
    bands = bands_of(sketches.signatures)
    known: Indices = np.empty(0, dtype=np.int64)
    for band in range(BANDS):
        known = _distinct(np.concatenate([known, _sharing(sketches, fresh, bands[:, band])]))
    one, other = np.divmod(known, max(len(sketches), 1))
    texts, others = np.concatenate([one, other]), np.concatenate([other, one])
    earlier = sketches.years[others] <= sketches.years[texts]
    pairs = _promising(sketches, texts[earlier], others[earlier], least)
    return _nearest(sketches, pairs)


def _section_codes(sketches: Sketches) -> Indices:
    return np.arange(int(sketches.sections.max(initial=0)) + 1)


def _sharing(sketches: Sketches, fresh: NDArray[np.bool_], band: NDArray[np.uint64]) -> Indices:
    """Pairs of texts of different agencies that share a band, as one × number of texts + other."""
    salted = band ^ (sketches.sections.astype(np.uint64) << np.uint64(60))
    here = np.arange(len(salted))
    if not fresh.all():
        here = np.flatnonzero(np.isin(salted, np.unique(salted[fresh])))
    here = here[np.lexsort((sketches.report_ids[here], sketches.years[here], salted[here]))]
    keys = salted[here]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else here
    lengths = np.diff(np.r_[starts, len(keys)])
    first = np.repeat(starts, lengths)
    rank = np.arange(len(keys)) - first
    found = []
    for place in range(EARLIEST):
        later = np.flatnonzero(rank > place)
        if not len(later):
            break
        one, other = here[first[later] + place], here[later]
        wanted = (sketches.agency_ids[one] != sketches.agency_ids[other]) & (fresh[one] | fresh[other])
        found.append((one * len(salted) + other)[wanted])
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def _distinct(numbers: Indices) -> Indices:
    """Each of them once, in order: by sorting, because NumPy's own way by hashes takes minutes for numbers like these."""
    ordered = np.sort(numbers)
    return ordered[np.r_[True, ordered[1:] != ordered[:-1]]] if len(ordered) else ordered


def _promising(sketches: Sketches, texts: Indices, others: Indices, least: float) -> Pairs:
    """The pairs of which the sketches do not rule out that `least` of the text stands in the other."""
    kept = np.zeros(len(texts), dtype=np.bool_)
    for start in range(0, len(texts), _AT_ONCE):
        here = slice(start, start + _AT_ONCE)
        shared = resemblance(sketches.signatures[texts[here]], sketches.signatures[others[here]])
        sizes, other_sizes = sketches.sizes[texts[here]], sketches.sizes[others[here]]
        contained = shared * (sizes + other_sizes) / ((1 + shared) * np.maximum(sizes, 1))
        kept[here] = contained >= least - _SLACK
    return Pairs(texts[kept], others[kept])


_AT_ONCE = 100_000


def _nearest(sketches: Sketches, pairs: Pairs) -> Pairs:
    """For each text the few others it resembles most, the latest first where several do alike."""
    shared = np.zeros(len(pairs))
    for start in range(0, len(pairs), _AT_ONCE):
        here = slice(start, start + _AT_ONCE)
        shared[here] = resemblance(sketches.signatures[pairs.texts[here]], sketches.signatures[pairs.others[here]])
    order = np.lexsort((sketches.report_ids[pairs.others], -sketches.years[pairs.others], -shared, pairs.texts))
    texts = pairs.texts[order]
    starts = np.flatnonzero(np.r_[True, texts[1:] != texts[:-1]]) if len(texts) else texts
    rank = np.arange(len(texts)) - np.repeat(starts, np.diff(np.r_[starts, len(texts)]))
    chosen = np.sort(order[rank < NEAREST])
    return Pairs(pairs.texts[chosen], pairs.others[chosen])
