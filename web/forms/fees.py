"""The forms of a fair's money: prices, a programme that pays for exhibitors, the record of a fee."""

from decimal import Decimal
from typing import Literal, get_args

from shared.contracts.fairs.fees import (
    BasePrice,
    FeeBody,
    FeeStatus,
    PriceBody,
    PriceRule,
    ProgrammeBody,
    RuleKind,
)
from web.formats import number
from web.forms.choices import CURRENCIES
from web.forms.fields import Form
from web.forms.moments import local

SHOWN_BASES = 4
STARS = (3, 4, 5)
PER: tuple[Literal["booth", "square_metre"], ...] = ("booth", "square_metre")
SIMPLE: tuple[RuleKind, ...] = ("corner", "member")


def price_body(form: Form, zone: str, former: PriceBody) -> PriceBody | None:
    """As typed, with the members there are; None with the faults in the form."""
    currency = form.choice("currency", CURRENCIES, required=True)
    bases = [base for place in range(SHOWN_BASES) if (base := _base(form, place)) is not None]
    rules = [PriceRule(kind=kind, percent=part) for kind in SIMPLE if (part := form.decimal(kind)) is not None]
    early = form.decimal("early")
    until = form.moment("until", zone, required=early is not None)
    if early is not None and until is not None:
        rules.append(PriceRule(kind="early", percent=early, until=until))
    rules += [
        PriceRule(kind="ocop", percent=part, stars=stars)
        for stars in STARS
        if (part := form.decimal(f"ocop_{stars}")) is not None
    ]
    for rule in rules:
        if rule.percent > 100:  # noqa: PLR2004 - per cent
            form.fault(_field(rule), "out_of_range")
    if not form.ok or currency is None:
        return None
    return PriceBody(currency=currency, bases=bases, rules=rules, members=former.members)


def _field(rule: PriceRule) -> str:
    return f"ocop_{rule.stars}" if rule.kind == "ocop" else rule.kind


def _base(form: Form, place: int) -> BasePrice | None:
    booth_type = form.line(f"base_{place}_type", longest=20)
    amount = form.decimal(f"base_{place}_amount", required=bool(booth_type))
    per = form.choice(f"base_{place}_per", PER) or "booth"
    return None if amount is None else BasePrice(booth_type=booth_type, per=per, amount=amount)


def price_fields() -> dict[str, str]:
    """What the service calls a field of the first, third … base price → what the form calls it."""
    names = {"amount": "amount", "booth_type": "type"}
    return {
        f"bases.{place}.{theirs}": f"base_{place}_{ours}"
        for place in range(SHOWN_BASES)
        for theirs, ours in names.items()
    }


def fill_prices(form: Form, body: PriceBody, zone: str) -> Form:
    form.fill(currency=body.currency)
    for place, base in enumerate(body.bases):
        typed = {"type": base.booth_type, "per": base.per, "amount": _typed(base.amount, form)}
        form.fill(**{f"base_{place}_{field}": value for field, value in typed.items()})
    for rule in body.rules:
        form.fill(**{_field(rule): _typed(rule.percent, form)})
        if rule.until is not None:
            form.fill(until=local(rule.until, zone))
    return form


def programme_body(form: Form, former: ProgrammeBody | None) -> ProgrammeBody | None:
    name, funder = form.line("name", required=True), form.line("funder")
    budget = form.decimal("budget", required=True)
    share = form.decimal("share", required=True)
    if share is not None and share > 100:  # noqa: PLR2004 - per cent
        form.fault("share", "out_of_range")
    if not form.ok or budget is None or share is None:
        return None
    supported = [] if former is None else former.organisation_ids
    return ProgrammeBody(name=name, funder=funder, budget=budget, share=share, organisation_ids=supported)


def fill_programme(form: Form, body: ProgrammeBody) -> Form:
    return form.fill(
        name=body.name, funder=body.funder, budget=_typed(body.budget, form), share=_typed(body.share, form)
    )


def fee_body(form: Form) -> FeeBody | None:
    status = form.choice("status", get_args(FeeStatus), required=True)
    programme_id = form.uuid("programme_id") if form["programme_id"] else None
    number, reference = form.line("number", longest=50), form.line("reference", longest=100)
    reason, on = form.line("reason", longest=500), form.date("on")
    if not form.ok or status is None:
        return None
    return FeeBody(status=status, reason=reason, programme_id=programme_id, number=number, reference=reference, on=on)


def fill_fee(form: Form, body: FeeBody) -> Form:
    return form.fill(
        status=body.status,
        reason=body.reason,
        programme_id=body.programme_id,
        number=body.number,
        reference=body.reference,
        on=body.on,
    )


def _typed(amount: Decimal, form: Form) -> str:
    return number(amount, form.language)
