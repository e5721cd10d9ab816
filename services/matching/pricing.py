"""What a quote comes to: each month at the tier that its quantity reaches."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from msgspec.structs import replace

from shared.contracts.quotes import QuoteLine, QuoteTerms
from shared.contracts.values import Quantity
from shared.errors import Invalid
from shared.money import rounded
from shared.months import month_of
from shared.ports import lacks_port
from shared.quantity import LARGEST, converted, is_sensible
from shared.rates import is_known
from shared.text import clean, clean_lines

LONGEST_VALIDITY = timedelta(days=366)


def priced(terms: QuoteTerms) -> list[QuoteLine]:
    """The months in their order."""
    return [_line(terms, asked.month, asked.amount) for asked in terms.months]


def _line(terms: QuoteTerms, month: str, quantity: Decimal) -> QuoteLine:
    price = next(tier.price for tier in reversed(terms.tiers) if tier.from_quantity <= quantity)
    value = rounded(quantity * price, terms.currency)
    return QuoteLine(month=month, quantity=quantity, price=price, value=value)


def total(lines: Sequence[QuoteLine]) -> Decimal:
    """Of rounded values, so that the column adds up."""
    return sum((line.value for line in lines), Decimal(0))


def stated(terms: QuoteTerms, moq: Quantity | None, *, now: datetime, today: date) -> QuoteTerms:
    """The terms in the form that is kept, months and tiers in order; raises `Invalid` with all that is wrong."""
    tidy = replace(terms, place=clean(terms.place), payment=clean(terms.payment), note=clean_lines(terms.note))
    wrong = {**_wrong_amounts(tidy), **_wrong_months(tidy, today)}
    if not tidy.place:
        wrong["place"] = "required"
    elif lacks_port(tidy.incoterm, tidy.place):
        wrong["place"] = "port_not_named"
    if not is_known(tidy.currency):
        wrong["currency"] = "unknown"
    if tidy.valid_until.tzinfo is None:
        wrong["valid_until"] = "offset_missing"
    elif tidy.valid_until <= now:
        wrong["valid_until"] = "in_the_past"
    elif tidy.valid_until > now + LONGEST_VALIDITY:
        wrong["valid_until"] = "out_of_range"
    if wrong:
        raise Invalid(wrong)
    tidy = replace(
        tidy,
        tiers=sorted(tidy.tiers, key=lambda tier: tier.from_quantity),
        months=sorted(tidy.months, key=lambda asked: asked.month),
    )
    if is_below(tidy, moq) and not tidy.below_moq:
        raise Invalid({"below_moq": "below_moq"})
    if total(priced(tidy)) > LARGEST:
        raise Invalid({"tiers": "out_of_range"})
    return tidy


def is_below(terms: QuoteTerms, moq: Quantity | None) -> bool:
    """Whether a month takes less than the listing's smallest order. Units that cannot be compared forbid nothing."""
    smallest = None if moq is None else converted(moq.amount, moq.unit, terms.unit)
    return smallest is not None and any(asked.amount < smallest for asked in terms.months)


def _wrong_amounts(terms: QuoteTerms) -> dict[str, str]:
    wrong = {}
    for place, tier in enumerate(terms.tiers):
        if not is_sensible(tier.from_quantity):
            wrong[f"tiers.{place}.from_quantity"] = "not_an_amount"
        if not (is_sensible(tier.price) and tier.price > 0):
            wrong[f"tiers.{place}.price"] = "not_an_amount"
    for place, asked in enumerate(terms.months):
        if not (is_sensible(asked.amount) and asked.amount > 0):
            wrong[f"months.{place}.amount"] = "not_an_amount"
    if wrong:
        return wrong
    starts = [tier.from_quantity for tier in terms.tiers]
    if len(set(starts)) < len(starts):
        return {"tiers": "duplicate"}
    return {
        f"months.{place}.amount": "below_first_tier"
        for place, asked in enumerate(terms.months)
        if asked.amount < min(starts)
    }


def _wrong_months(terms: QuoteTerms, today: date) -> dict[str, str]:
    months = [asked.month for asked in terms.months]
    if len(set(months)) < len(months):
        return {"months": "duplicate"}
    present = month_of(today)
    return {f"months.{place}.month": "in_the_past" for place, month in enumerate(months) if month < present}
