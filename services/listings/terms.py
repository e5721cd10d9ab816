"""From text to search terms: the same for what is written and for what is asked.

Folded words; runs of kana, kanji and Hangul as overlapping pairs of characters, because they have no spaces.
"""

import re

from shared.text import fold

_UNSPACED = r"\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3005\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af"
_RUN = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]").match
_LONGEST = 60


def terms(text: str) -> list[str]:
    """Search terms in the order of the text. A run's last character stands alone: the others begin a pair."""
    found: list[str] = []
    for run in _RUN.findall(fold(text)):
        found += [run[i : i + 2] for i in range(len(run))] if _IS_UNSPACED(run) else [run[:_LONGEST]]
    return found


def query(text: str) -> str:
    """A `to_tsquery` expression: every term, the last one as a beginning. Empty when nothing can be searched."""
    asked = terms(text)[:20]
    ends = [":*" if _IS_UNSPACED(term) and len(term) == 1 else "" for term in asked[:-1]]
    return " & ".join(f"'{term}'{end}" for term, end in zip(asked, [*ends, ":*"], strict=False))
