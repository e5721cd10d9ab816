"""Requests of people without an account over the API, for the Alliance and the co-op. Writing one is for people only:
it asks for consent and is guarded by where the form was opened.
"""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response
from msgspec import Meta

from shared.contracts.inquiries import (
    DecideInquiry,
    FindInquiries,
    GetInquiry,
    Inquiry,
    InquiryStatus,
    InviteInquirer,
    RefusalReason,
)
from shared.contracts.values import ActPut
from shared.errors import Rejected
from web.addresses import PageSize
from web.api.answers import act_answer, answer
from web.api.lists import next_cursor, page_number
from web.api.operations import reading, stating_act
from web.visitor import Visitor


class InquiryDecisionPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A refusal has a reason; its note stays with the Alliance."""

    passed: bool
    reason: RefusalReason | None = None
    note: Annotated[str, Meta(max_length=1000)] = ""


class InvitationPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nothing is to be said."""


class InquiryList(msgspec.Struct, frozen=True, kw_only=True):
    items: list[Inquiry]
    total: int
    next_cursor: str | None


@reading("/inquiries")
async def index(
    visitor: Visitor, status: InquiryStatus | None = None, page_size: PageSize = 24, cursor: str | None = None
) -> Response[InquiryList]:
    """A co-op's own, let through; for the Alliance all that are proved."""
    page = page_number(cursor)
    own = visitor.organisation.id if visitor.organisation else None
    found = await visitor.ask(FindInquiries(organisation_id=own, status=status, page=page, page_size=page_size))
    following = next_cursor(found.total, page, page_size)
    return answer(InquiryList(items=found.items, total=found.total, next_cursor=following))


@reading("/inquiries/{inquiry_id:uuid}")
async def show(visitor: Visitor, inquiry_id: UUID) -> Response[Inquiry]:
    """One inquiry."""
    return answer(await visitor.ask(GetInquiry(inquiry_id=inquiry_id)))


@stating_act("/inquiries/{inquiry_id:uuid}/decision")
async def decide(visitor: Visitor, inquiry_id: UUID, data: InquiryDecisionPut) -> Response[ActPut]:
    """Let it through to the co-op, or refuse it. To this door another decision is another body for the same act."""
    command = DecideInquiry(inquiry_id=inquiry_id, passed=data.passed, reason=data.reason, note=data.note)
    try:
        return act_answer(await visitor.ask(command))
    except Rejected as refusal:
        if refusal.code != "already_decided":
            raise
        raise Rejected("id_reused") from refusal


@stating_act("/inquiries/{inquiry_id:uuid}/invitation")
async def invite(visitor: Visitor, inquiry_id: UUID, data: InvitationPut) -> Response[ActPut]:
    """As the co-op: one letter that invites the visitor to register as a buyer."""
    del data
    return act_answer(await visitor.ask(InviteInquirer(inquiry_id=inquiry_id)))


HANDLERS = (index, show, decide, invite)
