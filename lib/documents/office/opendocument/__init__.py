"""OpenDocument: what paragraphs show, how lists are numbered, tables of text documents and of spreadsheets."""
