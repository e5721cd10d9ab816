"""Why a listing fits a demand or not, as sentences with the facts in them."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from shared.contracts.matching import Requirement
from shared.i18n import N_
from web.formats import day, month_names, number
from web.vocabulary import WORDS

REASONS: Mapping[str, str] = {
    "product_named": N_("Named in the listing: %(named)s"),
    "product_partly_named": N_("Partly named: %(named)s"),
    "product_not_named": N_("The listing's names do not say it"),
    "product_other_category": N_("Another product group: %(offered)s"),
    "capacity_enough": N_("%(available)s %(unit)s a month and more; asked %(asked)s"),
    "capacity_short": N_("Only %(available)s %(unit)s in %(month)s; asked %(asked)s"),
    "capacity_not_stated": N_("Monthly supply is not stated"),
    "capacity_not_comparable": N_("Stated in %(stated)s, asked in %(asked)s: not comparable"),
    "moq_within": N_("Smallest order %(moq)s %(unit)s"),
    "moq_above": N_("Smallest order %(moq)s %(unit)s is above the %(asked)s asked"),
    "moq_not_stated": N_("Smallest order is not stated"),
    "moq_not_comparable": N_("Stated in %(stated)s, asked in %(asked)s: not comparable"),
    "certificate_valid": N_("Valid until %(until)s"),
    "certificate_ends": N_("Ends on %(until)s, needed on %(needed)s"),
    "certificate_not_recorded": N_("No such certificate is recorded: ask the co-op"),
    "certificate_end_not_recorded": N_("Recorded without its end: ask the co-op"),
    "ocop_enough_stars": N_("%(stars)s stars, valid until %(until)s"),
    "ocop_too_few_stars": N_("%(stars)s stars; asked %(asked)s"),
    "ocop_ends": N_("The OCOP certificate ends on %(until)s"),
    "ocop_not_recorded": N_("No OCOP certificate is recorded"),
}

REQUIREMENTS: Mapping[str, str] = {
    "product": N_("Product"),
    "capacity": N_("Quantity"),
    "moq": N_("Smallest order"),
    "ocop": N_("OCOP stars"),
}
AMOUNTS = frozenset({"asked", "available", "moq"})
DATES = frozenset({"until", "needed"})


def reason(requirement: Requirement, language: str, gettext: Callable[[str], str]) -> str:
    sentence = REASONS.get(requirement.why)
    if sentence is None:
        return requirement.why
    facts = {name: _spoken(name, fact, language, gettext) for name, fact in requirement.facts.items()}
    return gettext(sentence) % facts


def requirement_name(name: str, gettext: Callable[[str], str]) -> str:
    """`certificate:HACCP` is called by its scheme."""
    _, _, scheme = name.partition(":")
    word = WORDS["scheme"].get(scheme, scheme) if scheme else REQUIREMENTS.get(name, name)
    return gettext(word)


def _spoken(name: str, fact: str, language: str, gettext: Callable[[str], str]) -> str:
    if name in DATES:
        return day(date.fromisoformat(fact), language)
    if name == "month":
        return month_names(language)[int(fact) - 1]
    for words in ("unit", "category"):
        if fact in WORDS[words]:
            return gettext(WORDS[words][fact])
    if name in AMOUNTS:
        try:
            return number(Decimal(fact), language)
        except InvalidOperation:
            return fact
    return fact
