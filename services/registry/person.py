"""What a person says of themself, cleaned and checked."""

import msgspec
from msgspec import Struct

from shared.contracts.registry import Email
from shared.phone import e164
from shared.text import clean


class Person(Struct, frozen=True, kw_only=True):
    """`phone` in E.164, or empty."""

    email: str
    name: str
    phone: str


def person_of(*, email: str, name: str, phone: str = "", country: str = "VN") -> tuple[Person, dict[str, str]]:
    """The cleaned person, and a code for each field that cannot be accepted."""
    told_phone = clean(phone)
    number = e164(told_phone, country) if told_phone else ""
    person = Person(email=email_key(email), name=clean(name), phone=number or "")
    wrong = {}
    if not _is_email(person.email):
        wrong["email"] = "not_an_email"
    if not person.name:
        wrong["person_name"] = "required"
    if number is None:
        wrong["phone"] = "not_a_phone"
    return person, wrong


def _is_email(text: str) -> bool:
    """Still one, now that what cannot be seen is gone."""
    try:
        msgspec.convert(text, Email)
    except msgspec.ValidationError:
        return False
    return True


def email_key(email: str) -> str:
    """One mailbox, one account: nobody hands out mailboxes that differ in case alone."""
    return clean(email).lower()
