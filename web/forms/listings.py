"""The form of a listing: strings both ways."""

from decimal import Decimal
from typing import get_args

from shared.contracts.listings import Listing, ListingBody
from shared.contracts.values import (
    Capacity,
    Category,
    Certificate,
    Incoterm,
    Language,
    Ocop,
    Price,
    Quantity,
    Scheme,
    Unit,
)
from web.formats import number
from web.forms.fields import Form

LANGUAGES: tuple[Language, ...] = get_args(Language)
UNITS: tuple[Unit, ...] = get_args(Unit)
CATEGORIES: tuple[Category, ...] = get_args(Category)
INCOTERMS: tuple[Incoterm, ...] = get_args(Incoterm)
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
CURRENCIES = ("VND", "USD", "JPY", "KRW", "ILS", "EUR")
SHOWN_CERTIFICATES, MOST_CERTIFICATES = 3, 30

SERVICE_NAMES = {
    "names.vi": "name_vi",
    "price.amount": "price_amount",
    "price.currency": "price_currency",
    "moq.amount": "moq_amount",
    "ocop.issued": "ocop_issued",
    **{f"capacity.by_month.{month}": f"capacity_{month}" for month in range(1, 13)},
    **{f"certificates.{place}.issued": f"certificate_issued_{place}" for place in range(MOST_CERTIFICATES)},
    **{f"certificates.{place}.expires": f"certificate_expires_{place}" for place in range(MOST_CERTIFICATES)},
}
"""What the service calls a field → what the form calls it."""


def listing_body(form: Form) -> ListingBody | None:
    """The listing as typed, or None with the faults in the form."""
    names = {language: form.line(f"name_{language}", required=language == "vi") for language in LANGUAGES}
    descriptions = {language: form.text(f"description_{language}") for language in LANGUAGES}
    sku = form.line("sku", required=True, longest=100)
    category = form.choice("category", CATEGORIES)
    ocop, certificates = _ocop(form), _certificates(form)
    price, moq, capacity = _price(form), _quantity(form, "moq"), _capacity(form)
    if not form.ok:
        return None
    return ListingBody(
        sku=sku,
        names={language: name for language, name in names.items() if name},
        descriptions={language: text for language, text in descriptions.items() if text},
        category=category,
        ocop=ocop,
        certificates=certificates,
        price=price,
        moq=moq,
        capacity=capacity,
    )


def fill_listing(form: Form, listing: Listing) -> Form:
    """The form as a person would have typed this listing."""
    body = listing.body
    form.fill(sku=body.sku, category=body.category, version=listing.version)
    form.fill(**{f"name_{language}": name for language, name in body.names.items()})
    form.fill(**{f"description_{language}": text for language, text in body.descriptions.items()})
    if body.ocop:
        form.fill(ocop_stars=body.ocop.stars, ocop_certificate=body.ocop.certificate, ocop_issued=body.ocop.issued)
    for place, certificate in enumerate(body.certificates):
        form.fill(
            **{
                f"certificate_scheme_{place}": certificate.scheme,
                f"certificate_number_{place}": certificate.number,
                f"certificate_issued_{place}": certificate.issued,
                f"certificate_expires_{place}": certificate.expires,
            }
        )
    if body.price:
        form.fill(
            price_amount=number(body.price.amount, form.language),
            price_currency=body.price.currency,
            price_unit=body.price.unit,
            price_incoterm=body.price.incoterm,
            price_place=body.price.place,
        )
    if body.moq:
        form.fill(moq_amount=number(body.moq.amount, form.language), moq_unit=body.moq.unit)
    if body.capacity:
        months = {f"capacity_{m}": number(amount, form.language) for m, amount in enumerate(body.capacity.by_month, 1)}
        form.fill(capacity_unit=body.capacity.unit, **months)
    return form


def _price(form: Form) -> Price | None:
    amount = form.decimal("price_amount")
    currency = form.choice("price_currency", CURRENCIES, required=amount is not None)
    unit = form.choice("price_unit", UNITS, required=amount is not None)
    incoterm = form.choice("price_incoterm", INCOTERMS)
    place = form.line("price_place") or None
    if amount is None or currency is None or unit is None:
        return None
    return Price(amount=amount, currency=currency, unit=unit, incoterm=incoterm, place=place)


def _quantity(form: Form, name: str) -> Quantity | None:
    amount = form.decimal(f"{name}_amount")
    unit = form.choice(f"{name}_unit", UNITS, required=amount is not None)
    return None if amount is None or unit is None else Quantity(amount=amount, unit=unit)


def _capacity(form: Form) -> Capacity | None:
    """Twelve months; a month left empty has none, all left empty is not stated."""
    months = [form.decimal(f"capacity_{month}") for month in range(1, 13)]
    stated = any(amount is not None for amount in months)
    unit = form.choice("capacity_unit", UNITS, required=stated)
    if not stated or unit is None:
        return None
    return Capacity(unit=unit, by_month=[amount or Decimal(0) for amount in months])


def _ocop(form: Form) -> Ocop | None:
    stars = form.choice("ocop_stars", ("3", "4", "5"))
    certificate = form.line("ocop_certificate", required=stars is not None, longest=100)
    issued = form.date("ocop_issued", required=stars is not None)
    if stars is None and (certificate or issued):
        form.fault("ocop_stars", "needed_with")
    if stars is None or issued is None:
        return None
    return Ocop(stars=int(stars), certificate=certificate, issued=issued)


def certificate_places(form: Form) -> range:
    """The form's rows: those that it was sent or filled with, and never fewer than are usual."""
    filled = [place for place in range(MOST_CERTIFICATES) if f"certificate_scheme_{place}" in form.values]
    return range(max([SHOWN_CERTIFICATES, *(place + 1 for place in filled)]))


def _certificates(form: Form) -> list[Certificate]:
    found = []
    for place in certificate_places(form):
        scheme = form.choice(f"certificate_scheme_{place}", SCHEMES)
        number_ = form.line(f"certificate_number_{place}", longest=100)
        issued, expires = form.date(f"certificate_issued_{place}"), form.date(f"certificate_expires_{place}")
        if scheme is not None:
            found.append(Certificate(scheme=scheme, number=number_, issued=issued, expires=expires))
        elif number_ or issued or expires:
            form.fault(f"certificate_scheme_{place}", "needed_with")
    return found
