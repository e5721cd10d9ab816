"""Did you mean: the known term that is closest to a misspelt text."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from services.listings.language.analyser import Script, Word, words
from services.listings.language.subject import Subject
from services.listings.language.vocabulary import key, vocabulary

Shelves = Mapping[tuple[str, int], Sequence[str]]
"""Words by their first letter and their length."""
_SHORTEST = {Script.LATIN: 4, Script.HEBREW: 3, Script.JAPANESE: 3, Script.KOREAN: 6}
"""Letters; of Korean the letters that its syllables are made of."""
_TELLING = 5
"""Letters of a strange word beside a known one that may be a mistake."""
_LONG = 9
"""From how many letters on two may be wrong, left out, doubled or in each other's place; otherwise one."""


def closest(text: str, about: Subject) -> str | None:
    """A term close to the whole text. Where the text names nothing known, each of its words may be another.

    Beside a known word, a strange one with a capital letter is more often a place or a brand than a mistake.
    """
    found = words(text)
    scripts = {word.script for word in found}
    if len(scripts) != 1:
        return None
    script = found[0].script
    whole = _nearest(key(text)[0], _terms(script), script, most=1 if about.topics else 2)
    if whole is not None:
        return vocabulary().written[whole]
    if about.topics and len(found) > 2 and (together := _beside(found, about, script)):  # noqa: PLR2004
        return together
    doubtful = _doubtful(about) if about.topics else set(found)
    near = [_nearest(word.folded, _single_words(script), script) if word in doubtful else None for word in found]
    return " ".join(one or word.text for one, word in zip(near, found, strict=True)) if any(near) else None


def _beside(found: Sequence[Word], about: Subject, script: Script) -> str | None:
    """A term close to a strange word and the word next to it: cà rtố tươi."""
    strange = {word for part in about.unknown for word in part.words if not word.capital and len(word.folded) > 1}
    texts = [word.text for word in found]
    for at in range(len(found) - 1):
        if strange & {*found[at : at + 2]}:
            near = _nearest(key(" ".join(texts[at : at + 2]))[0], _terms(script), script, most=1)
            if near:
                return " ".join([*texts[:at], vocabulary().written[near], *texts[at + 2 :]])
    return None


def _doubtful(about: Subject) -> set[Word]:
    strange = {word for segment in about.unknown for word in segment.words}
    return {word for word in strange if not word.capital and len(word.folded) >= _TELLING}


def load() -> None:
    """What the first misspelling would else wait for."""
    for script in Script:
        _terms(script)
        _single_words(script)


def _nearest(typed: str, known: Shelves, script: Script, *, most: int = 2) -> str | None:
    """Hardly anybody mistypes the first letter, and short words are all near each other: what begins otherwise, unless
    the first two are in each other's place, or is too long or too short, need not be looked at.
    """
    typed = _letters(typed, script)
    if len(typed) < _SHORTEST[script]:
        return None
    most = most if len(typed) >= _LONG else 1
    sizes = sorted(range(len(typed) - most, len(typed) + most + 1), key=lambda size: abs(size - len(typed)))
    alike = [word for size in sizes for word in known.get((typed[0], size), ())]
    swapped = [word for size in sizes for word in known.get((typed[1], size), ()) if word[1:2] == typed[0]]
    hit = process.extractOne(typed, alike + swapped, scorer=OSA.distance, score_cutoff=most)
    if not hit or hit[0] == typed:
        return None
    return unicodedata.normalize("NFC", hit[0])


def _letters(text: str, script: Script) -> str:
    """초콜렛 and 초콜릿 differ in one letter of nine."""
    return unicodedata.normalize("NFD", text) if script is Script.KOREAN else text


def _shelved(some: Iterable[str]) -> Shelves:
    shelves: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in some:
        shelves[word[0], len(word)].append(word)
    return dict(shelves)


@cache
def _terms(script: Script) -> Shelves:
    return _shelved(_by_script()[script])


@cache
def _by_script() -> dict[Script, tuple[str, ...]]:
    """A term's first letter tells its script."""
    script_of = {letter: words(letter)[0].script for letter in {term[0] for term in vocabulary().written}}
    found: dict[Script, list[str]] = {script: [] for script in Script}
    for term in vocabulary().written:
        script = script_of[term[0]]
        found[script].append(_letters(term, script))
    return {script: tuple(terms) for script, terms in found.items()}


@cache
def _single_words(script: Script) -> Shelves:
    return _shelved(sorted({word for term in _by_script()[script] for word in term.split(" ") if word}))
