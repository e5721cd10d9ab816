"""Rules that the lexicon's files keep. Each rule yields one sentence a broken line, with its place."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator

from shared.lexicon.reading import LANGUAGES, Concept, Lexicon, Modifier

GROUPS = {"food", "drink", "medicinal", "handicraft", "ornamental", "tourism", ""}
SERVICE = "service"
KINDS = {"form", "process", "quality", "pack", "size", "colour", "use"}

_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ0-9 '’.&%/+-]+")
_KANA_AND_KANJI = "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff"
_SCRIPTS = {
    "vi": _LATIN,
    "en": _LATIN,
    "ja": re.compile(rf"(?=.*[{_KANA_AND_KANJI}])[{_KANA_AND_KANJI}A-Za-z0-9 ・-]+"),
    "ko": re.compile(r"(?=.*[가-힣])[가-힣A-Za-z0-9 -]+"),
    "he": re.compile(r"(?=.*[א-ת])[א-תA-Za-z0-9 '\"%-]+"),
}
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def problems(lexicon: Lexicon) -> list[str]:
    return [problem for rule in RULES for problem in rule(lexicon)]


def same_word(term: str) -> str:
    """Two spellings that the index cannot tell apart: upper and lower case, hiragana and katakana."""
    return term.casefold().translate(_KATAKANA)


def terms_are_written_well(lexicon: Lexicon) -> Iterator[str]:
    for entry in _entries(lexicon):
        for language, term in entry.terms.pairs():
            if term != " ".join(term.split()):
                yield f"{entry.source}: stray white space in {language} “{term}”"
            elif term != unicodedata.normalize("NFKC", term):
                yield f"{entry.source}: {language} “{term}” is not NFC in normal width"
            elif term and not _SCRIPTS[language].fullmatch(term):
                yield f"{entry.source}: “{term}” is not written in the letters of {language}"


def all_languages_are_present(lexicon: Lexicon) -> Iterator[str]:
    for entry in _entries(lexicon):
        for language in LANGUAGES:
            if "" in entry.terms.of(language):
                yield f"{entry.source}: {entry.id} has an empty {language} term"


def ids_are_unique(lexicon: Lexicon) -> Iterator[str]:
    seen: set[str] = set()
    for entry in _entries(lexicon):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", entry.id):
            yield f"{entry.source}: the id “{entry.id}” is not lower_snake_case"
        if entry.id in seen:
            yield f"{entry.source}: the id {entry.id} is taken"
        seen.add(entry.id)


def no_term_is_shared_unmarked(lexicon: Lexicon) -> Iterator[str]:
    marked = {(it.language, same_word(it.term)): set(it.concepts) for it in lexicon.false_friends}
    users: dict[tuple[str, str], list[Concept | Modifier]] = defaultdict(list)
    for entry in _entries(lexicon):
        for language, term in entry.terms.pairs():
            users[language, same_word(term)].append(entry)
    for (language, term), entries in users.items():
        ids = {entry.id for entry in entries}
        if len(ids) < len(entries):
            yield f"{entries[0].source}: {language} “{term}” stands twice in {entries[0].id}"
        if len(ids) > 1 and not ids <= marked.get((language, term), set()):
            names = " and ".join(sorted(ids))
            yield f"{entries[-1].source}: {language} “{term}” is in {names} and no marked homograph"


def headings_exist(lexicon: Lexicon) -> Iterator[str]:
    broader = {concept.id: concept.broader for concept in lexicon.concepts}
    categories = set(broader.values())
    for concept in lexicon.concepts:
        if not concept.hs:
            if concept.id not in categories and SERVICE not in _upwards(concept.id, broader):
                yield f"{concept.source}: {concept.id} has no HS heading and is no service or category"
        elif not re.fullmatch(r"\d{4}", concept.hs):
            yield f"{concept.source}: the HS heading “{concept.hs}” has not four digits"
        elif not 1 <= int(concept.hs[2:]) <= lexicon.last_headings.get(concept.hs[:2], 0):
            yield f"{concept.source}: there is no HS heading {concept.hs}"


def groups_and_kinds_are_known(lexicon: Lexicon) -> Iterator[str]:
    for concept in lexicon.concepts:
        if concept.group not in GROUPS:
            yield f"{concept.source}: there is no group “{concept.group}”"
    for modifier in lexicon.modifiers:
        if modifier.kind not in KINDS:
            yield f"{modifier.source}: there is no kind “{modifier.kind}”"


def broader_concepts_lead_upwards(lexicon: Lexicon) -> Iterator[str]:
    broader = {concept.id: concept.broader for concept in lexicon.concepts}
    for concept in lexicon.concepts:
        if concept.broader and concept.broader not in broader:
            yield f"{concept.source}: {concept.id} is below {concept.broader}, which does not exist"
        if concept.id in _upwards(concept.id, broader):
            yield f"{concept.source}: {concept.id} is broader than itself"


def false_friends_are_at_home(lexicon: Lexicon) -> Iterator[str]:
    """A term marked as meaning a concept must occur, marks apart, in one of that concept's names."""
    entries = {entry.id: entry for entry in _entries(lexicon)}
    for friend in lexicon.false_friends:
        if friend.language not in LANGUAGES or not friend.note:
            yield f"{friend.source}: “{friend.term}” needs a language and a note"
            continue
        for name in friend.concepts:
            terms = entries[name].terms.of(friend.language) if name in entries else ()
            if not any(_unmarked(friend.term) in _unmarked(term) for term in terms):
                yield f"{friend.source}: “{friend.term}” is no word of {name}"


def _upwards(name: str, broader: dict[str, str]) -> list[str]:
    """The broader concepts of a concept; a circle is gone round once."""
    above: list[str] = []
    while (name := broader.get(name, "")) and name not in above:
        above.append(name)
    return above


def _entries(lexicon: Lexicon) -> Iterator[Concept | Modifier]:
    yield from lexicon.concepts
    yield from lexicon.modifiers


def _unmarked(term: str) -> str:
    letters = unicodedata.normalize("NFD", same_word(term)).replace("đ", "d")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


RULES: tuple[Callable[[Lexicon], Iterator[str]], ...] = (
    terms_are_written_well,
    all_languages_are_present,
    ids_are_unique,
    no_term_is_shared_unmarked,
    headings_exist,
    groups_and_kinds_are_known,
    broader_concepts_lead_upwards,
    false_friends_are_at_home,
)
