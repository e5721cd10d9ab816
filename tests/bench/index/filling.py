"""Listings like those of the demo `country`, as entries of the index, without a stack to load them into.

The analysis is done once for each good and kind and varied by the words of communes and co-ops, which are no terms of
the lexicon: it is the same work for whichever index, and 100,000 listings are made in seconds.
"""

import random
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from uuid import UUID

from deploy.demo.listings import KINDS, good_of
from deploy.demo.places import COMMUNES
from services.listings.index.documents import Entry
from services.listings.indexing import indexed, seller_terms, thing_of
from services.listings.language.analyser import words
from services.listings.language.vocabulary import vocabulary
from services.listings.supply import points
from shared.contracts.listings import ListingBody
from shared.contracts.values import Capacity
from shared.provinces import PROVINCES

CARD = b'{"id":"","names":{"vi":"' + b"x" * 700 + b'"},"organisation":{"id":"%s","name":"HTX"}}'
EACH = 8
"""Listings of one co-op."""
STORY = "HTX nông nghiệp làm tại xưởng của hợp tác xã, mỗi mẻ đều có sổ ghi chép"


def entries(count: int) -> Iterator[Entry]:
    chance = random.Random(count)  # noqa: S311 - the same each time
    provinces = [*PROVINCES, *["24"] * len(PROVINCES)]
    for number in range(count):
        good, kind, place = good_of(number), chance.choice(KINDS), chance.randrange(len(COMMUNES))
        terms, concepts = _analysed(good.names["vi"], kind)
        co_op = number // EACH
        months = [f"month:{month}" for month, level in enumerate(good.season, 1) if int(level)]
        stars = [f"stars:{chance.choice((3, 3, 4, 5))}"] if chance.random() < 0.4 else []
        yield Entry(
            listing_id=UUID(int=chance.getrandbits(128)),
            terms=[*terms, *_of_the_place(COMMUNES[place]), f"o:{co_op}", f"sp{number}"],
            tags=[f"category:{good.category}", *months, *stars, f"province:{chance.choice(provinces)}"],
            concepts=concepts,
            standing=round(chance.random() * 0.98, 3),
            published=1_700_000_000_000_000 + number * 1_000_000,
            price=float(chance.randint(10, 900) * 1000),
            supply=points(Capacity(unit="TNE", by_month=[Decimal(int(level)) for level in good.season])),
            card=CARD % str(UUID(int=co_op)).encode(),
            thing=thing_of(terms),
        )


@cache
def _analysed(name: str, kind: str) -> tuple[list[str], list[str]]:
    body = ListingBody(sku="1", names={"vi": f"{name} {kind}"}, descriptions={"vi": f"{name} {STORY}"})
    found = indexed(body, seller_terms("Hợp tác xã nông nghiệp", ("24",)), vocabulary())
    return found.terms, found.concepts


@cache
def _of_the_place(commune: str) -> list[str]:
    spelt = [form for word in words(commune) for form in (word.folded, f"={word.exact}", f"d:{word.folded}")]
    return [*spelt, *seller_terms(commune, ())]
