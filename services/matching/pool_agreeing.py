"""What a pool becomes when all have agreed: each partner's own match, quote and agreement with the buyer."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

import msgspec
from sqlmodel import col, select

from services.matching.models import Card, MatchRequest
from services.matching.models.agreement import Agreement, lines_of
from services.matching.models.pool import Pool, PoolPartner
from services.matching.models.thread import Quote
from services.matching.pricing import priced, total
from services.matching.telling import tell
from services.matching.telling_agreements import tell_agreement
from shared.contracts.agreements import AgreementReached
from shared.contracts.matching import DecideMatch
from shared.contracts.quotes import MonthlyQuantity, PriceTier, QuoteTerms
from shared.contracts.values import Unit
from shared.messaging import Transaction


async def make_agreements(pool: Pool, tx: Transaction) -> None:
    partners = (await tx.session.exec(select(PoolPartner).where(PoolPartner.pool_id == pool.id))).all()
    for partner in sorted(partners, key=lambda one: one.listing_id):
        request = await _match(pool, partner, tx)
        quote = await _quote(pool, partner, request, tx)
        agreement = Agreement.from_quote(quote, request, "buyer", at=tx.now)
        agreement.status = "agreed"
        tx.add(agreement)
        await tx.session.flush()
        tx.session.add_all(lines_of(agreement.id, quote.terms))
        await tell_agreement(agreement, AgreementReached, tx)


async def _match(pool: Pool, partner: PoolPartner, tx: Transaction) -> MatchRequest:
    """The one that stands between them, else a new one; accepted either way."""
    standing = select(MatchRequest).where(
        MatchRequest.demand_id == pool.demand_id,
        MatchRequest.listing_id == partner.listing_id,
        col(MatchRequest.status).in_(("requested", "accepted")),
    )
    request = (await tx.session.exec(standing.with_for_update())).first()
    if request is None:
        request = MatchRequest(
            id=uuid5(pool.id, str(partner.listing_id)),
            demand_id=pool.demand_id,
            listing_id=partner.listing_id,
            buyer_id=pool.buyer_id,
            coop_id=partner.coop_id,
            message="",
            requirements=[],
            requested_at=pool.proposed_at,
            answer_by=pool.answer_by,
        )
        tx.add(request)
    if request.decide(DecideMatch(match_request_id=request.id, accepted=True), "", at=tx.now):
        await tell(request, tx)
    return request


async def _quote(pool: Pool, partner: PoolPartner, request: MatchRequest, tx: Transaction) -> Quote:
    """The partner's share at its own price, as its listing delivers."""
    newest = select(Quote).where(Quote.match_request_id == request.id).order_by(col(Quote.number).desc()).limit(1)
    last = (await tx.session.exec(newest)).first()
    if last is not None and last.status == "open":
        last.status = "replaced"
        await tx.session.flush()
    terms = await _terms(pool, partner, tx)
    quote = Quote(
        id=_agreement_id(pool.id, partner.listing_id),
        match_request_id=request.id,
        number=last.number + 1 if last else 1,
        side="coop",
        status="accepted",
        terms=terms,
        total=total(priced(terms)),
        moq=None,
        made_at=pool.proposed_at,
        valid_until=pool.answer_by,
        accepted_at=_agreed_at(partner, pool),
    )
    tx.add(quote)
    await tx.session.flush()
    return quote


def _agreement_id(pool_id: UUID, listing_id: UUID) -> UUID:
    return uuid5(pool_id, f"agreement {listing_id}")


def _agreed_at(partner: PoolPartner, pool: Pool) -> datetime:
    return partner.answered_at or pool.proposed_at


async def _terms(pool: Pool, partner: PoolPartner, tx: Transaction) -> QuoteTerms:
    card = await tx.found(Card, partner.listing_id, or_reject="listing_unknown")
    price = card.card.price if card.card else None
    return QuoteTerms(
        unit=msgspec.convert(pool.unit, Unit),
        currency=pool.currency or "VND",
        incoterm=(price.incoterm if price else None) or "EXW",
        place=(price.place if price else None) or (card.card.organisation.name if card.card else "—"),
        tiers=[PriceTier(from_quantity=Decimal(0), price=partner.price)],
        months=[MonthlyQuantity(month=month, amount=amount) for month, amount in sorted(partner.lots.items())],
        valid_until=pool.answer_by,
    )
