"""Why a listing was found: which of the buyer's words means which thing. Without words, so it needs no translation."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from services.listings.asking import WEIGHTS, Asked
from services.listings.indexing import heads_of, subjects_of
from services.listings.language.subject import Topic
from services.listings.language.vocabulary import Vocabulary, vocabulary
from shared.contracts.values import Language
from shared.text import fold

_ELSEWHERE = WEIGHTS["described"] | WEIGHTS["anywhere"] | WEIGHTS["seller"]


def why(asked: Asked, rank: int, concepts: Sequence[str], language: Language | None) -> str | None:
    """`魚醤 = nước mắm`; a kind of it `お茶 › 菊花茶 = trà hoa cúc`; what it is a kind of `cá › cá tra = パンガシウス`;
    another kind of the same `魚醤 ≈ チリソース = tương ớt`. What was not asked for is named in the buyer's `language`.

    None when the name has the buyer's own words; dots round what is only in the description or the co-op's name.
    """
    if rank >= WEIGHTS["literal"]:
        return None
    known = vocabulary()
    offered = [known.places[name] for name in concepts if name in known.places]
    topics = [*asked.subject.heads, *(topic for topic in asked.subject.topics if topic not in asked.subject.heads)]
    said = next((reason for reason in _reasons(topics, offered, known, language) if reason), None)
    if said is None and rank & _ELSEWHERE and topics and topics[0].concepts:
        said = f"{topics[0].text} = … {known.shown[topics[0].concepts[0]]} …"
    if said is None:
        said = _neighbour(topics, offered, known, language)
    if said is None and rank & WEIGHTS["concept"] and topics and offered:  # what its name is mistaken for
        said = f"{topics[0].text} ≈ {_named(offered[0], known, language)}"
    if said is None or " = " not in said:
        return said
    asked_for, _, named = said.partition(" = ")
    return said if fold(asked_for) != fold(named) else None


def called(thing: str | None, language: Language | None) -> str | None:
    """The lexicon's word for the thing; a co-op's name says it in Vietnamese."""
    known = vocabulary()
    if thing not in known.places or language in {None, "vi"}:
        return None
    return known.names[language][known.places[thing]]


def called_elsewhere(names: Mapping[Language, str]) -> dict[Language, str]:
    """The lexicon's words for the one thing that the names say, in the languages that they leave out."""
    thing = _named_by(tuple(names.items()))
    if thing is None:
        return {}
    return {language: called[thing] for language, called in vocabulary().names.items() if language not in names}


@lru_cache(maxsize=4096)
def _named_by(names: tuple[tuple[Language, str], ...]) -> int | None:
    """A place in the vocabulary. What is looked at is looked at again, and cutting a name up costs 0.2 CPU-ms."""
    heads = heads_of(subjects_of(dict(names), vocabulary()))
    return heads[0] if len(heads) == 1 else None


def _reasons(
    topics: Sequence[Topic], offered: Sequence[int], known: Vocabulary, language: Language | None
) -> Iterable[str | None]:
    for topic in topics:
        same = next((place for place in offered if place in topic.concepts), None)
        yield None if same is None else f"{topic.text} = {known.shown[same]}"
    for topic in topics:
        kinds = (place for place in offered if any(above in topic.concepts for above in known.above(place)))
        kind = next(kinds, None)
        yield None if kind is None else f"{topic.text} › {_named(kind, known, language)}"
    for topic in topics:
        for place in topic.concepts:
            above = next((one for one in known.above(place) if one in offered), None)
            yield None if above is None else f"{known.shown[above]} › {known.shown[place]} = {topic.text}"


def _neighbour(
    topics: Sequence[Topic], offered: Sequence[int], known: Vocabulary, language: Language | None
) -> str | None:
    """Of the things offered the one that has the nearest broader concept in common with what was asked for."""
    for topic in topics:
        common = (above for place in topic.concepts for above in known.above(place))
        near = next((one for above in common for one in offered if above in known.above(one)), None)
        if near is not None:
            return f"{topic.text} ≈ {_named(near, known, language)}"
    return None


def _named(place: int, known: Vocabulary, language: Language | None) -> str:
    vietnamese = known.shown[place]
    return vietnamese if language in {None, "vi"} else f"{known.names[language][place]} = {vietnamese}"
