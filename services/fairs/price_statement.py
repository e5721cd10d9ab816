"""What organizers state of prices, programmes, fees and the budget, cleaned and checked: every wrong field at once."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from shared.contracts.fairs.fees import FeeBody, PriceBody, PriceRule, ProgrammeBody
from shared.contracts.fairs.outcome import BudgetBody
from shared.errors import Invalid
from shared.text import clean

MOST = Decimal(10) ** 12
WHOLE = Decimal(100)


def stated_prices(body: PriceBody) -> PriceBody:
    tidy = replace(
        body,
        bases=[replace(base, booth_type=clean(base.booth_type)) for base in body.bases],
        members=sorted(set(body.members)),
    )
    _must_be_right(dict(_wrong_prices(tidy)))
    return tidy


def _wrong_prices(body: PriceBody) -> Iterator[tuple[str, str]]:
    types = [base.booth_type for base in body.bases]
    for place, base in enumerate(body.bases):
        if not _is_amount(base.amount):
            yield f"bases.{place}.amount", "not_an_amount"
        if base.booth_type in types[:place]:
            yield f"bases.{place}.booth_type", "duplicate"
    kinds = Counter((rule.kind, rule.stars) for rule in body.rules)
    for place, rule in enumerate(body.rules):
        yield from _wrong_rule(f"rules.{place}", rule)
        if rule.kind != "early" and kinds[rule.kind, rule.stars] > 1:
            yield f"rules.{place}.kind", "duplicate"


def _wrong_rule(field: str, rule: PriceRule) -> Iterator[tuple[str, str]]:
    if not _is_percent(rule.percent):
        yield f"{field}.percent", "out_of_range"
    if (rule.until is not None) != (rule.kind == "early"):
        yield f"{field}.until", "required" if rule.kind == "early" else "unknown"
    if rule.until is not None and rule.until.tzinfo is None:
        yield f"{field}.until", "offset_missing"
    if (rule.stars is not None) != (rule.kind == "ocop"):
        yield f"{field}.stars", "required" if rule.kind == "ocop" else "unknown"


def stated_programme(body: ProgrammeBody) -> ProgrammeBody:
    tidy = replace(
        body,
        name=clean(body.name),
        funder=clean(body.funder),
        organisation_ids=sorted(set(body.organisation_ids)),
    )
    wrong = {} if tidy.name else {"name": "required"}
    if not _is_amount(tidy.budget):
        wrong["budget"] = "not_an_amount"
    if not _is_percent(tidy.share):
        wrong["share"] = "out_of_range"
    _must_be_right(wrong)
    return tidy


def stated_fee(body: FeeBody) -> FeeBody:
    """Only what belongs to its status is kept."""
    number, reason, reference = clean(body.number), clean(body.reason), clean(body.reference)
    match body.status:
        case "due":
            return FeeBody(status="due")
        case "waived":
            _must_be_right({} if reason or body.programme_id else {"reason": "required"})
            return FeeBody(status="waived", reason=reason, programme_id=body.programme_id)
        case "invoiced":
            _must_be_right({} if number else {"number": "required"})
            return FeeBody(status="invoiced", number=number, on=body.on)
        case "paid":
            missing = {"reference": not reference, "on": body.on is None}
            _must_be_right({field: "required" for field, lacks in missing.items() if lacks})
            return FeeBody(status="paid", number=number, reference=reference, on=body.on)


def stated_budget(body: BudgetBody) -> BudgetBody:
    tidy = replace(body, lines=[replace(line, name=clean(line.name)) for line in body.lines])
    wrong = {}
    for place, line in enumerate(tidy.lines):
        if not line.name:
            wrong[f"lines.{place}.name"] = "required"
        wrong |= {
            f"lines.{place}.{field}": "not_an_amount"
            for field, amount in (("planned", line.planned), ("spent", line.spent))
            if amount is not None and not _is_amount(amount)
        }
    _must_be_right(wrong)
    return tidy


def _must_be_right(wrong: dict[str, str]) -> None:
    if wrong:
        raise Invalid(wrong)


def _is_amount(amount: Decimal) -> bool:
    return amount.is_finite() and 0 <= amount <= MOST


def _is_percent(percent: Decimal) -> bool:
    return percent.is_finite() and 0 <= percent <= WHOLE
