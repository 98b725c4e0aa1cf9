"""The parts of the page of comparison."""
