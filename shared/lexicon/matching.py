"""The lexicon's terms found in running text: the longest one at each place wins.

Japanese is matched by character and Korean by word beginnings (particles follow the noun). Vietnamese, English and
Hebrew are matched word by word; Hebrew words may wear prefixes (ה ב ל ו מ ש כ), Vietnamese ones may lack their marks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from shared.contracts.values import Language
from shared.lexicon.reading import Concept, Lexicon, Modifier, lexicon
from shared.lexicon.unspaced import HANGUL, fits_in_japanese, fits_in_korean
from shared.lexicon.word_forms import is_marked, singular, without_ending, without_prefixes
from shared.text import fold

Entry = Concept | Modifier

_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_WORD = re.compile(r"[^\W_]+(?:['\"][^\W_]+)*")
_KOREAN_PREFIXES = {"건": "dried", "생": "fresh", "흑": "black"}
"""Written together with the noun: 건목이버섯."""
_KOREAN_TAILS = (
    *("라떼", "음료", "소스", "오일", "페이스트", "시럽", "농축액", "추출물", "주스", "칩", "잼"),
    *("청", "즙", "원액", "통조림", "구매", "수입", "공급", "주문", "분말", "가루", "견적", "납품", "필요"),
)


class Mention(NamedTuple):
    """A place in the text and what its words may mean, the likeliest first."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def concept(self) -> Concept | None:
        return next((entry for entry in self.entries if isinstance(entry, Concept)), None)

    @property
    def modifier(self) -> Modifier | None:
        first = self.entries[0]
        return first if isinstance(first, Modifier) else None


class _Word(NamedTuple):
    start: int
    end: int
    keys: tuple[str, ...]


@cache
def matcher(language: Language) -> "Matcher":
    """With the lexicon that is shipped."""
    return Matcher(lexicon(), language)


