"""WordprocessingML: what a paragraph shows, how it is numbered, and where the cells of a table stand."""
