"""The form of a quote: a few rows of months and of price steps, what is left empty does not count."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.contracts.matching import Match
from shared.contracts.quotes import MonthlyQuantity, PriceTier, QuoteTerms
from shared.home import day_of
from shared.months import is_month, month_of, months_from
from shared.quantity import converted
from web.formats import number
from web.forms.choices import CURRENCIES, INCOTERMS, UNITS
from web.forms.fields import Form

MONTHS, TIERS = 12, 3
"""Rows of the form; a quote from the API may have more, then so many are shown."""
MOST_MONTHS, MOST_TIERS = 36, 10
VALID_FOR = timedelta(days=7)
FIRST_MONTHS = 3


def month_places(form: Form) -> range:
    return _places(form, "month", MONTHS, MOST_MONTHS)


def tier_places(form: Form) -> range:
    return _places(form, "price", TIERS, MOST_TIERS)


def _places(form: Form, name: str, usual: int, most: int) -> range:
    filled = [place for place in range(most) if f"{name}_{place}" in form.values]
    return range(max([usual, *(place + 1 for place in filled)]))


def quote_terms(form: Form, clock: ZoneInfo) -> QuoteTerms | None:
    """The terms as typed on that clock, or None with the faults in the form."""
    unit = form.choice("unit", UNITS, required=True)
    currency = form.choice("currency", CURRENCIES, required=True)
    incoterm = form.choice("incoterm", INCOTERMS, required=True)
    place = form.line("place", required=True)
    months, tiers = _months(form), _tiers(form)
    valid_until = form.moment("valid_until", str(clock), required=True)
    payment = form.line("payment", longest=500)
    note = form.text("note", longest=2000)
    if not form.ok or unit is None or currency is None or incoterm is None or valid_until is None:
        return None
    return QuoteTerms(
        unit=unit,
        currency=currency,
        incoterm=incoterm,
        place=place,
        tiers=tiers,
        months=months,
        valid_until=valid_until,
        below_moq=form.ticked("below_moq"),
        payment=payment,
        note=note,
    )


def _months(form: Form) -> list[MonthlyQuantity]:
    found = []
    for place in month_places(form):
        month, amount = form.line(f"month_{place}", longest=7), form.decimal(f"amount_{place}")
        if amount is None:
            continue
        if not is_month(month):
            form.fault(f"month_{place}", "malformed" if month else "required")
            continue
        found.append(MonthlyQuantity(month=month, amount=amount))
    if not found:
        form.fault("amount_0", "required")
    return found


def _tiers(form: Form) -> list[PriceTier]:
    found = []
    for place in tier_places(form):
        price, start = form.decimal(f"price_{place}"), form.decimal(f"from_{place}")
        if price is not None:
            found.append(PriceTier(from_quantity=start or Decimal(0), price=price))
        elif start is not None:
            form.fault(f"price_{place}", "required")
    if not found:
        form.fault("price_0", "required")
    return found


def service_names(form: Form) -> dict[str, str]:
    """What the service calls a field → what the form calls it: the service counts only the rows that are filled."""
    months = [place for place in month_places(form) if form[f"amount_{place}"].strip()]
    tiers = [place for place in tier_places(form) if form[f"price_{place}"].strip()]
    return {
        "months": "amount_0",
        "tiers": "price_0",
        **{f"months.{at}.month": f"month_{place}" for at, place in enumerate(months)},
        **{f"months.{at}.amount": f"amount_{place}" for at, place in enumerate(months)},
        **{f"tiers.{at}.price": f"price_{place}" for at, place in enumerate(tiers)},
        **{f"tiers.{at}.from_quantity": f"from_{place}" for at, place in enumerate(tiers)},
    }


def fill_terms(form: Form, terms: QuoteTerms, now: datetime, clock: ZoneInfo) -> Form:
    """A quote as the one who answers it would begin to type."""
    form.fill(
        unit=terms.unit,
        currency=terms.currency,
        incoterm=terms.incoterm,
        place=terms.place,
        payment=terms.payment,
        below_moq="1" if terms.below_moq else None,
        valid_until=_later(now, clock),
    )
    for place, asked in enumerate(terms.months):
        form.fill(**{f"month_{place}": asked.month, f"amount_{place}": number(asked.amount, form.language)})
    for place, tier in enumerate(terms.tiers):
        form.fill(
            **{
                f"from_{place}": number(tier.from_quantity, form.language) if tier.from_quantity else None,
                f"price_{place}": number(tier.price, form.language),
            }
        )
    return form


def fill_first(form: Form, match: Match, now: datetime, clock: ZoneInfo) -> Form:
    """Before anything was said: what the demand asks and the listing states."""
    price, quantity = match.listing.price, match.demand.body.quantity
    unit = quantity.unit if quantity else price.unit if price else None
    form.fill(unit=unit, valid_until=_later(now, clock), currency=price.currency if price else None)
    if price is None:
        form.fill(incoterm=match.demand.body.incoterm, place=match.demand.body.place)
    else:
        form.fill(incoterm=price.incoterm, place=price.place)
        units = converted(Decimal(1), unit, price.unit) if unit else None
        if units is not None:
            form.fill(price_0=number(price.amount * units, form.language))
    today = day_of(now)
    asked = [month for month in match.demand.body.months if month >= month_of(today)]
    for place, month in enumerate(asked or months_from(month_of(today), 1 + FIRST_MONTHS)[1:]):
        form.fill(**{f"month_{place}": month})
        if quantity is not None:
            form.fill(**{f"amount_{place}": number(quantity.amount, form.language)})
    return form


def _later(now: datetime, clock: ZoneInfo) -> str:
    """As a `datetime-local` field has it: full hours."""
    return f"{(now + VALID_FOR).astimezone(clock):%Y-%m-%dT%H:00}"


def answered(form: Form) -> UUID | None:
    """The newest quote that was on the page."""
    try:
        return UUID(form["answers"])
    except ValueError:
        return None
