"""Reading agreements: their parties, and the Alliance where the parties let it."""

from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from services.matching.access import OVERSEERS, oversees, takes_part
from services.matching.models import CARD, DEMAND
from services.matching.models.agreement import AGREEMENT, AGREEMENT_LINE
from services.matching.models.thread import QUOTE
from services.matching.pricing import priced
from services.matching.queries.threads import decode_terms
from services.matching.scans import object_name
from services.matching.telling import BUYER, COOP
from services.matching.telling_agreements import agreement_states
from shared.contracts.agreements import (
    Agreement,
    AgreementBody,
    AgreementItem,
    AgreementPage,
    FindAgreements,
    GetAgreement,
    GetScan,
    Party,
    Scan,
    ScanPlace,
)
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading

decode_scan = msgspec.json.Decoder(Scan | None).decode


async def get_agreement(query: GetAgreement, reading: Reading) -> Agreement:
    row = await must_be_visible(query.agreement_id, reading)
    terms = decode_terms(row.terms)
    return Agreement(
        id=row.id,
        version=row.version,
        status=row.status,
        match_request_id=row.match_request_id,
        listing_id=row.listing_id,
        buyer=Party(
            organisation=Named(id=row.buyer_id, name=row.buyer_name),
            country=row.buyer_country,
            confirmed_at=row.buyer_confirmed_at,
        ),
        coop=Party(
            organisation=Named(id=row.coop_id, name=row.coop_name),
            country=row.coop_country,
            confirmed_at=row.coop_confirmed_at,
        ),
        what=row.what,
        what_lang=row.what_lang,
        listing_names=row.listing_names,
        terms=terms,
        lines=priced(terms),
        total=row.total,
        body=AgreementBody(
            kind=row.kind, place=row.place, fair_id=row.fair_id, signed_on=row.signed_on, seen_by=row.seen_by
        ),
        fair_name=row.fair_name,
        scan=decode_scan(row.scan_text or "null"),
        made_at=row.made_at,
        reason=row.reason,
    )


async def get_scan(query: GetScan, reading: Reading) -> ScanPlace:
    row = await must_be_visible(query.agreement_id, reading)
    scan = decode_scan(row.scan_text or "null")
    if scan is None:
        raise Rejected("scan_unknown", id=query.agreement_id)
    return ScanPlace(scan=scan, object_name=object_name(row.id, scan.id))


async def must_be_visible(agreement_id: UUID, reading: Reading) -> sa.Row[Any]:
    statement = (
        agreement_states()
        .add_columns(
            sa.cast(QUOTE.c.terms, sa.Text).label("terms"),
            sa.cast(AGREEMENT.c.scan, sa.Text).label("scan_text"),
            DEMAND.c.body["what"].astext.label("what"),
            DEMAND.c.body["lang"].astext.label("what_lang"),
            BUYER.c.country.label("buyer_country"),
            COOP.c.country.label("coop_country"),
        )
        .join(QUOTE, QUOTE.c.id == AGREEMENT.c.id)
        .join(DEMAND, DEMAND.c.id == AGREEMENT.c.demand_id)
        .where(AGREEMENT.c.id == agreement_id)
    )
    row: sa.Row[Any] | None = (await reading.execute(statement)).one_or_none()
    if row is None or not _may_see(row, reading):
        raise Rejected("agreement_unknown", id=agreement_id)
    return row


def _may_see(row: sa.Row[Any], reading: Reading) -> bool:
    if takes_part(row.buyer_id, row.coop_id, reading.actor):
        return True
    return oversees(reading.actor) and row.seen_by == "alliance"


async def find_agreements(query: FindAgreements, reading: Reading) -> AgreementPage:
    """The newest first."""
    if query.organisation_id is None:
        reading.actor.must_be(*OVERSEERS)
        chosen = AGREEMENT.c.seen_by == "alliance"
    else:
        if not oversees(reading.actor):
            reading.actor.must_act_for(query.organisation_id)
        chosen = sa.or_(AGREEMENT.c.buyer_id == query.organisation_id, AGREEMENT.c.coop_id == query.organisation_id)
        if not reading.actor.speaks_for(query.organisation_id):
            chosen = sa.and_(chosen, AGREEMENT.c.seen_by == "alliance")
    page = (
        _items()
        .where(chosen)
        .order_by(AGREEMENT.c.made_at.desc(), AGREEMENT.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    count = await reading.count(AGREEMENT, chosen)
    return AgreementPage(items=[_item(row) for row in await reading.execute(page)], total=count)


def _items() -> sa.Select[Any]:
    lines = (
        sa.select(
            sa.func.min(AGREEMENT_LINE.c.month).label("first_month"),
            sa.func.max(AGREEMENT_LINE.c.month).label("last_month"),
            sa.func.sum(AGREEMENT_LINE.c.quantity).label("quantity"),
        )
        .where(AGREEMENT_LINE.c.agreement_id == AGREEMENT.c.id)
        .lateral("lines")
    )
    return (
        sa.select(
            AGREEMENT,
            BUYER.c.name.label("buyer_name"),
            COOP.c.name.label("coop_name"),
            CARD.c.card["names"].label("listing_names"),
            *lines.c,
        )
        .join(BUYER, BUYER.c.id == AGREEMENT.c.buyer_id)
        .join(COOP, COOP.c.id == AGREEMENT.c.coop_id)
        .join(CARD, CARD.c.listing_id == AGREEMENT.c.listing_id)
        .join(lines, sa.true())
    )


def _item(row: sa.Row[Any]) -> AgreementItem:
    return AgreementItem(
        id=row.id,
        status=row.status,
        buyer=Named(id=row.buyer_id, name=row.buyer_name),
        coop=Named(id=row.coop_id, name=row.coop_name),
        listing_names=row.listing_names,
        kind=row.kind,
        first_month=row.first_month,
        last_month=row.last_month,
        quantity=row.quantity,
        unit=row.unit,
        total=row.total,
        currency=row.currency,
        confirmed=row.buyer_confirmed_at is not None and row.coop_confirmed_at is not None,
        made_at=row.made_at,
    )
