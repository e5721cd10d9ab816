"""The form of what an agreement's paper says."""

from typing import get_args
from uuid import UUID

from shared.contracts.agreements import Agreement, AgreementBody, AgreementKind, SeenBy
from web.forms.fields import Form

KINDS: tuple[AgreementKind, ...] = get_args(AgreementKind)
READERS: tuple[SeenBy, ...] = get_args(SeenBy)


def agreement_body(form: Form) -> AgreementBody | None:
    kind = form.choice("kind", KINDS, required=True)
    place, signed_on = form.line("place"), form.date("signed_on")
    fair_id: UUID | None = form.uuid("fair_id") if form["fair_id"] else None
    if not form.ok or kind is None:
        return None
    return AgreementBody(
        kind=kind,
        place=place,
        fair_id=fair_id,
        signed_on=signed_on,
        seen_by="alliance" if form.ticked("for_alliance") else "parties",
    )


def fill_agreement(form: Form, agreement: Agreement) -> Form:
    body = agreement.body
    return form.fill(
        kind=body.kind,
        place=body.place,
        fair_id=body.fair_id,
        signed_on=body.signed_on,
        for_alliance="1" if body.seen_by == "alliance" else None,
        version=agreement.version,
    )
