"""What the index holds of a listing.

Lexemes of `catalogue_entry.terms`, by their beginning:
    (none)  a folded word of a name or the SKU      =  the same with its marks
    h:  the head concept of a name                  c:  any concept of a name
    b:  what the head concept is a kind of          m:  a modifier (dried, organic)
    d:  a folded word of a description              e:  a concept of a description
    o:  a folded word of the co-op's name           p:  the code of a province that it lies in
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from services.listings.language.analyser import lexemes, words
from services.listings.language.subject import Subject, subject
from services.listings.language.vocabulary import Vocabulary
from shared.contracts.listings import ListingBody
from shared.contracts.values import Language

SELLER_FIELDS = ("o:", "p:")


class Indexed(Struct, frozen=True):
    """`concepts`: ids, the head's first. `chapters`: of the Harmonized System, where the thing itself stands in it."""

    terms: list[str]
    concepts: list[str]
    head: str | None
    chapters: list[str]


def indexed(body: ListingBody, seller: set[str], known: Vocabulary) -> Indexed:
    names = subjects_of(body.names, known)
    told = [subject(text, language, known) for language, text in body.descriptions.items()]
    heads = heads_of(names)
    concepts = list(dict.fromkeys([*heads, *(place for name in names for place in name.concepts)]))
    terms = {
        *_words(" ".join([*body.names.values(), body.sku])),
        *(f"h:{known.ids[place]}" for place in heads),
        *(f"c:{known.ids[place]}" for place in concepts),
        *(f"c:{known.ids[part]}" for place in heads for part in known.parts.get(place, ())),
        *(f"b:{known.ids[above]}" for place in heads for above in known.above(place)),
        *(f"c:{known.ids[place]}" for name in names for topic in name.topics for place in topic.besides),
        *(f"m:{known.ids[place]}" for name in names for place in name.modifiers),
        *(f"m:{known.ids[way]}" for place in heads for way in known.ways.get(place, ())),
        *(f"e:{known.ids[place]}" for text in told for place in text.concepts),
        *(f"d:{word}" for word in _folded(" ".join(body.descriptions.values()))),
        *seller,
    }
    return Indexed(
        terms=sorted(terms),
        concepts=[known.ids[place] for place in concepts],
        head=known.ids[heads[0]] if heads else None,
        chapters=sorted({known.headings[place][:2] for place in heads if known.headings[place]}),
    )


def subjects_of(names: Mapping[Language, str], known: Vocabulary) -> list[Subject]:
    return [subject(name, language, known) for language, name in names.items()]


def heads_of(names: Iterable[Subject]) -> list[int]:
    """Each once, the first name's first."""
    return list(dict.fromkeys(place for name in names for place in name.head_concepts))


def thing_of(terms: Iterable[str]) -> str | None:
    """The concept that a listing is, where its names say one thing only."""
    heads = [term[2:] for term in terms if term.startswith("h:")]
    return heads[0] if len(heads) == 1 else None


def seller_terms(name: str, provinces: Iterable[str]) -> set[str]:
    return {*(f"o:{word}" for word in _folded(name)), *(f"p:{code}" for code in provinces)}


def _words(text: str) -> Iterator[str]:
    for word in words(text):
        yield from lexemes(word)
        if not word.unspaced:
            yield f"={word.exact}"


def _folded(text: str) -> Iterator[str]:
    return (lexeme for word in words(text) for lexeme in lexemes(word))
