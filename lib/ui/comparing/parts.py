"""The parts of the page of comparison by name: one is shown, and only that one is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lib.ui.comparing.matrix_part import matrix_part
from lib.ui.comparing.peers_part import peers_part
from lib.ui.comparing.versus_part import versus_part
from lib.ui.comparing.years_part import years_part

SHOWN: Mapping[str, Callable[[], None]] = {
    "matrix": matrix_part,
    "peers": peers_part,
    "years": years_part,
    "versus": versus_part,
}
