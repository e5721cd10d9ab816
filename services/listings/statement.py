"""What a co-op states of a product, cleaned and checked: every wrong field at once."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from msgspec import ValidationError, convert
from msgspec.structs import replace

from services.listings import trade
from shared.contracts.listings import ListingBody, Sku
from shared.contracts.values import Certificate, Language, Line, OcopNumber, PaperNumber, Paragraphs, Place
from shared.errors import Invalid
from shared.ocop import faults as ocop_faults
from shared.ports import lacks_port
from shared.quantity import is_sensible
from shared.rates import is_known
from shared.text import clean, clean_lines


def stated(body: ListingBody, *, today: date) -> ListingBody:
    """The body in the form that is kept; raises `Invalid` with a code for each field that cannot be."""
    tidy = replace(
        body,
        sku=clean(body.sku),
        names=_tidy(body.names, clean),
        descriptions=_tidy(body.descriptions, clean_lines),
        price=body.price and replace(body.price, place=body.price.place and (clean(body.price.place) or None)),
        ocop=body.ocop and replace(body.ocop, certificate=clean(body.ocop.certificate)),
        certificates=[_tidy_certificate(one) for one in body.certificates],
        trade=body.trade and trade.tidied(body.trade),
    )
    wrong = {**_wrong_texts(tidy), **_wrong_amounts(tidy), **_wrong_papers(tidy, today), **trade.faults(tidy, today)}
    if wrong:
        raise Invalid(wrong)
    return tidy


def _tidy_certificate(one: Certificate) -> Certificate:
    return replace(
        one,
        number=clean(one.number),
        edition=clean(one.edition),
        covers=clean(one.covers),
        issuer=clean(one.issuer),
    )


def _tidy(texts: Mapping[Language, str], tidied: Callable[[str], str]) -> dict[Language, str]:
    cleaned = {language: tidied(text) for language, text in texts.items()}
    return {language: text for language, text in cleaned.items() if text}


def _wrong_texts(body: ListingBody) -> dict[str, str]:
    texts: list[tuple[str, str, object]] = [
        ("sku", body.sku, Sku),
        ("names.vi", body.names.get("vi", ""), Line),
        (f"names.{body.source}", body.names.get(body.source, ""), Line),
        *((f"names.{language}", name, Line) for language, name in body.names.items()),
        *((f"descriptions.{language}", text, Paragraphs) for language, text in body.descriptions.items()),
        *((f"certificates.{place}.number", one.number, PaperNumber) for place, one in enumerate(body.certificates)),
    ]
    if body.price is not None:
        texts.append(("price.place", body.price.place or "", Place))
    if body.ocop is not None:
        texts.append(("ocop.certificate", body.ocop.certificate, OcopNumber))
    return {field: "too_long" if text else "required" for field, text, kind in texts if not _is(kind, text)}


def _is(kind: object, text: str) -> bool:
    """Cleaning takes characters away, and normal form makes three of some: lengths count once more."""
    try:
        convert(text, kind)
    except ValidationError:
        return False
    return True


def _wrong_amounts(body: ListingBody) -> dict[str, str]:
    amounts: dict[str, Decimal] = {}
    wrong = {}
    if body.price is not None:
        amounts["price.amount"] = body.price.amount
        if not is_known(body.price.currency):
            wrong["price.currency"] = "unknown"
        if lacks_port(body.price.incoterm, body.price.place):
            wrong["price.place"] = "port_not_named"
    if body.moq is not None:
        amounts["moq.amount"] = body.moq.amount
    if body.capacity is not None:
        amounts |= {f"capacity.by_month.{place}": amount for place, amount in enumerate(body.capacity.by_month)}
    if body.season is not None:
        amounts |= {f"season.months.{month}": amount for month, amount in body.season.months.items()}
        if body.season.months and body.capacity is None:
            wrong["capacity"] = "needed_with"
    return wrong | {field: "not_an_amount" for field, amount in amounts.items() if not is_sensible(amount)}


def _wrong_papers(body: ListingBody, today: date) -> dict[str, str]:
    wrong = {}
    if body.ocop is not None and body.ocop.issued > today:
        wrong["ocop.issued"] = "in_the_future"
    if body.ocop is not None:
        wrong |= {f"ocop.{field}": code for field, code in ocop_faults(body.ocop).items()}
    for place, certificate in enumerate(body.certificates):
        if certificate.issued and certificate.issued > today:
            wrong[f"certificates.{place}.issued"] = "in_the_future"
        if certificate.issued and certificate.expires and certificate.expires < certificate.issued:
            wrong[f"certificates.{place}.expires"] = "before_issue"
        if certificate.scope in {"site", "lot"} and not certificate.covers:
            wrong[f"certificates.{place}.covers"] = "needed_with"
    return wrong
