"""Places of figures as short names, so that a cell of the document and a figure of the form find each other."""

from __future__ import annotations

from collections.abc import Mapping

from lib.extraction import Place
from lib.forms import FigureKey


def place_name(place: Place) -> str:
    """A name for the cell or paragraph: several figures share it where they stood in one."""
    if place.grid is None:
        return text_place(place.row, place.column)
    return cell_place(place.grid, place.row, place.column)


def cell_place(grid: int, row: int, column: int) -> str:
    """The name of a cell; all numbers count from 1."""
    return f"{grid}.{row}.{column}"


def text_place(paragraph: int, character: int) -> str:
    """The name of a place in running text; both numbers count from 1."""
    return f"p{paragraph}.{character}"


def figures_at(places: Mapping[FigureKey, Place]) -> dict[str, list[FigureKey]]:
    """The figures that stood at each place, in the order they were read."""
    found: dict[str, list[FigureKey]] = {}
    for key, place in places.items():
        found.setdefault(place_name(place), []).append(key)
    return found


def picked_figure(name: str, places: Mapping[FigureKey, Place], chosen: str) -> FigureKey:
    """The figure a click on a place means: the next one where several stood there and one of them is chosen."""
    keys = figures_at(places).get(name, [])
    if not keys:
        return ""
    return keys[(keys.index(chosen) + 1) % len(keys)] if chosen in keys else keys[0]
