"""The page 汇报: decks listed, put together, presented on the screen and taken away as files."""
