"""The words for codes that people see."""

from collections.abc import Callable, Mapping

from web.vocabulary import deals, fairs, goods, people

WORDS: Mapping[str, Mapping[str, str]] = {**goods.WORDS, **deals.WORDS, **fairs.WORDS, **people.WORDS}


def translated(gettext: Callable[[str], str]) -> dict[str, dict[str, str]]:
    return {kind: {code: gettext(word) for code, word in words.items()} for kind, words in WORDS.items()}
