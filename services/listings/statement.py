"""What a co-op states of a product, cleaned and checked: every wrong field at once."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from shared.contracts.listings import ListingBody
from shared.contracts.values import Certificate, Language, Ocop, Price
from shared.errors import Invalid
from shared.quantity import is_sensible
from shared.text import clean, clean_lines

CURRENCIES = frozenset({"VND", "USD", "EUR", "JPY", "KRW", "ILS", "CNY", "GBP", "SGD", "THB", "TWD", "HKD", "AUD"})


def stated(body: ListingBody, *, today: date) -> ListingBody:
    """The body in the form that is kept; raises `Invalid` with a code for each field that cannot be."""
    tidy = replace(
        body,
        sku=clean(body.sku),
        names=_tidy(body.names, clean),
        descriptions=_tidy(body.descriptions, clean_lines),
        price=body.price and _tidy_price(body.price),
        ocop=body.ocop and _tidy_ocop(body.ocop),
        certificates=[_tidy_certificate(certificate) for certificate in body.certificates],
    )
    wrong = {**_wrong_texts(tidy), **_wrong_amounts(tidy), **_wrong_papers(tidy, today)}
    if wrong:
        raise Invalid(wrong)
    return tidy


def _tidy(texts: Mapping[Language, str], cleaned: Callable[[str], str]) -> dict[Language, str]:
    tidy = {language: cleaned(text) for language, text in texts.items()}
    return {language: text for language, text in tidy.items() if text}


def _tidy_price(price: Price) -> Price:
    return replace(price, place=clean(price.place or "") or None)


def _tidy_ocop(ocop: Ocop) -> Ocop:
    return replace(ocop, certificate=clean(ocop.certificate))


def _tidy_certificate(certificate: Certificate) -> Certificate:
    return replace(certificate, number=clean(certificate.number))


def _wrong_texts(body: ListingBody) -> dict[str, str]:
    wrong = {}
    if not body.sku:
        wrong["sku"] = "required"
    if "vi" not in body.names:
        wrong["names.vi"] = "required"
    if body.ocop is not None and not body.ocop.certificate:
        wrong["ocop.certificate"] = "required"
    return wrong


def _wrong_amounts(body: ListingBody) -> dict[str, str]:
    amounts: dict[str, Decimal] = {}
    wrong = {}
    if body.price is not None:
        amounts["price.amount"] = body.price.amount
        if body.price.currency not in CURRENCIES:
            wrong["price.currency"] = "unknown"
    if body.moq is not None:
        amounts["moq.amount"] = body.moq.amount
    if body.capacity is not None:
        amounts |= {f"capacity.by_month.{month}": amount for month, amount in enumerate(body.capacity.by_month, 1)}
    return wrong | {field: "not_an_amount" for field, amount in amounts.items() if not is_sensible(amount)}


def _wrong_papers(body: ListingBody, today: date) -> dict[str, str]:
    wrong = {}
    if body.ocop is not None and not body.ocop.certificate:
        wrong["ocop.certificate"] = "required"
    if body.ocop is not None and body.ocop.issued > today:
        wrong["ocop.issued"] = "in_the_future"
    for place, certificate in enumerate(body.certificates):
        if certificate.issued and certificate.issued > today:
            wrong[f"certificates.{place}.issued"] = "in_the_future"
        if certificate.issued and certificate.expires and certificate.expires < certificate.issued:
            wrong[f"certificates.{place}.expires"] = "before_issue"
    return wrong
