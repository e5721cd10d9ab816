"""What a writer takes back in the middle of a sentence: five tonnes, no, sorry, seven."""

import re
from functools import cache

from services.matching.reading.months import MONTHS
from services.matching.reading.vocabulary import NUMBER, Vocabulary

GONE = "\ue060"
"""What was read already, or never is: addresses, telephone numbers, tariff codes, what was taken back."""


def without_corrected(text: str, words: Vocabulary) -> str:
    """The same text with what was taken back hidden: an amount for another amount, a month for another month."""
    for pattern in _patterns(words):
        text = pattern.sub(lambda it: GONE * len(it["wrong"]) + it[0][len(it["wrong"]) :], text)
    return text


@cache
def _patterns(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    cue, changed = words.cue_text("corrected"), words.cue_text("changed_to")
    patterns = []
    for thing in (rf"{NUMBER} ?(?:{words.unit}|円|ドル|원|달러|불)", MONTHS):
        between = rf"(?!{thing})[^\d\n\ue001-\ue00c]"
        patterns += [
            re.compile(rf"(?P<wrong>{thing}){between}{{0,14}}?{cue}{between}{{0,16}}(?={thing})"),
            re.compile(rf"(?P<wrong>{thing}){between}{{0,10}}(?={thing}{changed})"),
        ]
    return tuple(patterns)
