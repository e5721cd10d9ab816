"""How two products named beside each other stand to one another: a material, a kind, a family, an ingredient."""

import re
from collections.abc import Sequence

from services.matching.reading.compounds import asides, children, concept_by_id
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import Vocabulary
from shared.lexicon.matching import Mention
from shared.lexicon.reading import Concept, ancestors

OPENED = re.compile(r"[^\S\n]?\((?:[^()\d]{0,2}|[^()]{0,24}[,、] ?)")
_LISTED = re.compile(r"[、,・] ?[^()\d]{1,12}[、,・)]")
_BRACKET = 2
"""Letters of a bracket with its space."""
_WITH: dict[str, tuple[str, ...]] = {"en": (" with ", " in "), "he": (" עם ",)}
_FAMILY = 4
"""Kinds in the lexicon from which a concept is rather a family of goods."""
_HEAD_LAST = {"ja", "ko", "en"}


def is_concept(mention: Mention) -> bool:
    return mention.concept is not None and (mention.modifier is None or len(mention.entries) == 1)


def belongs_to_another(page: Page, mentions: Sequence[Mention], place: int, words: Vocabulary) -> bool:
    """Whether it only tells something of the product beside it."""
    return (
        _is_attribute(page, mentions, place, words)
        or _is_purpose(page, mentions, place, words)
        or _is_aside(page, mentions, place)
        or _is_heading(page, mentions, place)
        or _is_ingredient(page, mentions, place, words)
    )


def attribute_of(page: Page, mentions: Sequence[Mention], place: int, words: Vocabulary) -> Mention | None:
    at = place - 1 if words.language in _HEAD_LAST else place + 1
    concept = mentions[at].concept if 0 <= at < len(mentions) else None
    if concept and concept.id not in asides().generic and _is_attribute(page, mentions, at, words):
        return mentions[at]
    return None


def is_kind_of(kind: Concept, broader: Concept) -> bool:
    """Whether it is the same thing told more narrowly: reishi (nấm linh chi) mushrooms (nấm)."""
    return broader.id in ancestors(kind.id) and kind.terms.vi[0].startswith(broader.terms.vi[0])


def specified(page: Page, mentions: Sequence[Mention], place: int) -> Concept | None:
    """The kind that the brackets behind a product name: honey (longan blossom)."""
    if place + 1 == len(mentions) or not _is_aside(page, mentions, place + 1):
        return None
    head, kind = mentions[place].concept, mentions[place + 1].concept
    return concept_by_id().get(f"{kind.id}_{head.id}") if head and kind else None


def _is_ingredient(page: Page, mentions: Sequence[Mention], place: int, words: Vocabulary) -> bool:
    """Candles with lemongrass oil: what is “with” another product belongs to it."""
    if words.language not in _WITH or not place or not mentions[place - 1].concept:
        return False
    return page.left[mentions[place - 1].end : mentions[place].start] in _WITH[words.language]


def _is_heading(page: Page, mentions: Sequence[Mention], place: int) -> bool:
    """A family of goods before the colon behind which they stand: dried fruit: mango, pineapple."""
    concept, following = mentions[place].concept, mentions[place + 1 : place + 2]
    return bool(
        concept
        and any(it.concept and page.left[mentions[place].end : it.start].strip() == ":" for it in following)
        and len(children().get(concept.id, ())) >= _FAMILY
    )


def _is_attribute(page: Page, mentions: Sequence[Mention], place: int, words: Vocabulary) -> bool:
    """What another product is made of: bamboo chopsticks, giỏ tre."""
    step = 1 if words.language in _HEAD_LAST else -1
    if not 0 <= place + step < len(mentions) or mentions[place + step].modifier or mentions[place].modifier:
        return False
    head = mentions[place + step].concept
    if head and head.id in asides().generic and head.group != "handicraft":
        return False
    left, right = sorted((mentions[place], mentions[place + step]))
    if words.language == "he" and page.left[right.start] == "ו":
        return False
    return page.left[left.end : right.start] in {"", " ", "-", "製の", "製", "の", ")の", ") "}


def _is_purpose(page: Page, mentions: Sequence[Mention], place: int, words: Vocabulary) -> bool:
    """What the product named just before is for, in Hebrew: tapioca pearls for bubble tea."""
    mention = mentions[place]
    if words.language != "he" or not place or mentions[place - 1].end != mention.start - 1 or not mention.concept:
        return False
    written = page.left[mention.start : mention.end]
    return written[0] == "ל" and not any(it.startswith(written[:2]) for it in mention.concept.terms.he)


def _is_aside(page: Page, mentions: Sequence[Mention], place: int) -> bool:
    """What stands in brackets behind another product tells its kind: minced fish (threadfin bream)."""
    before = mentions[place - 1] if place else None
    if before is None or not is_concept(before) or before.concept is None:
        return False
    concept = mentions[place].concept
    is_kind = concept and before.concept.id in ancestors(concept.id) and mentions[place].start <= before.end + _BRACKET
    is_list = _LISTED.match(page.left, mentions[place].end)
    return bool(OPENED.fullmatch(page.left[before.end : mentions[place].start])) and not is_kind and not is_list
