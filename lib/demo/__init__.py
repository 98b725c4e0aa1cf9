"""Fictional regions: reports that agree with themselves and each other, and reports with faults that are listed."""

from lib.demo.block import Block, Cell, Fault, scope_of
from lib.demo.faults import KINDS
from lib.demo.generation import YEARS, fictional
from lib.demo.writing import Written, make_folder, write_demo

__all__ = ["KINDS", "YEARS", "Block", "Cell", "Fault", "Written", "fictional", "make_folder", "scope_of", "write_demo"]
