"""Each side tells how a month went."""

from datetime import date

from msgspec.structs import replace

from services.matching.models.agreement import Agreement, AgreementLine
from services.matching.models.delivery import Delivery
from services.matching.telling_deliveries import told_of_delivery
from shared.contracts.deliveries import DeliveryBody, DeliveryRecorded, TellDelivery
from shared.contracts.values import Month, RecordPut, Side
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.months import month_of
from shared.quantity import is_sensible
from shared.text import clean_lines
from shared.versions import outcome_of_put


async def tell_delivery(command: TellDelivery, tx: Transaction) -> RecordPut:
    """First, or anew."""
    agreement = await tx.locked(Agreement, command.agreement_id, or_reject="agreement_unknown")
    agreement.must_be_in_the_hands_of(tx.actor)
    tx.actor.must_act_for(command.organisation_id)
    if command.organisation_id not in {agreement.buyer_id, agreement.coop_id}:
        raise Rejected("agreement_unknown", id=agreement.id)
    agreement.must_stand()
    side: Side = "buyer" if command.organisation_id == agreement.buyer_id else "coop"
    line = await tx.session.get(AgreementLine, (agreement.id, command.month))
    if line is None:
        raise Invalid({"month": "unknown"})
    body = _stated(command.month, command.body, line, today=tx.today)

    delivery = await tx.session.get(Delivery, (agreement.id, command.month, side))
    same = delivery is not None and delivery.body == body
    outcome = outcome_of_put(delivery.version if delivery else None, command.expected_version, same=same)
    if delivery is None:
        delivery = Delivery(agreement_id=agreement.id, month=command.month, side=side, told_at=tx.now)
        tx.add(delivery)
    if outcome != "unchanged":
        delivery.say(body, at=tx.now)
        names = await told_of_delivery(agreement, command.month, tx)
        tx.emit(
            DeliveryRecorded(
                id=delivery.id,
                version=delivery.version,
                side=side,
                promised=line.quantity,
                unit=agreement.measure,
                currency=agreement.currency,
                body=body,
                **names,
            )
        )
    return RecordPut(id=delivery.id, version=delivery.version, outcome=outcome)


def _stated(month: Month, body: DeliveryBody, line: AgreementLine, *, today: date) -> DeliveryBody:
    tidy = replace(body, note=clean_lines(body.note))
    amounts = {"delivered": tidy.delivered, "accepted": tidy.accepted, "paid": tidy.paid}
    wrong = {
        name: "not_an_amount" for name, amount in amounts.items() if amount is not None and not is_sensible(amount)
    }
    if month > month_of(today):
        wrong["month"] = "in_the_future"
    if wrong:
        raise Invalid(wrong)
    if tidy.accepted is not None and tidy.accepted > tidy.delivered:
        raise Invalid({"accepted": "more_than_delivered"})
    least = tidy.delivered if tidy.accepted is None else tidy.accepted
    if least < line.quantity and tidy.cause is None:
        raise Invalid({"cause": "required"})
    return tidy