class Matcher:
    """The terms of one language, ready to be looked up. Text is expected in NFC (NFKC for Japanese)."""

    def __init__(self, lexicon: Lexicon, language: Language) -> None:
        self._lexicon = lexicon
        self._language = language

    def mentions(self, text: str) -> list[Mention]:
        if self._language in {"ja", "ko"}:
            return list(self._by_character(text))
        return list(self._by_word(text))

    @cached_property
    def _marked(self) -> dict[str, tuple[Entry, ...]]:
        return self._index(marked=True)

    @cached_property
    def _unmarked(self) -> dict[str, tuple[Entry, ...]]:
        return self._index(marked=False)

    @cached_property
    def _marked_words(self) -> dict[str, int]:
        return _most_words(self._marked)

    @cached_property
    def _unmarked_words(self) -> dict[str, int]:
        return _most_words(self._unmarked)

    @cached_property
    def _modifiers(self) -> dict[str, Modifier]:
        return {it.id: it for it in self._lexicon.modifiers}

    @cached_property
    def _longest(self) -> int:
        return max(len(key) for key in self._marked)

    def _index(self, *, marked: bool) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        entries: dict[str, Entry] = {it.id: it for it in self._lexicon.modifiers}
        for concept in self._lexicon.concepts:
            entries.setdefault(concept.id, concept)
        for friend in self._lexicon.false_friends:
            if friend.language == self._language:
                found[self._key(friend.term, marked=marked)] += [entries[it] for it in friend.concepts]
        for spelt_so in (True, False):  # what only lacks its marks comes after: tre before tré
            for entry in entries.values():
                for term in entry.terms.of(self._language):
                    key = self._key(term, marked=marked)
                    means = found[key]
                    if entry not in means and (key == self._key(term, marked=True)) is spelt_so:
                        means.append(entry)
        found.pop("", None)
        return {key: tuple(means) for key, means in found.items()}

    def _key(self, term: str, *, marked: bool) -> str:
        if self._language == "ja":
            return term.casefold().translate(_TO_KATAKANA)
        if self._language == "ko":
            return term.casefold().replace(" ", "")
        words = [self._forms(word.group(), first=False, marked=marked)[-1] for word in _WORD.finditer(term.casefold())]
        return " ".join(words)

    def _forms(self, word: str, *, first: bool, marked: bool) -> tuple[str, ...]:
        """How a word may stand in a key; the last is the form that keys are made of."""
        if self._language == "en":
            return (singular(word),)
        if self._language == "vi":
            return (word if marked else fold(word),)
        bare = without_prefixes(word) if first else [word.removeprefix("ה") if len(word) > 3 else word]  # noqa: PLR2004
        return tuple(without_ending(it) for it in bare)

    def _by_word(self, text: str) -> Iterator[Mention]:
        lowered = text.casefold() if len(text.casefold()) == len(text) else text.lower()
        marked = self._language != "vi" or is_marked(text)
        index = self._marked if marked else self._unmarked
        most_words = self._marked_words if marked else self._unmarked_words
        words = [
            _Word(it.start(), it.end(), self._forms(it.group(), first=True, marked=marked))
            for it in _WORD.finditer(lowered)
        ]
        inner = [self._forms(lowered[it.start : it.end], first=False, marked=marked)[-1] for it in words]
        at = 0
        while at < len(words):
            most = max(most_words.get(key, 0) for key in words[at].keys)
            size, entries = self._longest_phrase(lowered, words, inner, (at, at + most), index)
            if entries:
                yield Mention(words[at].start, words[at + size - 1].end, entries)
            at += max(size, 1)

    def _longest_phrase(
        self,
        text: str,
        words: Sequence[_Word],
        inner: Sequence[str],
        span: tuple[int, int],
        index: dict[str, tuple[Entry, ...]],
    ) -> tuple[int, tuple[Entry, ...]]:
        at = span[0]
        for size in range(min(span[1], len(words)) - at, 0, -1):
            gaps = (text[words[place].end : words[place + 1].start] for place in range(at, at + size - 1))
            if not all(gap.strip() in {"", "-", "'"} for gap in gaps):
                continue
            rest = " ".join(("", *inner[at + 1 : at + size]))
            for key in words[at].keys:
                if key + rest in index:
                    return size, index[key + rest]
        return 0, ()

    def _by_character(self, text: str) -> Iterator[Mention]:
        japanese = self._language == "ja"
        lowered = text.lower().translate(_TO_KATAKANA) if japanese else text.lower()
        at, last_end = 0, -1
        while at < len(text):
            found = None
            if japanese or not (at and HANGUL.match(text, at - 1)) or at == last_end:
                found = self._longest_term(text, lowered, at, after_match=at == last_end)
            if found:
                yield found
                at = last_end = found.end
            else:
                at += 1

    def _longest_term(self, text: str, lowered: str, at: int, *, after_match: bool) -> Mention | None:
        if lowered[at].isspace():
            return None
        if self._language == "ko" and not after_match and (prefix := self._korean_prefix(text, lowered, at)):
            return prefix
        best = None
        key, end = "", at
        made = 0
        while end < len(lowered) and len(key) < self._longest:
            if not lowered[end].isspace():
                key += lowered[end]
                if key in self._marked and self._fits(text, at, end + 1, after_match=after_match):
                    if best and best.modifier:
                        made = best.end
                    best = Mention(at, end + 1, self._marked[key])
            elif self._language == "ja" or lowered[end] == "\n":
                break
            end += 1
        if best and made:
            return self._unless_overtaken(text, lowered, best, made)
        return best

    def _unless_overtaken(self, text: str, lowered: str, best: Mention, made: int) -> Mention:
        """Frozen banana flower is no frozen banana: the noun behind the way of making reaches further."""
        noun = made + len(text[made:]) - len(text[made:].lstrip())
        behind = self._longest_term(text, lowered, noun, after_match=True)
        if behind and behind.concept and behind.end > best.end:
            return Mention(best.start, made, self._marked["".join(lowered[best.start : made].split())])
        return best

    def _korean_prefix(self, text: str, lowered: str, at: int) -> Mention | None:
        """A way of making written together with a noun that has no term for it: 건목이버섯."""
        if lowered[at] not in _KOREAN_PREFIXES or at + 1 == len(text):
            return None
        rest = self._longest_term(text, lowered, at + 1, after_match=True)
        if rest is None or rest.end - rest.start == 1 or lowered[at : rest.end].replace(" ", "") in self._marked:
            return None
        return Mention(at, at + 1, (self._modifiers[_KOREAN_PREFIXES[lowered[at]]],))

    def _fits(self, text: str, start: int, end: int, *, after_match: bool) -> bool:
        if self._language == "ja":
            return fits_in_japanese(text, start, end, after_match=after_match)
        return fits_in_korean(text, start, end, self._korean_tails, after_match=after_match)

    @cached_property
    def _korean_tails(self) -> tuple[str, ...]:
        """What may be written on to a noun of two syllables: an errand, or a way of making (꽁치통조림)."""
        made = (term for it in self._lexicon.modifiers for term in it.terms.ko)
        return (*_KOREAN_TAILS, *(it for it in made if len(it) > 1))


def _most_words(index: Iterable[str]) -> dict[str, int]:
    """Of the longest term that begins with a word; most words begin none."""
    found: dict[str, int] = {}
    for key in index:
        first = key.partition(" ")[0]
        found[first] = max(found.get(first, 0), key.count(" ") + 1)
    return found
