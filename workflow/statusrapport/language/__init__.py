"""Norwegian words for quantities: which of them the data allow, and where they stand in a text."""

from statusrapport.language.approximations import check_approximate, choose_approximate
from statusrapport.language.directions import Change, check_direction, choose_direction
from statusrapport.language.mentions import Mention, find_mentions
from statusrapport.language.phrases import Estimate, check_phrase, choose_phrases
from statusrapport.language.vocabulary import Phrase, Vocabulary, read_vocabulary

__all__ = [
    "Change",
    "Estimate",
    "Mention",
    "Phrase",
    "Vocabulary",
    "check_approximate",
    "check_direction",
    "check_phrase",
    "choose_approximate",
    "choose_direction",
    "choose_phrases",
    "find_mentions",
    "read_vocabulary",
]
