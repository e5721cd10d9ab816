"""What filters choose by: the tags of a listing, which hold on a day, and its price in one money."""

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from services.listings.readiness.rules import MARKETS, legal_verdict, readiness, rules_on
from shared.contracts.listings import ListingBody
from shared.contracts.readiness import Market, Verdict
from shared.contracts.values import Currency, Price
from shared.errors import Invalid
from shared.ocop import last_day, valid_stars
from shared.quantity import converted, is_sensible
from shared.rates import in_dong

MEASURES = ("KGM", "LTR")


def tags(body: ListingBody, provinces: Sequence[str], chapters: Sequence[str], today: date) -> list[str]:
    """`facet:value` for each facet of the catalogue, and for markets that are not met why. Stars and certificates count
    while they are valid.
    """
    return sorted({f"{facet}:{value}" for facet, value in _values(body, provinces, chapters, today) if value})


def _values(
    body: ListingBody, provinces: Sequence[str], chapters: Sequence[str], today: date
) -> Iterator[tuple[str, str | int | None]]:
    yield "category", body.category
    yield "stars", valid_stars(body.ocop, today)
    yield "incoterm", body.price.incoterm if body.price else None
    yield from (("province", province) for province in provinces)
    yield from (("hs", chapter) for chapter in chapters)
    for one in readiness(body, rules_on(today), today):
        verdict = legal_verdict(one.findings)
        yield ("market" if verdict == "met" else verdict), one.market
    yield from (("certificate", one.scheme) for one in body.certificates if one.holds_on(today))
    if body.capacity is not None:
        yield from (("month", month) for month, amount in enumerate(body.capacity.by_month, 1) if amount)


def verdicts(tags: Sequence[str]) -> dict[Market, Verdict]:
    """What `tags` has written down of the markets."""
    stated: dict[str, Verdict] = {"market": "met", "unknown": "unknown", "missing": "missing"}
    return {market: stated[facet] for market in MARKETS for facet in stated if f"{facet}:{market}" in tags}


def fades(body: ListingBody, today: date) -> date | None:
    """The first day on which some certificate begins or ceases to count."""
    spans = [(one.issued, one.expires) for one in body.certificates]
    if body.ocop is not None:
        spans.append((body.ocop.issued, last_day(body.ocop.issued)))
    begins = [issued for issued, _ in spans if issued is not None]
    ends = [expires + timedelta(days=1) for _, expires in spans if expires is not None and expires < date.max]
    return min((day for day in (*begins, *ends) if day > today), default=None)


def comparable_price(price: Price | None, today: date) -> float | None:
    """Dong for a kilogram or litre where it is sold by measure, for a piece, box or set where it is not."""
    if price is None:
        return None
    rate = in_dong(price.currency, today)
    if rate is None:
        return None
    measures = (converted(Decimal(1), price.unit, measure) for measure in MEASURES)
    content = next((one for one in measures if one is not None), Decimal(1))
    return float(price.amount * rate / content)


def price_range(
    least: Decimal | None, most: Decimal | None, currency: Currency, today: date
) -> tuple[float, float] | None:
    """In dong; None when no bound is asked for. Raises `Invalid` for what is no amount or a currency without a rate."""
    bounds = {"price_from": least, "price_to": most}
    wrong = {name: "not_an_amount" for name, bound in bounds.items() if bound is not None and not is_sensible(bound)}
    if wrong:
        raise Invalid(wrong)
    if least is None and most is None:
        return None
    rate = in_dong(currency, today)
    if rate is None:
        raise Invalid({"currency": "unknown"})
    return float((least or 0) * rate), math.inf if most is None else float(most * rate)
