"""The lexicon's terms found in running text: the longest one at each place wins.

Japanese is matched by character and Korean by word beginnings (particles follow the noun). Vietnamese, English and
Hebrew are matched word by word; Hebrew words may wear prefixes (ה ב ל ו מ ש כ), Vietnamese ones may lack their marks.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from shared.contracts.values import Language
from shared.lexicon.reading import Concept, Lexicon, Modifier, lexicon
from shared.text import fold

Entry = Concept | Modifier

_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_WORD = re.compile(r"[^\W_]+(?:['\"][^\W_]+)*")
_KATAKANA = re.compile(r"[\u30a1-\u30ff]")
_HIRAGANA = re.compile(r"[\u3041-\u3096]")
_HAN = re.compile(r"[\u3400-\u9fff\u3005]")
_HANGUL = re.compile(r"[가-힣]")
_PARTICLES_BEFORE = "はのとやをでにがも、"
_PARTICLES_AFTER = "はのとやをでにがもへか"
_JOSA = re.compile(
    r"(?:들?(?:을|를|은|는|이|가|의|와|과|도|로|으로|만|에|랑|이랑|하고|이나|나|및|부터|까지|에서|처럼|보다|같은|용|류|제품|인데|입니다|이고|이며)*)(?![가-힣])"
)
_HEBREW_PREFIXES = frozenset("והבלכמש")
_HEBREW_ENDING = re.compile(r"(?<=[א-ת'\"]{3})(?:ים|ות)$|(?<=[א-ת'\"]{4})(?:ה|ת|י)$")
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")


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
    def _most_words(self) -> int:
        """Of the longest term; the same with its marks and without."""
        return max(key.count(" ") for key in self._marked) + 1

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
            return (_singular(word),)
        if self._language == "vi":
            return (word if marked else fold(word),)
        bare = _without_prefixes(word) if first else [word.removeprefix("ה") if len(word) > 3 else word]  # noqa: PLR2004
        return tuple(_HEBREW_ENDING.sub("", it).translate(_FINALS) for it in bare)

    def _by_word(self, text: str) -> Iterator[Mention]:
        lowered = text.casefold() if len(text.casefold()) == len(text) else text.lower()
        marked = self._language != "vi" or is_marked(text)
        index = self._marked if marked else self._unmarked
        words = [
            _Word(it.start(), it.end(), self._forms(it.group(), first=True, marked=marked))
            for it in _WORD.finditer(lowered)
        ]
        inner = [self._forms(lowered[it.start : it.end], first=False, marked=marked)[-1] for it in words]
        at = 0
        while at < len(words):
            size, entries = self._longest_phrase(lowered, words, inner, at, index)
            if entries:
                yield Mention(words[at].start, words[at + size - 1].end, entries)
            at += max(size, 1)

    def _longest_phrase(
        self,
        text: str,
        words: Sequence[_Word],
        inner: Sequence[str],
        at: int,
        index: dict[str, tuple[Entry, ...]],
    ) -> tuple[int, tuple[Entry, ...]]:
        for size in range(min(self._most_words, len(words) - at), 0, -1):
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
            if japanese or not (at and _HANGUL.match(text, at - 1)) or at == last_end:
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
                fits = self._japanese_fits if self._language == "ja" else self._korean_fits
                if key in self._marked and fits(text, at, end + 1, after_match=after_match):
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

    def _japanese_fits(self, text: str, start: int, end: int, *, after_match: bool) -> bool:
        """No part of a longer word of the same script, as far as one can tell without a dictionary."""
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        if _KATAKANA.match(text[start]) and _KATAKANA.match(before) and before != "・" and not after_match:
            return False
        if end - start == 1 and _HAN.match(text[start]) and not (after_match and before in "乾燥生冷凍有機"):
            goes_on = _HAN.match(after) and after != "製"
            if goes_on or _HAN.match(before) or (_KATAKANA.match(before) and after_match):
                return False
        if _KATAKANA.match(text[start]) and end - start <= _SHORT_KATAKANA and _KATAKANA.match(after):
            return False
        joined = _HIRAGANA.match(text[start]) and _HIRAGANA.match(before) and before not in _PARTICLES_BEFORE
        if joined and end - start < _LONG_HIRAGANA:
            return False
        return not (_HIRAGANA.match(text[end - 1]) and _HIRAGANA.match(after) and after not in _PARTICLES_AFTER)

    def _korean_fits(self, text: str, start: int, end: int, *, after_match: bool) -> bool:
        """What follows is a particle, or a word long enough to be trusted goes on as a compound."""
        syllables = sum(1 for it in text[start:end] if not it.isspace())
        if after_match and syllables == 1:
            return False
        if syllables > 2:  # noqa: PLR2004
            return True
        if _JOSA.match(text, end):
            return True
        return syllables > 1 and text.startswith(self._korean_tails, end)

    @cached_property
    def _korean_tails(self) -> tuple[str, ...]:
        """What may be written on to a noun of two syllables: an errand, or a way of making (꽁치통조림)."""
        made = (term for it in self._lexicon.modifiers for term in it.terms.ko)
        return (*_KOREAN_TAILS, *(it for it in made if len(it) > 1))


_SHORT_KATAKANA = 2
"""So short a word goes on in a longer one: the chestnut (クリ) of クリスマス."""
_LONG_HIRAGANA = 5
"""Letters that stand for themselves even behind a verb: 使うこぶみかんの葉."""
_KOREAN_PREFIXES = {"건": "dried", "생": "fresh", "흑": "black"}
"""Written together with the noun: 건목이버섯."""
_KOREAN_TAILS = (
    *("라떼", "음료", "소스", "오일", "페이스트", "시럽", "농축액", "추출물", "주스", "칩", "잼"),
    "통조림",
    "구매",
    "수입",
    "공급",
    "주문",
    "분말",
    "가루",
    "견적",
    "납품",
    "필요",
)


def is_marked(text: str) -> bool:
    """Whether a Vietnamese text wears its marks; a lone đ of a price does not make it so."""
    lowered = unicodedata.normalize("NFC", text).lower()
    return sum(1 for it in lowered if it.isalpha() and it != fold(it)) * 25 > sum(map(str.isalpha, lowered))


def _without_prefixes(word: str) -> list[str]:
    """The word as it is, then less one to three prefixes; what is left must still be a word."""
    shorter = [word[size:] for size in (1, 2, 3) if set(word[:size]) <= _HEBREW_PREFIXES]
    return [word, *(it for it in shorter if len(it) > min(2, len(word) - len(it)))]


_IRREGULAR = {"scarves": "scarf", "leaves": "leaf", "loaves": "loaf", "knives": "knife"}


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):  # noqa: PLR2004
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("oes", "ches", "shes", "xes")):  # noqa: PLR2004
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word  # noqa: PLR2004
