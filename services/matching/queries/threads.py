"""Reading what two sides have said to each other."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from services.matching.access import sees_match
from services.matching.models import CARD, MATCH
from services.matching.models.agreement import AGREEMENT
from services.matching.models.thread import MESSAGE, QUOTE
from services.matching.pricing import priced
from services.matching.telling import BUYER, COOP
from shared.contracts.quotes import FindOpenQuotes, GetThread, OpenQuote, OpenQuotes, Quote, QuoteTerms, Said, Thread
from shared.contracts.values import Named, Quantity
from shared.errors import Rejected
from shared.messaging import Reading

SHOWN = 200
OPEN_SHOWN = 50

_OF_MATCH = sa.bindparam("of_match", type_=sa.Uuid)

decode_terms = msgspec.json.Decoder(QuoteTerms).decode
decode_moq = msgspec.json.Decoder(Quantity | None).decode


async def get_thread(query: GetThread, reading: Reading) -> Thread:
    match = await must_be_theirs(query.match_request_id, reading)
    messages = [*await reading.execute(_messages(), {"of_match": query.match_request_id})]
    return Thread(
        match_request_id=query.match_request_id,
        buyer=Named(id=match.buyer_id, name=match.buyer_name),
        coop=Named(id=match.coop_id, name=match.coop_name),
        messages=[Said(id=row.id, side=row.side, text=row.text, at=row.at) for row in reversed(messages)],
        quotes=[_quote(row) for row in await reading.execute(_quotes(), {"of_match": query.match_request_id})],
        agreement_id=match.agreement_id,
    )


async def must_be_theirs(match_request_id: UUID, reading: Reading) -> sa.Row[Any]:
    """The match with its sides' names, for one of them or the Alliance."""
    row: sa.Row[Any] | None = (await reading.execute(_match(), {"of_match": match_request_id})).one_or_none()
    if row is None or not sees_match(row.buyer_id, row.coop_id, reading.actor):
        raise Rejected("match_unknown", id=match_request_id)
    return row


@cache
def _match() -> sa.Select[Any]:
    standing = (
        sa.select(AGREEMENT.c.id)
        .where(AGREEMENT.c.match_request_id == MATCH.c.id, AGREEMENT.c.status != "refused")
        .scalar_subquery()
    )
    return (
        sa.select(
            *MATCH.c["buyer_id", "coop_id"],
            BUYER.c.name.label("buyer_name"),
            COOP.c.name.label("coop_name"),
            standing.label("agreement_id"),
        )
        .join(BUYER, BUYER.c.id == MATCH.c.buyer_id)
        .join(COOP, COOP.c.id == MATCH.c.coop_id)
        .where(MATCH.c.id == _OF_MATCH)
    )


@cache
def _messages() -> sa.Select[Any]:
    newest = sa.select(*MESSAGE.c["id", "side", "text", "at"]).where(MESSAGE.c.match_request_id == _OF_MATCH)
    return newest.order_by(MESSAGE.c.at.desc(), MESSAGE.c.id.desc()).limit(SHOWN)


@cache
def _quotes() -> sa.Select[Any]:
    columns = QUOTE.c["id", "number", "side", "status", "total", "made_at", "accepted_at"]
    texts = [sa.cast(QUOTE.c[name], sa.Text).label(name) for name in ("terms", "moq")]
    return sa.select(*columns, *texts).where(QUOTE.c.match_request_id == _OF_MATCH).order_by(QUOTE.c.number)


def _quote(row: sa.Row[Any]) -> Quote:
    terms = decode_terms(row.terms)
    return Quote(
        id=row.id,
        number=row.number,
        side=row.side,
        status=row.status,
        terms=terms,
        lines=priced(terms),
        total=row.total,
        moq=decode_moq(row.moq or "null"),
        made_at=row.made_at,
        accepted_at=row.accepted_at,
    )


async def find_open_quotes(query: FindOpenQuotes, reading: Reading) -> OpenQuotes:
    reading.actor.must_act_for(query.organisation_id)
    rows = await reading.execute(_waiting(query.organisation_id, reading.now))
    return OpenQuotes(
        items=[
            OpenQuote(
                id=row.id,
                match_request_id=row.match_request_id,
                number=row.number,
                other=Named(id=row.other_id, name=row.other_name),
                listing_names=row.listing_names,
                total=row.total,
                currency=row.currency,
                valid_until=row.valid_until,
            )
            for row in rows
        ]
    )


def _waiting(organisation_id: UUID, now: datetime) -> sa.Select[Any]:
    made_by_coop = QUOTE.c.side == "coop"
    return (
        sa.select(
            *QUOTE.c["id", "match_request_id", "number", "total", "valid_until"],
            QUOTE.c.terms["currency"].astext.label("currency"),
            sa.case((made_by_coop, COOP.c.id), else_=BUYER.c.id).label("other_id"),
            sa.case((made_by_coop, COOP.c.name), else_=BUYER.c.name).label("other_name"),
            CARD.c.card["names"].label("listing_names"),
        )
        .join(MATCH, MATCH.c.id == QUOTE.c.match_request_id)
        .join(BUYER, BUYER.c.id == MATCH.c.buyer_id)
        .join(COOP, COOP.c.id == MATCH.c.coop_id)
        .join(CARD, CARD.c.listing_id == MATCH.c.listing_id)
        .where(
            QUOTE.c.status == "open",
            QUOTE.c.valid_until > now,
            sa.case((made_by_coop, MATCH.c.buyer_id), else_=MATCH.c.coop_id) == organisation_id,
            sa.or_(MATCH.c.buyer_id == organisation_id, MATCH.c.coop_id == organisation_id),
        )
        .order_by(QUOTE.c.valid_until)
        .limit(OPEN_SHOWN)
    )
