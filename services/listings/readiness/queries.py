"""Reading readiness: one listing requirement by requirement, a co-op's listings by their marks."""

from collections.abc import Iterable, Iterator
from datetime import date

import sqlalchemy as sa
from msgspec import convert

from services.listings.access import must_read_all_of, reads_all_of
from services.listings.cards import LISTING, decode_body
from services.listings.inference import likely_headings
from services.listings.models import AnyRow, Listing
from services.listings.readiness.keeping import READINESS
from services.listings.readiness.rules import readiness, rules_on
from shared.contracts.readiness import (
    DECIDING,
    FindGaps,
    Finding,
    Gap,
    GapList,
    Gaps,
    GetReadiness,
    Mark,
    Market,
    MarketReadiness,
    Readiness,
)
from shared.errors import Rejected
from shared.messaging import Reading


async def get_readiness(query: GetReadiness, reading: Reading) -> Readiness:
    listing = await reading.found(Listing, query.listing_id, or_reject="listing_unknown")
    if listing.status != "published" and not reads_all_of(listing.organisation_id, reading.actor):
        raise Rejected("listing_unknown", id=query.listing_id)
    body = listing.stated
    coded = body.trade is not None and body.trade.hs6 is not None
    return Readiness(
        markets=readiness(body, rules_on(reading.today), reading.today),
        likely_headings=[] if coded else likely_headings(body.names["vi"]),
    )


async def find_gaps(query: FindGaps, reading: Reading) -> GapList:
    must_read_all_of(query.organisation_id, reading.actor)
    own = READINESS.c.organisation_id == query.organisation_id
    page = (
        sa.select(LISTING.c.id, sa.cast(LISTING.c.body, sa.Text).label("body"), READINESS.c.marks)
        .join(LISTING, LISTING.c.id == READINESS.c.listing_id)
        .where(own)
        .order_by(READINESS.c.missing.desc(), LISTING.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    total = await reading.count(READINESS, own)
    items = [_gaps(row, reading.today) for row in await reading.execute(page)]
    return GapList(items=items, total=total)


def _gaps(row: AnyRow, today: date) -> Gaps:
    body = decode_body(row.body)
    found = readiness(body, rules_on(today), today)
    marks = convert(row.marks, dict[Market, Mark])
    return Gaps(listing_id=row.id, names=body.names, marks=marks, lacking=[*_lacking(found)])


def _lacking(found: Iterable[MarketReadiness]) -> Iterator[Gap]:
    """What several markets ask is one thing to do."""
    asked: dict[str, list[tuple[Market, Finding]]] = {}
    for one in found:
        for finding in one.findings:
            if finding.verdict != "met":
                asked.setdefault(finding.code, []).append((one.market, finding))
    for code, asking in asked.items():
        findings = [finding for _, finding in asking]
        yield Gap(
            code=code,
            kind="legal" if any(one.kind == "legal" for one in findings) else "commercial",
            verdict="missing" if any(one.verdict == "missing" for one in findings) else "unknown",
            weeks=max(one.weeks for one in findings),
            markets=[market for market, _ in asking],
            undecided=sorted(DECIDING.intersection(*(one.facts for one in findings))),
        )
