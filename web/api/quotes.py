"""Messages, quotes, samples and agreements over the API."""

from uuid import UUID

import msgspec
from litestar import Response

from shared.contracts.agreements import (
    Agreement,
    AgreementBody,
    AgreementItem,
    ConfirmAgreement,
    FindAgreements,
    GetAgreement,
    StateAgreement,
)
from shared.contracts.quotes import AcceptQuote, GetThread, MakeQuote, PostMessage, QuoteTerms, Thread
from shared.contracts.values import ActPut
from web.addresses import PageSize
from web.api.answers import IfMatch, RecordAnswer, act_answer, answer, expected_version, record_answer
from web.api.lists import next_cursor, page_number
from web.api.operations import reading, stating_act, stating_record
from web.visitor import Visitor


class QuotePut(QuoteTerms, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without `organisation_id`: the one that the token's account speaks for. `answers`: the newest quote seen."""

    organisation_id: UUID | None = None
    answers: UUID | None = None


class MessagePut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: str
    organisation_id: UUID | None = None


class AcceptancePut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    organisation_id: UUID | None = None


class ConfirmationPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`version` of the agreement that was read."""

    version: int
    organisation_id: UUID | None = None


class AgreementList(msgspec.Struct, frozen=True, kw_only=True):
    items: list[AgreementItem]
    total: int
    next_cursor: str | None


@reading("/match-requests/{match_request_id:uuid}/thread")
async def thread(visitor: Visitor, match_request_id: UUID) -> Response[Thread]:
    """What both sides have said: messages, and every version of the quote."""
    return answer(await visitor.ask(GetThread(match_request_id=match_request_id)))


@stating_act("/match-requests/{match_request_id:uuid}/messages/{message_id:uuid}")
async def post_message(
    visitor: Visitor, match_request_id: UUID, message_id: UUID, data: MessagePut
) -> Response[ActPut]:
    """Say something."""
    command = PostMessage(
        message_id=message_id,
        match_request_id=match_request_id,
        organisation_id=data.organisation_id or visitor.organisation_id,
        text=data.text,
    )
    return act_answer(await visitor.ask(command))


@stating_act("/match-requests/{match_request_id:uuid}/quotes/{quote_id:uuid}")
async def make_quote(visitor: Visitor, match_request_id: UUID, quote_id: UUID, data: QuotePut) -> Response[ActPut]:
    """The next quote, of either side; it takes the place of the open one."""
    fields = msgspec.structs.asdict(data)
    organisation_id = fields.pop("organisation_id") or visitor.organisation_id
    command = MakeQuote(
        quote_id=quote_id,
        match_request_id=match_request_id,
        organisation_id=organisation_id,
        answers=fields.pop("answers"),
        terms=QuoteTerms(**fields),
    )
    return act_answer(await visitor.ask(command))


@stating_act("/match-requests/{match_request_id:uuid}/quotes/{quote_id:uuid}/acceptance")
async def accept_quote(
    visitor: Visitor, match_request_id: UUID, quote_id: UUID, data: AcceptancePut
) -> Response[ActPut]:
    """Take the other side's quote. The agreement that it becomes has its id and stands once capacity is reserved."""
    command = AcceptQuote(
        quote_id=quote_id,
        match_request_id=match_request_id,
        organisation_id=data.organisation_id or visitor.organisation_id,
    )
    return act_answer(await visitor.ask(command))


@reading("/agreements")
async def agreements(visitor: Visitor, page_size: PageSize = 24, cursor: str | None = None) -> Response[AgreementList]:
    """The newest first: one's own, or all that the Alliance may read."""
    page = page_number(cursor)
    own = visitor.organisation.id if visitor.organisation else None
    found = await visitor.ask(FindAgreements(organisation_id=own, page=page, page_size=page_size))
    following = next_cursor(found.total, page, page_size)
    return answer(AgreementList(items=found.items, total=found.total, next_cursor=following))


@reading("/agreements/{agreement_id:uuid}")
async def agreement(visitor: Visitor, agreement_id: UUID) -> Response[Agreement]:
    """One agreement."""
    found = await visitor.ask(GetAgreement(agreement_id=agreement_id))
    return answer(found, version=found.version)


@stating_record("/agreements/{agreement_id:uuid}")
async def state_agreement(
    visitor: Visitor, agreement_id: UUID, data: AgreementBody, if_match: IfMatch = None
) -> Response[RecordAnswer]:
    """Say of what kind it is, where and when it was signed, who may read it."""
    command = StateAgreement(agreement_id=agreement_id, expected_version=expected_version(if_match), body=data)
    return record_answer(await visitor.ask(command))


@stating_act("/agreements/{agreement_id:uuid}/confirmation")
async def confirm(visitor: Visitor, agreement_id: UUID, data: ConfirmationPut) -> Response[ActPut]:
    """Say that it is what was signed."""
    command = ConfirmAgreement(
        agreement_id=agreement_id,
        organisation_id=data.organisation_id or visitor.organisation_id,
        expected_version=data.version,
    )
    return act_answer(await visitor.ask(command))


HANDLERS = (thread, post_message, make_quote, accept_quote, agreements, agreement, state_agreement, confirm)
