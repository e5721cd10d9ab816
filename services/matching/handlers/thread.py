"""Between the two sides of an accepted match: messages, quotes, counter-quotes, and taking one."""

import sqlalchemy as sa
from sqlmodel import col, select

from services.matching.access import sees_match
from services.matching.models import Card, Demand, MatchRequest, Organisation
from services.matching.models.agreement import AGREEMENT, Agreement, lines_of
from services.matching.models.sample import SAMPLE
from services.matching.models.thread import Message, Quote, side_of
from services.matching.pricing import priced, stated, total
from services.matching.reserving import wake_reserving
from services.matching.telling_agreements import tell_agreement
from services.matching.telling_threads import told_of
from shared.contracts.agreements import QuoteAccepted
from shared.contracts.quotes import AcceptQuote, MakeQuote, MessagePosted, PostMessage, QuoteMade
from shared.contracts.values import ActPut, Quantity, Side
from shared.errors import Invalid, Rejected
from shared.home import day_of
from shared.messaging import Transaction
from shared.text import clean_lines


async def post_message(command: PostMessage, tx: Transaction) -> ActPut:
    request, side = await _own_match(command, tx)
    text = clean_lines(command.text)
    if not text:
        raise Invalid({"text": "required"})
    message = await tx.session.get(Message, command.message_id)
    if message is not None:
        if not message.says(command, side, text):
            raise Rejected("id_reused", id=message.id)
        return ActPut(id=message.id, outcome="repeated")
    tx.add(Message(id=command.message_id, match_request_id=request.id, side=side, text=text, at=tx.now))
    tx.emit(MessagePosted(id=command.message_id, version=1, **await told_of(request, side, tx)))
    return ActPut(id=command.message_id, outcome="created")


async def make_quote(command: MakeQuote, tx: Transaction) -> ActPut:
    """The next version, of either side. It takes the place of the open one."""
    request, side = await _own_match(command, tx)
    known = await tx.session.get(Quote, command.quote_id)
    moq = known.moq if known is not None else await _smallest_order(request, tx)
    now = known.made_at if known is not None else tx.now
    terms = stated(command.terms, moq, now=now, today=day_of(now))
    if known is not None:
        if not known.says(command, side, terms):
            raise Rejected("id_reused", id=known.id)
        return ActPut(id=known.id, outcome="repeated")
    await _must_be_negotiable(request, tx)
    last = await _last_quote(request, tx)
    if last is not None and command.answers not in {None, last.id}:
        raise Rejected("quote_overtaken", id=last.id)
    if last is not None and last.status == "open":
        last.status = "replaced"
        await tx.session.flush()
    quote = Quote(
        id=command.quote_id,
        match_request_id=request.id,
        number=last.number + 1 if last else 1,
        side=side,
        terms=terms,
        total=total(priced(terms)),
        moq=moq,
        made_at=tx.now,
        valid_until=terms.valid_until,
    )
    tx.add(quote)
    tx.emit(
        QuoteMade(
            id=quote.id,
            version=1,
            number=quote.number,
            total=quote.total,
            currency=terms.currency,
            valid_until=terms.valid_until,
            **await told_of(request, side, tx),
        )
    )
    return ActPut(id=quote.id, outcome="created")


async def accept_quote(command: AcceptQuote, tx: Transaction) -> ActPut:
    """Take the other side's quote as it stands. Of two who do so at once, one is told `repeated`."""
    request, side = await _own_match(command, tx)
    quote = await tx.locked(Quote, command.quote_id, or_reject="quote_unknown")
    if quote.match_request_id != request.id:
        raise Rejected("quote_unknown", id=quote.id)
    agreement = await tx.session.get(Agreement, quote.id)
    if agreement is not None:
        if agreement.accepted_by != side:
            raise Rejected("quote_own", id=quote.id)
        return ActPut(id=quote.id, outcome="repeated")
    await _must_be_negotiable(request, tx)
    await _must_have_its_sample(request, tx)
    quote.accept(side, at=tx.now)
    agreement = Agreement.from_quote(quote, request, side, at=tx.now)
    tx.add(agreement)
    await tx.session.flush()
    tx.session.add_all(lines_of(agreement.id, quote.terms))
    await tell_agreement(agreement, QuoteAccepted, tx)
    await wake_reserving(tx)
    return ActPut(id=quote.id, outcome="created")


async def _own_match(command: PostMessage | MakeQuote | AcceptQuote, tx: Transaction) -> tuple[MatchRequest, Side]:
    """The accepted match, ours until the commit, and the side on which the caller stands."""
    request = await tx.locked(MatchRequest, command.match_request_id, or_reject="match_unknown")
    if not sees_match(request.buyer_id, request.coop_id, tx.actor):
        raise Rejected("match_unknown", id=request.id)
    tx.actor.must_act_for(command.organisation_id)
    side = side_of(request, command.organisation_id)
    if request.status != "accepted":
        raise Rejected("match_not_accepted", id=request.id)
    organisation = await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
    if side == "coop":
        organisation.must_be_verified()
    else:
        organisation.must_buy()
    return request, side


async def _must_be_negotiable(request: MatchRequest, tx: Transaction) -> None:
    standing = sa.select(AGREEMENT.c.id).where(
        AGREEMENT.c.match_request_id == request.id, AGREEMENT.c.status != "refused"
    )
    if (agreement_id := await tx.scalar(standing)) is not None:
        raise Rejected("agreement_exists", id=agreement_id)


async def _must_have_its_sample(request: MatchRequest, tx: Transaction) -> None:
    """Where the demand wants a sample first, no quote counts before one is approved."""
    demand = await tx.found(Demand, request.demand_id, or_reject="demand_unknown")
    if not demand.body.sample_first:
        return
    approved = sa.select(SAMPLE.c.id).where(SAMPLE.c.match_request_id == request.id, SAMPLE.c.status == "approved")
    if (await tx.scalar(approved.limit(1))) is None:
        raise Rejected("sample_required", id=request.id)


async def _last_quote(request: MatchRequest, tx: Transaction) -> Quote | None:
    newest = select(Quote).where(Quote.match_request_id == request.id).order_by(col(Quote.number).desc()).limit(1)
    return (await tx.session.exec(newest)).first()


async def _smallest_order(request: MatchRequest, tx: Transaction) -> Quantity | None:
    card = await tx.found(Card, request.listing_id, or_reject="listing_unknown")
    return card.card.moq if card.card else None
