"""From text to search terms: the same for what is written and for what is asked.

Folded words; runs of kana, kanji and Hangul as overlapping pairs of characters, because they have no spaces.
"""

import re

from shared.text import fold

_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+|[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_LONGEST = 60


def terms(text: str) -> list[str]:
    """Search terms in the order of the text."""
    found: list[str] = []
    for run in _RUN.findall(fold(text)):
        if _UNSPACED.match(run) and len(run) > 1:
            found += [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            found.append(run[:_LONGEST])
    return found


def query(text: str) -> str:
    """A `to_tsquery` expression: every term, the last one as a beginning. Empty when nothing can be searched."""
    asked = terms(text)
    if not asked:
        return ""
    *whole, last = [f"'{term}'" for term in asked[:20]]
    return " & ".join([*whole, f"{last}:*"])
