"""The words of one language that say how much, when, where and whether: `vocabulary/<language>.toml`, compiled."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path

from shared.contracts.values import Language
from shared.text import fold

FOLDER = Path(__file__).parent / "vocabulary"
NUMBER = r"(?<![a-z\d.,])\d+(?:[.,]\d+)*"
FURTHEST = 40
"""Characters behind a word that decide what it is."""
UNFIXED = "unfixed"
"""The code of a unit that is named but measures different things in different places."""

MOST_KINDS = 4
_HEBREW_PREFIX = "[והבלמשכ]{0,3}-?"
_Table = Mapping[str, list[str]]


class Vocabulary:
    def __init__(self, language: Language, *, marked: bool = True) -> None:
        self.language, self.marked = language, marked
        self._fold = language == "vi" and not marked
        with (FOLDER / f"{language}.toml").open("rb") as file:
            self._tables = tomllib.load(file)

    @cached_property
    def units(self) -> Mapping[str, re.Pattern[str]]:
        """UN/ECE code → its words, each whole."""
        table: _Table = self._tables["units"]
        return {code: re.compile(self.words(words)) for code, words in table.items()}

    @cached_property
    def unit(self) -> str:
        """Any unit, as a fragment for larger patterns."""
        table: _Table = self._tables["units"]
        return self.words(word for words in table.values() for word in words)

    @cached_property
    def measure(self) -> str:
        table: _Table = self._tables["units"]
        return self.words(word for code, words in table.items() if is_measure(code) for word in words)

    @cached_property
    def package(self) -> str:
        table: _Table = self._tables["units"]
        return self.words(word for code, words in table.items() if is_package(code) for word in words)

    @cached_property
    def package_kinds(self) -> str:
        """What packages are like or made of: a few words of it or none."""
        table = self._tables["packing"]
        return f"(?:{table['before_kind']}{_either(*map(self._folded, table['kinds']))}){{0,{MOST_KINDS}}}"

    @cached_property
    def package_of(self) -> str:
        """What stands between a package and its size, if anything."""
        return f"{_either(*map(self._folded, self._tables['packing']['of']))}*"

    @cached_property
    def each_package(self) -> str:
        return self._folded(self._tables["packing"]["each"])

    def code_of(self, match: re.Match[str], group: str | int) -> str:
        """The code of the unit in a group: the longest of its words, seen in its place in the text."""
        span = match.span(group)
        return max(self.units, key=lambda code: _longest(self.units[code], match.string, span))

    @cached_property
    def per(self) -> Mapping[str, re.Pattern[str]]:
        table: _Table = self._tables["per"]
        return {per: re.compile(self.words(words)) for per, words in table.items()}

    @cached_property
    def incoterms(self) -> Mapping[str, re.Pattern[str]]:
        return {code: re.compile(self._folded(pattern)) for code, pattern in self._tables["incoterms"].items()}

    @cache  # noqa: B019  # there is one vocabulary a language, kept for the life of the process
    def cue(self, name: str) -> re.Pattern[str]:
        return re.compile(self.cue_text(name))

    def cue_text(self, name: str) -> str:
        """A fragment of the cues or months; one that can never match when the language does without it."""
        for table in ("cues", "months"):
            found = self._tables[table].get(name)
            if isinstance(found, str) and found:
                return f"(?:{self._bounded(self._folded(found))})"
        return r"(?!)"

    def raw(self, name: str) -> str:
        found = self._tables["months"].get(name) or self._tables["cues"].get(name) or "(?!)"
        return f"(?:{self._folded(found)})"

    @cache  # noqa: B019  # as above
    def values(self, table: str) -> dict[str, int]:
        """Words of numbers and what they are worth."""
        found: Mapping[str, int] = self._tables[table]
        return {self._folded(word): value for word, value in found.items()}

    @cached_property
    def shortened(self) -> Mapping[str, str]:
        """What people shorten in a chat, as they would write it out."""
        table: Mapping[str, str] = self._tables.get("shortened", {})
        return {short: self._folded(long) for short, long in table.items()}

    @property
    def month_names(self) -> list[str]:
        names: list[str] = self._tables["months"].get("names", [])
        return names

    def words(self, words: Iterable[str]) -> str:
        """An alternation in which every alternative is a whole word as its script understands it.

        The bounds stand once around all, not around each: compiling them is most of what a first reading takes.
        """
        listed = sorted(map(self._folded, words), key=len, reverse=True)
        if self.language in {"ja", "ko"}:
            latin, others = _split(listed, re.compile(r"[a-z]\??$").search)
            return _either(f"{_either(*latin)}(?![a-z])" if latin else "", *others)
        slashed, others = _split(listed, lambda word: word.startswith("/"))
        prefix = _HEBREW_PREFIX if self.language == "he" else ""
        whole = rf"(?<![^\W\d_]){prefix}{_either(*others)}" if others else ""
        return rf"{_either(whole, *slashed)}(?![^\W\d_])"

    def _bounded(self, pattern: str) -> str:
        if self.language in {"ja", "ko"}:
            return pattern
        if self.language == "he":
            return rf"(?<![א-ת]){_HEBREW_PREFIX}(?:{pattern})"
        return rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])"

    def _folded(self, pattern: str) -> str:
        return fold(pattern) if self._fold else pattern


@cache
def vocabulary_of(language: Language, *, marked: bool = True) -> Vocabulary:
    return Vocabulary(language, marked=marked)


def is_package(code: str) -> bool:
    return code.startswith("X")


def is_measure(code: str) -> bool:
    return code in {"KGM", "TNE", "DTN", "YEN", "GRM", "LTR", "MLT", "LBR", "STN", "LTN"}


def _either(*words: str) -> str:
    return "(?:" + "|".join(word for word in words if word) + ")"


def _split(words: list[str], belongs: Callable[[str], object]) -> tuple[list[str], list[str]]:
    return [word for word in words if belongs(word)], [word for word in words if not belongs(word)]


def _longest(pattern: re.Pattern[str], text: str, span: tuple[int, int]) -> int:
    """Words may look at what follows them, but not at all of a long text."""
    found, best, end = pattern.search(text, span[0], span[1] + FURTHEST), 0, span[1] + FURTHEST
    while found and found.end() <= span[1]:
        best = max(best, len(found[0]))
        found = pattern.search(text, found.end() or 1, end)
    return best
