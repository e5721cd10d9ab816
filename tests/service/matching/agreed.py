"""Agreements for tests, and what either side tells of their months."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from shared.contracts.agreements import AgreementReached
from shared.contracts.deliveries import Cause, DeliveryBody, TellDelivery
from shared.contracts.quotes import MonthlyQuantity
from shared.contracts.registry import Organisation
from shared.home import today
from shared.months import month_of, months_from
from tests.service.matching.builders import speaker
from tests.service.matching.deals import Deal, a_deal
from tests.support.eventually import eventually_async
from tests.support.surroundings import Surroundings


def months(*amounts: int) -> list[MonthlyQuantity]:
    """From this month on."""
    coming = months_from(month_of(today()), len(amounts))
    return [MonthlyQuantity(month=name, amount=Decimal(amount)) for name, amount in zip(coming, amounts, strict=True)]


class Agreed(NamedTuple):
    deal: Deal
    id: UUID

    def tell(
        self, by: Organisation, delivered: int, version: int | None = None, cause: Cause | None = None, at: int = 0
    ) -> TellDelivery:
        body = DeliveryBody(delivered=Decimal(delivered), accepted=Decimal(delivered), paid=Decimal(7), cause=cause)
        return TellDelivery(
            agreement_id=self.id,
            organisation_id=by.id,
            month=months_from(month_of(today()), at + 1)[at],
            expected_version=version,
            body=body,
        )


async def agreed(matching: Surroundings, *amounts: int) -> Agreed:
    deal = await a_deal(matching)
    quote = deal.quote(months=months(*amounts))
    await matching.ask(quote, speaker(deal.coop))
    await matching.ask(deal.acceptance(quote), speaker(deal.buyer))

    async def reached() -> Sequence[AgreementReached]:
        return matching.told(AgreementReached, quote.quote_id)

    await eventually_async(reached)
    return Agreed(deal, quote.quote_id)
