"""What a writer takes back in the middle of a sentence: five tonnes, no, sorry, seven."""

import re
from functools import cache

from services.matching.reading.containers import CONTAINERS
from services.matching.reading.currencies import SIGN, SIGN_BEFORE
from services.matching.reading.months import MONTHS
from services.matching.reading.vocabulary import FURTHEST, NUMBER, Vocabulary

GONE = "\ue060"
"""What was read already, or never is: addresses, telephone numbers, tariff codes, what was taken back."""


def without_corrected(text: str, words: Vocabulary) -> str:
    """What is meant stands where the wrong price or month stood, and the amount where “monthly” stands before it.

    Other amounts, and those told further apart, are known by `totals`.
    """
    refused = re.compile(rf"{words.raw('pre_refusing')}$")
    for pattern in _patterns(words):
        text = pattern.sub(lambda it: _put_right(it, refused), text)
    return text


def _put_right(match: re.Match[str], refused: re.Pattern[str]) -> str:
    """Not five tonnes but seven takes nothing back: the first is refused."""
    if refused.search(match.string, max(0, match.start() - FURTHEST), match.start()):
        return match[0]
    return match["right"] + match["between"] + GONE * len(match["wrong"])


@cache
def _patterns(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    cue, changed = words.cue_text("corrected"), words.cue_text("changed_to")
    patterns = []
    named = rf"{words.unit}|{CONTAINERS}|{SIGN}" if words.language in {"ja", "ko"} else SIGN
    for thing in (rf"{NUMBER} ?(?:{named})|(?:{SIGN_BEFORE}) ?{NUMBER}", MONTHS):
        wrong, right = rf"(?P<wrong>{thing})", rf"(?P<right>{thing})"
        between = rf"(?!{thing})[^\d\n\ue001-\ue00c]"
        patterns += [
            re.compile(rf"{wrong}(?P<between>{between}{{0,14}}?{cue}(?:[^\w]{{0,3}}{cue})*{between}{{0,3}}){right}"),
            re.compile(rf"{wrong}(?P<between>{between}{{0,10}}){right}(?={changed})"),
        ]
    return tuple(patterns)
