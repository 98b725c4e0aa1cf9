"""The parts of the data page: loading documents, the roster, and what is stored."""
