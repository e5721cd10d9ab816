"""What the registry does on hearing of matches."""

from services.registry.disclosure import hold_consents, release
from services.registry.models.disclosure import AcceptedMatch
from shared.contracts.matching import MatchAccepted
from shared.messaging import Transaction


async def match_accepted(event: MatchAccepted, tx: Transaction) -> None:
    await hold_consents([event.buyer_id, event.coop_id], tx)
    match = await tx.session.get(AcceptedMatch, event.id, with_for_update=True)
    if match is None:
        match = AcceptedMatch(id=event.id, buyer_id=event.buyer_id, coop_id=event.coop_id, heard_at=tx.now)
        tx.add(match)
        await tx.session.flush()
    await release(match, tx)
