"""The catalogue: text, filters with counts, pages by cursor.

What a text finds by itself is one round trip. Only when it finds nothing is it asked more widely, and when it has words
that are nowhere, its closest known spelling is looked for.
"""

import base64
import binascii
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
import sqlalchemy as sa

from services.listings import statements
from services.listings.asking import WEIGHTS, Asked, asked
from services.listings.cards import card_of
from services.listings.language.spelling import closest
from services.listings.language.vocabulary import vocabulary
from services.listings.reasons import why
from services.listings.statements import COUNTED, FACETS, Chosen
from shared.contracts.listings import Answers, CataloguePage, Facets, FindListings, ListingCard
from shared.errors import Invalid
from shared.messaging import Reading

LITTLE = 3
"""Fewer hits than these make a spelling worth offering."""
NOTHING = "'∅'"
"""A question that no entry answers."""

Values = dict[str, Any]


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended: the order value and the id of its last listing; and how the text was taken."""

    order: float
    listing_id: UUID
    answers: Answers = "asked"


class Found(NamedTuple):
    """What was read for a text: `rows` are a page and one more."""

    words: Asked | None
    answers: Answers
    chosen: Chosen
    values: Values
    rows: list[sa.Row[Any]]
    total: int

    @property
    def has_every_word(self) -> bool:
        """Of the best hit: each word stands in it somewhere."""
        return bool(self.rows) and bool(int(self.rows[0].order) & WEIGHTS["anywhere"])


async def find_listings(query: FindListings, reading: Reading) -> CataloguePage:
    """Best match first with a text, newest first without."""
    words = asked(query.q, query.lang, vocabulary())
    if words is None and query.q.strip():
        return CataloguePage(items=[], total=0, total_is_lower_bound=False, next_cursor=None, facets=_facets([]))
    after = None if query.cursor is None else _decoded(query.cursor)
    connection = await reading.session.connection()
    spelling = None
    if words is not None and after is not None and after.answers == "spelling":
        spelling = closest(query.q, words.subject)
        words = asked(spelling or query.q, query.lang, vocabulary())
    found = await _find(query, words, after, after.answers if after else "asked", reading)
    filtered = any(getattr(query, name) for name in FACETS)
    if words is not None and after is None and not filtered:
        found, spelling = await _helped(query, found, words, reading)
    shown = found.rows[: query.page_size]
    counts = await connection.execute(statements.counts(found.chosen), found.values) if query.with_facets else None
    return CataloguePage(
        items=[_card(row, found.words, reading) for row in shown],
        total=min(found.total, COUNTED),
        total_is_lower_bound=found.total > COUNTED,
        next_cursor=_encoded(shown[-1], found.answers) if len(found.rows) > query.page_size else None,
        facets=None if counts is None else _facets(counts),
        did_you_mean=spelling,
        answers=found.answers,
    )


async def _helped(query: FindListings, found: Found, words: Asked, reading: Reading) -> tuple[Found, str | None]:
    """Found little, or words that are nowhere: the closest spelling; found nothing: also what is only related."""
    about = words.subject
    strange = bool(about.unknown) and not found.has_every_word
    if found.total >= LITTLE and not strange:
        return found, None
    spelling = closest(query.q, about) if about.unknown else None
    if spelling is not None and strange:
        respelt = asked(spelling, query.lang, vocabulary())
        other = await _find(query, respelt, None, "spelling", reading)
        if other.total:
            return other, spelling
    if not found.total and words.related != words.matches:
        found = await _find(query, words, None, "related", reading)
    return found, spelling


async def _find(
    query: FindListings, words: Asked | None, after: Cursor | None, answers: Answers, reading: Reading
) -> Found:
    text = words and (words.related if answers == "related" else words.matches)
    stated = {"text": text, **{name: list(getattr(query, name)) for name in FACETS}}
    chosen = Chosen(tuple(name for name, value in stated.items() if value), after is not None)
    values: Values = {"today": reading.today, **{name: stated[name] for name in chosen.conditions}}
    place: Values = {"rows": query.page_size + 1}
    if words is not None:
        place |= {f"fit_{name}": question or NOTHING for name, question in words.fits.items()}
    if after is not None:
        place |= {"after_order": after.order, "after_id": after.listing_id}
    connection = await reading.session.connection()
    rows = list(await connection.execute(statements.page(chosen), values | place))
    total = rows[0].total if rows else await connection.scalar(statements.total(chosen), values) or 0
    return Found(words, answers, chosen, values, rows, total)


def _card(row: sa.Row[Any], words: Asked | None, reading: Reading) -> ListingCard:
    return card_of(row, reading, None if words is None else why(words, int(row.order), row.concepts))


def _facets(rows: Any) -> Facets:
    found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for row in rows:
        if row.value is not None:
            found[row.facet][row.value] = row.found
    return Facets(**found)


def _encoded(row: sa.Row[Any], answers: Answers) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(Cursor(row.order, row.id, answers))).decode()


def _decoded(cursor: str) -> Cursor:
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(cursor), type=Cursor)
    except (binascii.Error, ValueError) as error:
        raise Invalid({"cursor": "malformed"}) from error
