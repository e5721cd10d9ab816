"""What a writer takes back in the middle of a sentence: five tonnes, no, sorry, seven."""

import re
from functools import cache

from services.matching.reading.months import MONTHS
from services.matching.reading.vocabulary import NUMBER, Vocabulary

GONE = "\ue060"
"""What was read already, or never is: addresses, telephone numbers, tariff codes, what was taken back."""


def without_corrected(text: str, words: Vocabulary) -> str:
    """What is meant stands where the wrong thing stood, an amount for an amount and a month for a month."""
    for pattern in _patterns(words):
        text = pattern.sub(lambda it: it["right"] + GONE * (len(it[0]) - len(it["right"])), text)
    return text


@cache
def _patterns(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    cue, changed = words.cue_text("corrected"), words.cue_text("changed_to")
    patterns = []
    for thing in (rf"{NUMBER} ?(?:{words.unit}|円|ドル|원|달러|불)", MONTHS):
        between = rf"(?!{thing})[^\d\n\ue001-\ue00c]"
        patterns += [
            re.compile(rf"{thing}{between}{{0,14}}?{cue}(?:[^\w]{{0,3}}{cue})*{between}{{0,3}}(?P<right>{thing})"),
            re.compile(rf"{thing}{between}{{0,10}}(?P<right>{thing})(?={changed})"),
        ]
    return tuple(patterns)
