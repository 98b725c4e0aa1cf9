"""The interval of a difference between two shares: is it more than chance?"""

from __future__ import annotations

import math

from lib.indicators.computation import wilson

Parts = tuple[int, int]
Z_95 = 1.959964
Z_998 = 3.090232  # 99.8 % of a normal distribution lie within


def newcombe(one: Parts, other: Parts, z: float = Z_95) -> tuple[float, float] | None:
    """The interval of the share `one` less the share `other`, each (numerator, denominator); 95 % unless `z` says else.

    None where one of them is no share: no cases, or more counted than there are. Source: Newcombe (1998), Statistics in
    Medicine 17:873, method 10 (hybrid of two Wilson intervals); it stays true for small n and for 0 and 100 %.
    """
    first, second = wilson(*one, z), wilson(*other, z)
    if first is None or second is None:
        return None
    p, q = one[0] / one[1], other[0] / other[1]
    below = math.hypot(p - first[0], second[1] - q)
    above = math.hypot(first[1] - p, q - second[0])
    return p - q - below, p - q + above
