"""The form of a listing: strings both ways."""

from decimal import Decimal
from typing import get_args
from uuid import UUID

from shared.contracts.listings import Listing, ListingBody
from shared.contracts.values import (
    Capacity,
    Certificate,
    Level,
    Ocop,
    OcopRules,
    Price,
    Scope,
)
from shared.i18n import LANGUAGES
from shared.ports import SEA_TERMS
from web.formats import number
from web.forms import season, trade
from web.forms.choices import CATEGORIES, CURRENCIES, INCOTERMS, SCHEMES, UNITS
from web.forms.fields import Form
from web.forms.measures import fill_quantity, read_quantity

RULES: tuple[OcopRules, ...] = get_args(OcopRules)
LEVELS: tuple[Level, ...] = get_args(Level)
SCOPES: tuple[Scope, ...] = get_args(Scope)
CERTIFICATE_DETAILS = ("edition", "scope", "covers", "issuer")
SHOWN_CERTIFICATES, MOST_CERTIFICATES = 3, 30
MONTH_FIELDS = tuple(f"capacity_{month}" for month in range(1, 13))

SERVICE_NAMES = {
    **trade.SERVICE_NAMES,
    "names.vi": "name_vi",
    "price.amount": "price_amount",
    "price.currency": "price_currency",
    "price.place": "price_place",
    "moq.amount": "moq_amount",
    **{f"ocop.{name}": f"ocop_{name}" for name in ("stars", "issued", "rules", "group", "score", "certified_by")},
    "capacity.unit": "capacity_unit",
    "capacity": "capacity_unit",
    **{f"capacity.by_month.{place}": name for place, name in enumerate(MONTH_FIELDS)},
    **{f"certificates.{place}.issued": f"certificate_issued_{place}" for place in range(MOST_CERTIFICATES)},
    **{f"certificates.{place}.expires": f"certificate_expires_{place}" for place in range(MOST_CERTIFICATES)},
    **{f"certificates.{place}.covers": f"certificate_covers_{place}" for place in range(MOST_CERTIFICATES)},
}
"""What the service calls a field → what the form calls it."""


def code_of(listing_id: UUID) -> str:
    """Of a product whose co-op names no code."""
    return f"SP-{listing_id.hex[-6:].upper()}"


def listing_body(form: Form) -> ListingBody | None:
    """The listing as typed, or None with the faults in the form."""
    names = {language: form.line(f"name_{language}", required=language == "vi") for language in LANGUAGES}
    descriptions = {language: form.text(f"description_{language}") for language in LANGUAGES}
    sku = form.line("sku", required=True, longest=100)
    category = form.choice("category", CATEGORIES)
    ocop, certificates = _ocop(form), _certificates(form)
    price, moq, capacity = _price(form), read_quantity(form, "moq"), _capacity(form)
    months, facts = season.read_season(form), trade.read_trade(form)
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
        season=months,
        trade=facts,
        source=form.choice("source", LANGUAGES) or "vi",
    )


def fill_listing(form: Form, listing: Listing) -> Form:
    """One amount for all months stands once; a spreadsheet has a cell for each."""
    fill_body(form, listing.body).fill(version=listing.version, status=listing.status)
    by_month = {form[name] for name in MONTH_FIELDS}
    if len(by_month) == 1:
        form.fill(capacity_every=by_month.pop(), **dict.fromkeys(MONTH_FIELDS, ""))
    return form


def fill_body(form: Form, body: ListingBody) -> Form:
    """The form as a person would have typed this listing."""
    form.fill(sku=body.sku, category=body.category, source=body.source)
    form.fill(**{f"name_{language}": name for language, name in body.names.items()})
    form.fill(**{f"description_{language}": text for language, text in body.descriptions.items()})
    if body.ocop:
        score = None if body.ocop.score is None else number(body.ocop.score, form.language)
        form.fill(ocop_stars=body.ocop.stars, ocop_certificate=body.ocop.certificate, ocop_issued=body.ocop.issued)
        form.fill(ocop_score=score, ocop_rules=body.ocop.rules, ocop_group=body.ocop.group)
        form.fill(ocop_certified_by=body.ocop.certified_by)
    for place, certificate in enumerate(body.certificates):
        form.fill(
            **{
                f"certificate_scheme_{place}": certificate.scheme,
                f"certificate_number_{place}": certificate.number,
                f"certificate_issued_{place}": certificate.issued,
                f"certificate_expires_{place}": certificate.expires,
                **{f"certificate_{name}_{place}": getattr(certificate, name) for name in CERTIFICATE_DETAILS},
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
    fill_quantity(form, "moq", body.moq)
    season.fill_season(form, body.season)
    trade.fill_trade(form, body.trade)
    if body.capacity:
        months = [number(amount, form.language) for amount in body.capacity.by_month]
        form.fill(capacity_unit=body.capacity.unit, **dict(zip(MONTH_FIELDS, months, strict=True)))
    return form


def _price(form: Form) -> Price | None:
    amount = form.decimal("price_amount")
    currency = form.choice("price_currency", CURRENCIES, required=amount is not None)
    unit = form.choice("price_unit", UNITS, required=amount is not None)
    incoterm = form.choice("price_incoterm", INCOTERMS)
    place = form.line("price_place") or None
    if amount is not None and incoterm in SEA_TERMS and place is None:
        form.fault("price_place", "port_not_named")
    if amount is None or currency is None or unit is None:
        return None
    return Price(amount=amount, currency=currency, unit=unit, incoterm=incoterm, place=place)


def _capacity(form: Form) -> Capacity | None:
    """Twelve months; a month left empty has what every month has, or nothing. All left empty is not stated."""
    every = form.decimal("capacity_every")
    months = [every if amount is None else amount for amount in map(form.decimal, MONTH_FIELDS)]
    stated = any(amount is not None for amount in months)
    unit = form.choice("capacity_unit", UNITS, required=stated)
    if not stated or unit is None:
        return None
    return Capacity(unit=unit, by_month=[amount or Decimal(0) for amount in months])


def _ocop(form: Form) -> Ocop | None:
    stars = form.choice("ocop_stars", ("3", "4", "5"))
    certificate = form.line("ocop_certificate", required=stars is not None, longest=100)
    issued = form.date("ocop_issued", required=stars is not None)
    score, rules = form.decimal("ocop_score"), form.choice("ocop_rules", RULES)
    group, level = form.line("ocop_group", longest=40), form.choice("ocop_certified_by", LEVELS)
    if stars is None and (certificate or issued):
        form.fault("ocop_stars", "needed_with")
    if stars is None or issued is None:
        return None
    return Ocop(
        stars=int(stars),
        certificate=certificate,
        issued=issued,
        rules=rules,
        group=group,
        score=score,
        certified_by=level,
    )


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
        details = {name: form.line(f"certificate_{name}_{place}") for name in ("edition", "covers", "issuer")}
        scope = form.choice(f"certificate_scope_{place}", SCOPES)
        if scheme is not None:
            found.append(
                Certificate(scheme=scheme, number=number_, issued=issued, expires=expires, scope=scope, **details)
            )
        elif number_ or issued or expires:
            form.fault(f"certificate_scheme_{place}", "needed_with")
    return found
