"""A document to a report: labels matched to the form, numbers read, and what could not be read said and not guessed."""

from lib.extraction.extracting import extract
from lib.extraction.reading import Outcome, Place, Question, Reading

__all__ = ["Outcome", "Place", "Question", "Reading", "extract"]
