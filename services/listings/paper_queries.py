"""Papers as they may be seen: what is stated by everybody, the scans by their owner, officers and whom he chose."""

import sqlalchemy as sa

from services.listings.access import OVERSEERS, must_read_all_of, oversees
from services.listings.cards import LISTING, ORGANISATION, decode_body
from services.listings.models import AnyRow, Evidence, Listing, table_of
from services.listings.papers import PAPER
from shared.actor import Actor
from shared.contracts.papers import (
    Check,
    EndingPaper,
    EndingPapers,
    EvidenceFile,
    FindEndingPapers,
    FindPapersToCheck,
    GetEvidence,
    GetPapers,
    Paper,
    Papers,
    PapersToCheck,
    PaperToCheck,
)
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading

EVIDENCE = table_of(Evidence)


async def get_papers(query: GetPapers, reading: Reading) -> Papers:
    """In the order of their schemes."""
    listing = await reading.found(Listing, query.listing_id, or_reject="listing_unknown")
    actor = reading.actor
    owner, overseer = actor.speaks_for(listing.organisation_id), oversees(actor)
    if listing.status != "published" and not (owner or overseer):
        raise Rejected("listing_unknown", id=query.listing_id)
    scans: dict[tuple[str, str], list[AnyRow]] = {}
    for row in await reading.execute(_SCANS, {"listing": listing.id}):
        scans.setdefault((row.scheme, row.number), []).append(row)
    items = []
    for row in await reading.execute(_PAPERS, {"listing": listing.id}):
        of_paper = scans.get((row.scheme, row.number), [])
        items.append(
            Paper(
                scheme=row.scheme,
                number=row.number,
                expires=row.expires,
                valid=row.expires is None or row.expires >= reading.today,
                has_evidence=bool(of_paper),
                evidence=[_file(scan, owner=owner) for scan in of_paper if owner or overseer or _open_to(scan, actor)],
                check=_check(row),
            )
        )
    return Papers(items=items)


async def get_evidence(query: GetEvidence, reading: Reading) -> EvidenceFile:
    row = (await reading.execute(_SCAN, {"evidence": query.evidence_id})).one_or_none()
    if row is not None:
        owner = reading.actor.speaks_for(row.organisation_id)
        if owner or oversees(reading.actor) or _open_to(row, reading.actor):
            return _file(row, owner=owner)
    raise Rejected("evidence_unknown", id=query.evidence_id)


async def find_papers_to_check(query: FindPapersToCheck, reading: Reading) -> PapersToCheck:
    reading.actor.must_be(*OVERSEERS)
    total = await reading.count(_UNCHECKED.subquery())
    page = _UNCHECKED.limit(query.page_size).offset((query.page - 1) * query.page_size)
    rows = await reading.execute(page)
    return PapersToCheck(items=[_to_check(row) for row in rows], total=total)


async def find_ending_papers(query: FindEndingPapers, reading: Reading) -> EndingPapers:
    must_read_all_of(query.organisation_id, reading.actor)
    asked = {"organisation": query.organisation_id, "by": query.by, "most": query.page_size}
    rows = await reading.execute(_ENDING, asked)
    return EndingPapers(
        items=[
            EndingPaper(
                listing_id=row.listing_id,
                names=row.names,
                scheme=row.scheme,
                number=row.number,
                expires=row.expires,
            )
            for row in rows
        ]
    )


def _open_to(scan: AnyRow, actor: Actor) -> bool:
    return not actor.organisations.isdisjoint(scan.open_to)


def _file(row: AnyRow, *, owner: bool) -> EvidenceFile:
    return EvidenceFile(
        id=row.id,
        listing_id=row.listing_id,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        added_at=row.added_at,
        shared_with=row.open_to if owner else [],
    )


def _check(row: AnyRow) -> Check | None:
    """A check of what is no longer stated is none."""
    if row.verdict is None or row.checked_facts != row.facts:
        return None
    return Check(verdict=row.verdict, checked_at=row.checked_at, checked_by=row.checked_by, note=row.note)


def _to_check(row: AnyRow) -> PaperToCheck:
    return PaperToCheck(
        listing_id=row.listing_id,
        names=decode_body(row.body).names,
        organisation=Named(id=row.organisation_id, name=row.name),
        scheme=row.scheme,
        number=row.number,
        expires=row.expires,
    )


_PAPERS = sa.select(PAPER).where(PAPER.c.listing_id == sa.bindparam("listing", type_=sa.Uuid)).order_by(PAPER.c.scheme)
_SCANS = (
    sa.select(EVIDENCE)
    .where(EVIDENCE.c.listing_id == sa.bindparam("listing", type_=sa.Uuid))
    .order_by(EVIDENCE.c.added_at)
)
_SCAN = (
    sa.select(*EVIDENCE.c, LISTING.c.organisation_id)
    .join(LISTING, LISTING.c.id == EVIDENCE.c.listing_id)
    .where(EVIDENCE.c.id == sa.bindparam("evidence", type_=sa.Uuid))
)
_ENDING = (
    sa.select(
        *(PAPER.c[name] for name in ("listing_id", "scheme", "number", "expires")),
        LISTING.c.body["names"].label("names"),
    )
    .join(LISTING, LISTING.c.id == PAPER.c.listing_id)
    .where(
        LISTING.c.organisation_id == sa.bindparam("organisation", type_=sa.Uuid),
        LISTING.c.status != "withdrawn",
        PAPER.c.expires <= sa.bindparam("by", type_=sa.Date),
    )
    .order_by(PAPER.c.expires, PAPER.c.listing_id, PAPER.c.scheme, PAPER.c.number)
    .limit(sa.bindparam("most", type_=sa.Integer))
)
_first_scan = (
    sa.select(sa.func.min(EVIDENCE.c.added_at))
    .where(
        EVIDENCE.c.listing_id == PAPER.c.listing_id,
        EVIDENCE.c.scheme == PAPER.c.scheme,
        EVIDENCE.c.number == PAPER.c.number,
    )
    .scalar_subquery()
)
_UNCHECKED = (
    sa.select(
        *(PAPER.c[name] for name in ("listing_id", "scheme", "number", "expires")),
        LISTING.c.organisation_id,
        ORGANISATION.c.name,
        sa.cast(LISTING.c.body, sa.Text).label("body"),
    )
    .join(LISTING, LISTING.c.id == PAPER.c.listing_id)
    .join(ORGANISATION, ORGANISATION.c.id == LISTING.c.organisation_id)
    .where(_first_scan.is_not(None), PAPER.c.checked_facts.is_distinct_from(PAPER.c.facts))
    .order_by(_first_scan)
)
