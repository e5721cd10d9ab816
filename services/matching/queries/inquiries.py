"""Reading requests of people without an account: the Alliance when proved, the co-op when let through."""

from functools import cache
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace

from services.matching.access import OVERSEERS, oversees
from services.matching.models import CARD, ORGANISATION
from services.matching.models.inquiry import INQUIRY
from shared.contracts.inquiries import FindInquiries, GetInquiry, Inquiry, InquiryPage
from shared.errors import Rejected
from shared.messaging import Reading

PASSED = ("passed", "invited")


async def get_inquiry(query: GetInquiry, reading: Reading) -> Inquiry:
    chosen = _inquiries().where(INQUIRY.c.id == query.inquiry_id, INQUIRY.c.status != "unconfirmed")
    row = (await reading.execute(chosen)).one_or_none()
    if row is not None and oversees(reading.actor):
        return _inquiry(row)
    if row is None or row.status not in PASSED or not reading.actor.speaks_for(row.coop_id):
        raise Rejected("inquiry_unknown", id=query.inquiry_id)
    return replace(_inquiry(row), note="")


async def find_inquiries(query: FindInquiries, reading: Reading) -> InquiryPage:
    """What is not decided comes first, the oldest first, as it waits longest; then the newest."""
    if query.organisation_id is None:
        reading.actor.must_be(*OVERSEERS)
        chosen = [INQUIRY.c.status != "unconfirmed"]
    else:
        reading.actor.must_act_for(query.organisation_id)
        chosen = [INQUIRY.c.coop_id == query.organisation_id, INQUIRY.c.status.in_(PASSED)]
    if query.status is not None:
        chosen.append(INQUIRY.c.status == query.status)
    undecided = sa.case((INQUIRY.c.status == "waiting", INQUIRY.c.written_at))
    page = (
        _inquiries()
        .where(*chosen)
        .order_by(undecided.asc().nulls_last(), INQUIRY.c.written_at.desc(), INQUIRY.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    total = await reading.count(INQUIRY, *chosen)
    items = [_inquiry(row) for row in await reading.execute(page)]
    return InquiryPage(items=items, total=total)


@cache
def _inquiries() -> sa.Select[Any]:
    own = (
        *("id", "version", "status", "listing_id", "coop_id", "language", "body", "written_at", "confirmed_at"),
        *("decided_at", "reason", "note", "invited_at"),
    )
    return (
        sa.select(
            *(INQUIRY.c[name] for name in own),
            ORGANISATION.c.name.label("coop_name"),
            CARD.c.card["names"].label("listing_names"),
        )
        .join(CARD, CARD.c.listing_id == INQUIRY.c.listing_id)
        .join(ORGANISATION, ORGANISATION.c.id == INQUIRY.c.coop_id)
    )


def _inquiry(row: sa.Row[Any]) -> Inquiry:
    facts = {**row._mapping, "coop": {"id": row.coop_id, "name": row.coop_name}}  # noqa: SLF001 - SQLAlchemy's public name
    return msgspec.convert(facts, Inquiry)
