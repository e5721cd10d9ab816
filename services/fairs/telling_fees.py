"""The fact that fairs tells of fees."""

from services.fairs.models import Fee
from shared.contracts.fairs.fees import FeeRecorded


def fee_recorded(fee: Fee, fair_name: str, booth_code: str) -> FeeRecorded:
    return FeeRecorded(
        id=fee.booking_id,
        version=fee.version,
        fair_id=fee.fair_id,
        fair_name=fair_name,
        booth_code=booth_code,
        organisation_id=fee.organisation_id,
        status=fee.status,
        amount=fee.amount,
        currency=fee.currency,
        number=fee.number,
        reference=fee.reference,
        reason=fee.reason,
    )
