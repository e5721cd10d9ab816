"""Deliveries and the Alliance's figures over the API."""

from datetime import date
from uuid import UUID

from litestar import Response

from shared.contracts.deliveries import (
    Deliveries,
    DeliveryBody,
    GetDeliveries,
    GetTradeReport,
    TellDelivery,
    TradeReport,
)
from web.api.answers import IfMatch, RecordAnswer, answer, expected_version, record_answer
from web.api.operations import reading, stating_record
from web.visitor import Visitor


@reading("/agreements/{agreement_id:uuid}/deliveries")
async def deliveries(visitor: Visitor, agreement_id: UUID) -> Response[Deliveries]:
    """Month by month: promised, and what each side says of it."""
    return answer(await visitor.ask(GetDeliveries(agreement_id=agreement_id)))


@stating_record("/agreements/{agreement_id:uuid}/deliveries/{month:str}")
async def tell(
    visitor: Visitor, agreement_id: UUID, month: str, data: DeliveryBody, if_match: IfMatch = None
) -> Response[RecordAnswer]:
    """Tell, or revise, how the month went; in the name of the organisation that the token speaks for."""
    command = TellDelivery(
        agreement_id=agreement_id,
        organisation_id=visitor.organisation_id,
        month=month,
        expected_version=expected_version(if_match),
        body=data,
    )
    return record_answer(await visitor.ask(command))


@reading("/trade-report")
async def report(visitor: Visitor, since: date, until: date) -> Response[TradeReport]:
    """For the Alliance: promised and executed, by event; causes; pairs that came back."""
    return answer(await visitor.ask(GetTradeReport(since=since, until=until)))


HANDLERS = (deliveries, tell, report)
