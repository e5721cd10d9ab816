"""What a text is about: its terms as concepts, the head first in importance, and what is said of them."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from services.listings.language.fillers import says_something
from services.listings.language.segments import Segment, leading, segments, trailing
from services.listings.language.vocabulary import Vocabulary
from shared.contracts.values import Language

_HEAD_FIRST = frozenset({"vi", "he"})
"""trà gừng and תה ג'ינג'ר are teas by their first word, ginger tea and 生姜茶 by their last."""
_CLASSIFIERS = frozenset(
    word
    for line in (
        "quả trái củ con cây bông hoa lá hạt rễ vỏ",
        "qua trai cu cay bong la hat re vo",
        "tree plant flower flowers leaf leaves root roots",
        "花 葉 根 꽃 잎 뿌리",
        "עץ עצי צמח פרח פרחי עלה עלי שורש שורשי",
    )
    for word in line.split()
)
_COUNTING = frozenset(["thịt", "quả", "trái", "củ", "con", "thit", "qua", "trai", "cu"])
"""What stands before a thing without being a part of its name: (thịt) bò một nắng."""
_SAYS_LITTLE = frozenset({"snack", "gift_set", "food", "processed_food", "handicraft", "household_goods", "souvenir"})
"""Concepts that are seldom what is meant when another thing is named too: lotus seed snack, hộp quà trà sen."""
_PREPOSITIONS = frozenset({"of", "with", "without", "for", "in", "from", "made"})


class Topic(Struct, frozen=True):
    """One term: the concepts it may mean, the modifiers it may be. `text` is how it was written. `besides`: concepts
    that it is mistaken for.
    """

    text: str
    concepts: tuple[int, ...]
    modifiers: tuple[int, ...]
    languages: frozenset[Language]
    besides: tuple[int, ...] = ()


class Subject(Struct, frozen=True):
    """`heads`: the topics that name the thing itself; several when it is not sure which. `unknown`: words that are no
    term and no filler; they must be in what is found.
    """

    topics: tuple[Topic, ...]
    heads: tuple[Topic, ...]
    unknown: tuple[Segment, ...]

    @property
    def head_concepts(self) -> tuple[int, ...]:
        return _distinct(place for topic in self.heads for place in topic.concepts)

    @property
    def concepts(self) -> tuple[int, ...]:
        """The head's first."""
        return _distinct((*self.head_concepts, *(place for topic in self.topics for place in topic.concepts)))

    @property
    def modifiers(self) -> tuple[int, ...]:
        return _distinct(place for topic in self.topics for place in topic.modifiers)


def subject(text: str, language: Language | None, known: Vocabulary, *, asking: bool = False) -> Subject:
    cut = segments(text, language, known, asking=asking)
    topics = [_topic(segment, known) for segment in cut if segment.meanings]
    topics = _united(_settled(topics, known), known)
    heads = [*_longest(text, language, cut, known), *_heads(_before_preposition(topics, cut), known)]
    return Subject(
        topics=tuple(topics),
        heads=tuple(heads),
        unknown=tuple(segment for segment in cut if not segment.meanings and says_something(segment)),
    )


def _longest(text: str, language: Language | None, cut: Sequence[Segment], known: Vocabulary) -> list[Topic]:
    """The term that stands where the head does, when the cheapest cut has only a part of it there; in English with the
    term that has the other part: coffee beans and arabica coffee in arabica coffee beans.
    """
    if language in _HEAD_FIRST:
        found, beside = _leading(text, language, known), cut[:1]
    elif language == "en":
        found, beside = trailing(text, language, known), [one for one in cut if one.meanings][-1:]
    else:
        return []
    known_size = max((len(one.words) for one in beside), default=0)
    if found is None or len(found.words) <= known_size:
        return []
    parted = [one for one in cut if language == "en" and one.meanings and one.words[-1] == found.words[0]]
    topics = (_topic(segment, known) for segment in (found, *parted))
    return [topic for topic in topics if topic.concepts]


def _leading(text: str, language: Language, known: Vocabulary) -> Segment | None:
    """Bò một nắng rather than thịt bò in Thịt bò một nắng."""
    found = leading(text, language, known)
    counted, _, rest = text.partition(" ")
    thing = leading(rest, language, known) if counted.lower() in _COUNTING else None
    return thing if thing and (found is None or len(thing.words) >= len(found.words)) else found


def _topic(segment: Segment, known: Vocabulary) -> Topic:
    return Topic(
        text=segment.text,
        concepts=_distinct(one.place for one in segment.meanings if known.is_concept(one.place)),
        modifiers=_distinct(one.place for one in segment.meanings if not known.is_concept(one.place)),
        languages=frozenset(one.language for one in segment.meanings),
        besides=_distinct(one.place for one in segment.besides if known.is_concept(one.place)),
    )


def _settled(topics: Sequence[Topic], known: Vocabulary) -> list[Topic]:
    """Of a word's several meanings the one that another word is akin to: vải before lụa is cloth and no lychee."""
    settled = []
    for topic in topics:
        others = [place for other in topics if other is not topic for place in other.concepts]
        akin = {above for place in others for above in known.above(place)}
        likely = tuple(place for place in topic.concepts if place in akin)
        settled.append(replace(topic, concepts=likely) if likely else topic)
    return settled


def _united(topics: Sequence[Topic], known: Vocabulary) -> list[Topic]:
    """Dried and mango are also dried mango, instant tea and ginger are ginger tea, where the lexicon has that."""
    united: list[Topic] = []
    for topic in topics:
        others = [known.ids[at] for other in topics if other is not topic for at in (*other.modifiers, *other.concepts)]
        names = [known.ids[at] for place in topic.concepts for at in (place, *known.above(place))] if others else []
        wholes = [
            known.places[name]
            for own in names
            for other in others
            for name in (f"{other}_{own}", f"{own}_{other}")
            if name in known.places
        ]
        united.append(replace(topic, concepts=_distinct((*wholes, *topic.concepts))))
    return united


def _before_preposition(topics: list[Topic], cut: Sequence[Segment]) -> list[Topic]:
    """The topics of `tea with ginger` without the ginger."""
    place = next((at for at, one in enumerate(cut) if one.text.lower() in _PREPOSITIONS), len(cut))
    before = sum(bool(segment.meanings) for segment in cut[:place])
    return topics[:before] or topics


def _heads(topics: Sequence[Topic], known: Vocabulary) -> list[Topic]:
    """A word that may also be a modifier (lọ, the jar or in a jar) or counts things (quả bí đỏ) is the thing only when
    nothing else is. A kind of the thing names it too: vải lụa is silk.
    """
    things = [topic for topic in topics if topic.concepts and not topic.modifiers and not _counts(topic)]
    things = (
        [topic for topic in things if not _says_little(topic, known)]
        or things
        or [topic for topic in topics if topic.concepts]
    )
    if not things:
        return []
    first, last = things[0], things[-1]
    if first.languages <= _HEAD_FIRST:
        heads = [first]
    else:
        heads = [first, last] if first.languages & _HEAD_FIRST and first is not last else [last]
    named = {place for topic in heads for place in topic.concepts}
    kinds = [
        topic for topic in things if any(above in named for place in topic.concepts for above in known.above(place))
    ]
    return [*heads, *(topic for topic in kinds if topic not in heads)]


def _counts(topic: Topic) -> bool:
    return topic.text.lower() in _CLASSIFIERS


def _says_little(topic: Topic, known: Vocabulary) -> bool:
    return all(known.ids[place] in _SAYS_LITTLE for place in topic.concepts)


def _distinct(places: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(places))
