"""The form of a demand."""

import re
import unicodedata
from datetime import date
from typing import get_args

from shared.contracts.matching import Demand, DemandBody
from shared.contracts.values import Language, Month
from shared.contracts.wanted import PackageKind, Packaging, TargetPrice, Visibility
from shared.months import is_month, month_of, months_from
from web.formats import number
from web.forms.choices import CATEGORIES, COUNTRIES, CURRENCIES, INCOTERMS, SCHEMES, UNITS
from web.forms.fields import Form
from web.forms.measures import fill_quantity, read_quantity

KINDS: tuple[PackageKind, ...] = get_args(PackageKind)
VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)
MONTHS_SHOWN = 18
SERVICE_NAMES = {
    "quantity.amount": "quantity_amount",
    "quantity": "quantity_amount",
    "target_price.amount": "price_amount",
    "packaging.content.amount": "packaging_amount",
}
_SCRIPTS: dict[Language, str] = {"ja": "[\u3041-\u30ff]", "ko": "[\uac00-\ud7a3]", "he": "[\u05d0-\u05ea]"}
_VIETNAMESE = re.compile("[\u0306\u031b\u0309\u0323đ]|\u0302[\u0300\u0301\u0303]", re.IGNORECASE)
"""Marks that no other language of the market has, apart from their letters: breve, horn, hook, dot; đ."""
_HAN = re.compile("[\u4e00-\u9fff]")


def demand_body(form: Form) -> DemandBody | None:
    """The demand as typed, or None with the faults in the form."""
    what, text = form.line("what", required=True), form.text("text")
    category = form.choice("category", CATEGORIES)
    quantity = read_quantity(form, "quantity")
    months = _months(form)
    packaging, target_price = _packaging(form), _target_price(form)
    destination = form.choice("destination", COUNTRIES, required=True)
    deadline = form.date("deadline")
    incoterm, place = form.choice("incoterm", INCOTERMS), form.line("place")
    certificates, wished = form.choices("certificates", SCHEMES), form.choices("certificates_wished", SCHEMES)
    stars = form.choice("min_stars", ("3", "4", "5"))
    grade, payment_terms = form.line("grade", longest=100), form.text("payment_terms", longest=500)
    visibility = form.choice("visibility", VISIBILITIES)
    note = form.text("note")
    if place and not incoterm and not form["incoterm"]:
        form.fault("incoterm", "needed_with")
    if not form.ok or destination is None:
        return None
    return DemandBody(
        what=what,
        lang=language_of(text or what, form.language),
        category=category,
        quantity=quantity,
        destination=destination,
        deadline=deadline,
        certificates=certificates,
        min_stars=int(stars) if stars else None,
        note=note,
        sample_first=form.ticked("sample_first"),
        status="closed" if form["status"] == "closed" else "open",
        text=text,
        grade=grade,
        months=months,
        packaging=packaging,
        incoterm=incoterm,
        place=place,
        target_price=target_price,
        certificates_wished=wished,
        payment_terms=payment_terms,
        visibility=visibility or "coops",
    )


def language_of(text: str, otherwise: Language) -> Language:
    """By the script; where that does not tell, the reader's own."""
    for language, letters in _SCRIPTS.items():
        if re.search(letters, text):
            return language
    if _HAN.search(text):
        return "ja"
    if _VIETNAMESE.search(unicodedata.normalize("NFD", text)):
        return "vi"
    return otherwise if otherwise in {"en", "vi"} else "en"


def fill_demand(form: Form, demand: Demand) -> Form:
    body = demand.body
    form.fill(
        text=body.text,
        what=body.what,
        category=body.category,
        destination=body.destination,
        deadline=body.deadline,
        months=body.months,
        incoterm=body.incoterm,
        place=body.place,
        certificates=body.certificates,
        certificates_wished=body.certificates_wished,
        min_stars=body.min_stars,
        grade=body.grade,
        payment_terms=body.payment_terms,
        visibility=body.visibility,
        note=body.note,
        sample_first="1" if body.sample_first else None,
        status=body.status,
        version=demand.version,
    )
    fill_quantity(form, "quantity", body.quantity)
    fill_packaging(form, body.packaging)
    fill_target_price(form, body.target_price)
    return form


def fill_copy(form: Form, demand: Demand) -> Form:
    """A new demand that begins with what another says."""
    fill_demand(form, demand)
    del form.values["version"]
    return form.fill(status="open")


def fill_packaging(form: Form, packaging: Packaging | None) -> None:
    if packaging is not None:
        form.fill(packaging_kind=packaging.kind)
        fill_quantity(form, "packaging", packaging.content)


def fill_target_price(form: Form, price: TargetPrice | None) -> None:
    if price is not None:
        amount = number(price.amount, form.language)
        form.fill(price_amount=amount, price_currency=price.currency, price_unit=price.unit)


def months_offered(form: Form, today: date) -> list[Month]:
    """From this one on, and whatever is chosen already."""
    return sorted({*months_from(month_of(today), MONTHS_SHOWN), *filter(is_month, form.chosen("months"))})


def _months(form: Form) -> list[Month]:
    chosen = [it for it in form.chosen("months") if it]
    if not all(map(is_month, chosen)):
        form.fault("months", "not_a_month")
    return sorted(set(chosen))


def _packaging(form: Form) -> Packaging | None:
    kind = form.choice("packaging_kind", KINDS)
    content = read_quantity(form, "packaging")
    if content is not None and kind is None:
        form.fault("packaging_kind", "needed_with")
    return Packaging(kind=kind, content=content) if kind else None


def _target_price(form: Form) -> TargetPrice | None:
    amount = form.decimal("price_amount")
    currency = form.choice("price_currency", CURRENCIES, required=amount is not None)
    unit = form.choice("price_unit", UNITS, required=amount is not None)
    return (
        TargetPrice(amount=amount, currency=currency, unit=unit) if amount is not None and currency and unit else None
    )
