"""What the prose of a report counts, and the cells of the form each count may stand for."""

from lib.checks.mentions.mention import Mention, phrase_of
from lib.checks.mentions.reading import mentions_in, mentions_of
from lib.checks.mentions.sentences import Sentence, sentences_of
from lib.checks.mentions.statements import says_all_answered, says_no_disputes, says_none_received
from lib.checks.mentions.years import Spoken, YearOf, Years, spoken_of

__all__ = [
    "Mention",
    "Sentence",
    "Spoken",
    "YearOf",
    "Years",
    "mentions_in",
    "mentions_of",
    "phrase_of",
    "says_all_answered",
    "says_no_disputes",
    "says_none_received",
    "sentences_of",
    "spoken_of",
]
