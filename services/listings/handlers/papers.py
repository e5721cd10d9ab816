"""Scans of papers, whom they are shown to, and what an officer finds when comparing."""

from sqlmodel import func, select

from services.listings.models import Evidence, Listing, Organisation, Paper
from services.listings.papers import stated_papers
from services.listings.scans import Scan
from shared.contracts.message import Done
from shared.contracts.papers import AddEvidence, CheckPaper, DiscloseEvidence, PaperChecked, RemoveEvidence
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.ids import uuid7
from shared.messaging import Transaction
from shared.text import clean, clean_lines

MOST_SCANS = 60


async def add_evidence(command: AddEvidence, tx: Transaction, scan: Scan) -> ActPut:
    """Put a scan to a paper that the listing states."""
    listing = await tx.locked(Listing, command.listing_id, or_reject="listing_unknown")
    listing.must_be_in_the_hands_of(tx.actor)
    before = await tx.session.get(Evidence, command.evidence_id)
    if before is not None:
        if (before.listing_id, before.scheme, before.number) != (listing.id, command.scheme, command.number):
            raise Rejected("id_reused", id=command.evidence_id)
        return ActPut(id=before.id, outcome="repeated")
    if not any(
        (paper.scheme, paper.number) == (command.scheme, command.number) for paper in stated_papers(listing.stated)
    ):
        raise Rejected("paper_unknown")
    count = (await tx.session.exec(select(func.count()).where(Evidence.listing_id == listing.id))).one()
    if count >= MOST_SCANS:
        raise Rejected("too_many_scans", most=MOST_SCANS)
    tx.add(
        Evidence(
            id=command.evidence_id,
            listing_id=listing.id,
            scheme=command.scheme,
            number=command.number,
            name=clean(command.name) or "scan",
            media_type=scan.media_type,
            size=scan.size,
            added_at=tx.now,
        )
    )
    return ActPut(id=command.evidence_id, outcome="created")


async def remove_evidence(command: RemoveEvidence, tx: Transaction) -> Done:
    """Gone already, nothing changes."""
    evidence = await tx.session.get(Evidence, command.evidence_id)
    if evidence is not None:
        await _must_own(evidence, tx)
        await tx.session.delete(evidence)
    return Done()


async def disclose_evidence(command: DiscloseEvidence, tx: Transaction) -> Done:
    evidence = await tx.locked(Evidence, command.evidence_id, or_reject="evidence_unknown")
    await _must_own(evidence, tx)
    if not command.withdrawn:
        await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
    others = {one for one in evidence.open_to if one != command.organisation_id}
    evidence.open_to = sorted(others | (set() if command.withdrawn else {command.organisation_id}))
    return Done()


async def _must_own(evidence: Evidence, tx: Transaction) -> None:
    """For others there is no such scan."""
    listing = await tx.found(Listing, evidence.listing_id, or_reject="listing_unknown")
    if not tx.actor.speaks_for(listing.organisation_id):
        raise Rejected("evidence_unknown", id=evidence.id)


async def check_paper(command: CheckPaper, tx: Transaction) -> Done:
    """Keep who found what, and what was stated then. The same verdict on the same facts changes nothing."""
    tx.actor.must_be("officer")
    checker = tx.actor.must_be_account()
    listing = await tx.locked(Listing, command.listing_id, or_reject="listing_unknown")
    paper = await tx.session.get(Paper, (listing.id, command.scheme, command.number))
    if paper is None:
        raise Rejected("paper_unknown")
    note = clean_lines(command.note)
    if (paper.checked_facts, paper.verdict, paper.note) == (paper.facts, command.verdict, note):
        return Done()
    paper.checked_facts, paper.checked_at, paper.checked_by = paper.facts, tx.now, checker
    paper.verdict, paper.note = command.verdict, note
    tx.emit(_checked(listing, command, note))
    return Done()


def _checked(listing: Listing, command: CheckPaper, note: str) -> PaperChecked:
    return PaperChecked(
        id=uuid7(),
        version=1,
        listing_id=listing.id,
        organisation_id=listing.organisation_id,
        names=listing.stated.names,
        scheme=command.scheme,
        number=command.number,
        verdict=command.verdict,
        note=note,
    )
