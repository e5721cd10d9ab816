"""What the lexicon knows of a concept beyond its terms: its kinds, and the products that a way of making gives."""

import re
import tomllib
from functools import cache
from pathlib import Path

import msgspec

from shared.lexicon.reading import Concept, Modifier, lexicon


class Asides(msgspec.Struct, frozen=True):
    """`vocabulary/goods.toml`."""

    forms: frozenset[str]
    shown: frozenset[str]
    soft_families: frozenset[str]
    poured: frozenset[str]
    generic: frozenset[str]
    cuts: frozenset[str]
    not_goods: frozenset[str]


@cache
def asides() -> Asides:
    path = Path(__file__).parent / "vocabulary" / "goods.toml"
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Asides)


@cache
def modifiers() -> dict[str, Modifier]:
    return {it.id: it for it in lexicon().modifiers}


@cache
def concept_by_id() -> dict[str, Concept]:
    return {it.id: it for it in lexicon().concepts}


@cache
def children() -> dict[str, list[Concept]]:
    found: dict[str, list[Concept]] = {}
    for concept in lexicon().concepts:
        found.setdefault(concept.broader, []).append(concept)
    return found


@cache
def _joined() -> dict[str, str]:
    """English names of two words written as one: dragonfruit."""
    terms = {term.lower() for concept in lexicon().concepts for term in concept.terms.en}
    pairs = {term.replace(" ", ""): term for term in terms if re.fullmatch(r"[a-z]{3,} [a-z]{3,}", term)}
    return {joined: term for joined, term in pairs.items() if joined not in terms}


def unjoined(text: str) -> str:
    return re.sub(r"[a-z]{7,}", lambda it: _joined().get(it[0]) or _joined().get(it[0].removesuffix("s"), it[0]), text)


def refined(concept: Concept, modifiers: tuple[str, ...]) -> tuple[Concept, tuple[str, ...]]:
    """The narrower concept that a modifier makes: dried + ginger."""
    if not modifiers:
        return concept, ()
    best, size = concept, 0
    for child in children().get(concept.id, ()):
        hits = [it for it in modifiers if _names(child, concept, it)]
        if len(hits) > size:
            best, size = child, len(hits)
    used = {it for it in modifiers if best is not concept and _names(best, concept, it)}
    return best, tuple(it for it in modifiers if it not in used)


def _names(child: Concept, parent: Concept, modifier: str) -> bool:
    """Whether the child is the parent with this modifier: its English or Vietnamese name says just that."""
    terms = modifiers()[modifier].terms
    english = {f"{word} {name}" for word in terms.en for name in parent.terms.en} | {
        f"{name} {word}" for word in terms.en for name in parent.terms.en
    }
    vietnamese = {f"{name} {word}" for word in terms.vi for name in parent.terms.vi} | {
        f"{word} {name}" for word in terms.vi for name in parent.terms.vi
    }
    return bool(english & set(child.terms.en) or vietnamese & set(child.terms.vi))
