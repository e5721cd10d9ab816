"""The forms of requests without an account: the visitor's, and the Alliance's decision."""

from typing import get_args
from uuid import UUID

from shared.contracts.inquiries import DecideInquiry, InquiryBody, RefusalReason, WriteInquiry
from shared.contracts.values import Language
from shared.countries import COUNTRIES as ALL
from web.formats import territory
from web.forms.account import email_of
from web.forms.choices import COUNTRIES
from web.forms.fields import Form

REASONS: tuple[RefusalReason, ...] = get_args(RefusalReason)


def countries(language: Language) -> dict[str, str]:
    """Those that most buyers come from, then all others by name."""
    others = sorted(ALL.difference(COUNTRIES), key=lambda code: territory(code, language))
    return {code: territory(code, language) for code in (*COUNTRIES, *others)}


def inquiry(form: Form, listing_id: UUID, language: Language) -> WriteInquiry | None:
    """The command, or None with the faults in the form."""
    inquiry_id, country = form.uuid("inquiry_id"), form.choice("country", ALL, required=True)
    what, name = form.line("what", required=True), form.line("name", required=True)
    email = email_of(form)
    quantity, organisation = form.line("quantity"), form.line("organisation")
    message = form.text("message", longest=2000)
    if not form.ticked("consent"):
        form.fault("consent", "required")
    if not form.ok or inquiry_id is None or country is None:
        return None
    body = InquiryBody(
        what=what,
        quantity=quantity,
        name=name,
        organisation=organisation,
        country=country,
        email=email,
        message=message,
    )
    return WriteInquiry(inquiry_id=inquiry_id, listing_id=listing_id, language=language, body=body)


def decision(form: Form, inquiry_id: UUID) -> DecideInquiry | None:
    passed = form["decision"] == "pass"
    if passed:
        return DecideInquiry(inquiry_id=inquiry_id, passed=True)
    reason, note = form.choice("reason", REASONS, required=True), form.text("note", longest=1000)
    return DecideInquiry(inquiry_id=inquiry_id, passed=False, reason=reason, note=note) if form.ok else None
