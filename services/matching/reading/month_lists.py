"""Amounts told month by month of which only the last one has its unit: Jan 2, Feb 3, Mar 3 t."""

import re
from functools import cache

from services.matching.reading.vocabulary import NUMBER, Vocabulary

_NUMBERED = {
    "ja": r"(?<!\d)(?:1[0-2]|[1-9])月",
    "ko": r"(?<!\d)(?:1[0-2]|[1-9])월",
    "vi": r"(?:tháng|thang) (?:1[0-2]|[1-9])(?![\d/])",
}
_GAP = r"[ ,、;/]{1,3}(?:and |và |va |ו-?)?"


def with_units(text: str, words: Vocabulary) -> str:
    """The same with the unit behind each number; else “Jan 2” is a date."""
    one, run = _patterns(words)
    return run.sub(lambda it: one.sub(lambda told: f"{told[0]} {it['unit']}", it[0]), text)


@cache
def _patterns(words: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    prefix = "[ולבמ]{0,2}" if words.language == "he" else ""
    named = rf"(?<![^\W\d_]){prefix}(?:{'|'.join(words.month_names)})\.?"
    month = _NUMBERED.get(words.language, named)
    one = rf"{month}(?:[ :=-]|は|은|는){{0,3}}{NUMBER}"
    return re.compile(one), re.compile(rf"(?:{one}{_GAP})+(?={one} ?(?P<unit>{words.unit}))")
