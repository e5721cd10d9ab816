"""What a heading that somebody wrote means, by the words in it."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from shared.text import clean, fold

Meaning = TypeVar("Meaning")
_ASIDE = re.compile(r"\(.*?\)|[*:.]")


def plain(text: str) -> str:
    """Without marks and what stands in brackets."""
    return clean(fold(clean(_ASIDE.sub(" ", text))).replace("-", " "))


def meant(said: str, parts: Mapping[str, Meaning]) -> Meaning | None:
    """Of the longest of our words that stands in it."""
    return next((parts[part] for part in _longest_first(parts) if f" {part} " in f" {said} "), None)


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)
