"""Office formats: text documents and spreadsheets, each read from its own parts."""
