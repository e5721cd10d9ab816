"""Messages, quotes and agreements over the API."""

from uuid import UUID

import msgspec
from litestar import Response, get, put

from shared.contracts.agreements import (
    AgreementBody,
    ConfirmAgreement,
    FindAgreements,
    GetAgreement,
    StateAgreement,
)
from shared.contracts.quotes import AcceptQuote, GetThread, MakeQuote, PostMessage, QuoteTerms
from web.addresses import PageSize
from web.api.lists import list_answer, page_number
from web.api.put import act_answer, answer, body_of, expected_version, record_answer
from web.visitor import AnyRequest, Visitor


class QuotePut(QuoteTerms, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without `organisation_id`: the one that the token's account speaks for. `answers`: the newest quote seen."""

    organisation_id: UUID | None = None
    answers: UUID | None = None


class MessagePut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: str
    organisation_id: UUID | None = None


class ActOfPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    organisation_id: UUID | None = None


class ConfirmationPut(ActOfPut, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`version` of the agreement that was read."""

    version: int


@get("/match-requests/{match_request_id:uuid}/thread")
async def thread(visitor: Visitor, match_request_id: UUID) -> Response[bytes]:
    """What both sides have said: messages, and every version of the quote."""
    return answer(await visitor.ask(GetThread(match_request_id=match_request_id)))


@put("/match-requests/{match_request_id:uuid}/messages/{message_id:uuid}")
async def post_message(
    visitor: Visitor, match_request_id: UUID, message_id: UUID, request: AnyRequest
) -> Response[bytes]:
    """Say something."""
    said = await body_of(request, MessagePut)
    command = PostMessage(
        message_id=message_id,
        match_request_id=match_request_id,
        organisation_id=said.organisation_id or visitor.organisation_id,
        text=said.text,
    )
    act = await visitor.ask(command)
    return act_answer(act)


@put("/match-requests/{match_request_id:uuid}/quotes/{quote_id:uuid}")
async def make_quote(visitor: Visitor, match_request_id: UUID, quote_id: UUID, request: AnyRequest) -> Response[bytes]:
    """The next quote, of either side; it takes the place of the open one."""
    fields = msgspec.structs.asdict(await body_of(request, QuotePut))
    organisation_id = fields.pop("organisation_id") or visitor.organisation_id
    command = MakeQuote(
        quote_id=quote_id,
        match_request_id=match_request_id,
        organisation_id=organisation_id,
        answers=fields.pop("answers"),
        terms=QuoteTerms(**fields),
    )
    act = await visitor.ask(command)
    return act_answer(act)


@put("/match-requests/{match_request_id:uuid}/quotes/{quote_id:uuid}/acceptance")
async def accept_quote(
    visitor: Visitor, match_request_id: UUID, quote_id: UUID, request: AnyRequest
) -> Response[bytes]:
    """Take the other side's quote. The agreement that it becomes has its id and stands once capacity is reserved."""
    taken = await body_of(request, ActOfPut)
    command = AcceptQuote(
        quote_id=quote_id,
        match_request_id=match_request_id,
        organisation_id=taken.organisation_id or visitor.organisation_id,
    )
    act = await visitor.ask(command)
    return act_answer(act, agreement_id=str(quote_id))


@get("/agreements")
async def agreements(visitor: Visitor, page_size: PageSize = 24, cursor: str | None = None) -> Response[bytes]:
    """The newest first: one's own, or all that the Alliance may read."""
    page = page_number(cursor)
    own = visitor.organisation.id if visitor.organisation else None
    found = await visitor.ask(FindAgreements(organisation_id=own, page=page, page_size=page_size))
    return list_answer(found.items, total=found.total, page=page, page_size=page_size)


@get("/agreements/{agreement_id:uuid}")
async def agreement(visitor: Visitor, agreement_id: UUID) -> Response[bytes]:
    """One agreement."""
    found = await visitor.ask(GetAgreement(agreement_id=agreement_id))
    return answer(found, version=found.version)


@put("/agreements/{agreement_id:uuid}")
async def state_agreement(visitor: Visitor, agreement_id: UUID, request: AnyRequest) -> Response[bytes]:
    """Say of what kind it is, where and when it was signed, who may read it."""
    command = StateAgreement(
        agreement_id=agreement_id,
        expected_version=expected_version(request),
        body=await body_of(request, AgreementBody),
    )
    return record_answer(await visitor.ask(command))


@put("/agreements/{agreement_id:uuid}/confirmation")
async def confirm(visitor: Visitor, agreement_id: UUID, request: AnyRequest) -> Response[bytes]:
    """Say that it is what was signed."""
    said = await body_of(request, ConfirmationPut)
    command = ConfirmAgreement(
        agreement_id=agreement_id,
        organisation_id=said.organisation_id or visitor.organisation_id,
        expected_version=said.version,
    )
    act = await visitor.ask(command)
    return act_answer(act)


HANDLERS = (
    thread,
    post_message,
    make_quote,
    accept_quote,
    agreements,
    agreement,
    state_agreement,
    confirm,
)
