"""Why a listing fits a demand or not, as sentences with the facts in them."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from shared.contracts.requirements import Requirement
from shared.contracts.values import Language
from shared.i18n import N_
from web.formats import day, month_name, month_names, number
from web.languages import language_for
from web.measures import Counting, measured
from web.vocabulary import WORDS

REASONS: Mapping[str, str] = {
    "product_named": N_("Named in the listing: %(named)s"),
    "product_partly_named": N_("Partly named: %(named)s"),
    "product_not_named": N_("The listing's names do not say it"),
    "product_other_category": N_("Another product group: %(offered)s"),
    "product_same": N_("%(named)s is what is asked for: %(asked)s"),
    "product_variety_not_named": N_("%(named)s; the listing does not say: %(asked)s"),
    "product_only_broader": N_("The listing only says %(named)s, asked %(asked)s"),
    "product_narrower": N_("%(named)s is one kind of what is asked"),
    "product_other": N_("%(named)s is not what is asked for"),
    "product_not_stated": N_("The product is not named"),
    "capacity_enough": N_("%(available)s a month and more; asked %(asked)s"),
    "capacity_short": N_("Only %(available)s in %(month)s; asked %(asked)s"),
    "capacity_not_stated": N_("Monthly supply is not stated"),
    "capacity_not_comparable": N_("The supply stated cannot be compared with %(asked)s"),
    "quantity_not_asked": N_("The demand states no quantity a month"),
    "months_not_asked": N_("The demand states no month"),
    "incoterm_offered": N_("%(incoterm)s is offered"),
    "incoterm_not_stated": N_("Whether %(incoterm)s is offered is not stated"),
    "incoterm_not_offered": N_("Offered: %(offered)s; asked %(incoterm)s"),
    "price_within": N_("%(price)s %(currency)s a %(unit)s is within the target (%(incoterm)s)"),
    "price_above": N_("%(price)s %(currency)s a %(unit)s is above the target (%(incoterm)s)"),
    "price_above_before_freight": N_("%(price)s %(currency)s a %(unit)s is above the target even before freight"),
    "price_not_comparable": N_("No price is stated that can be compared with the target"),
    "price_at_other_incoterm": N_("Priced at another Incoterm: freight is not guessed"),
    "moq_within": N_("From %(moq)s"),
    "moq_above": N_("Minimum order %(moq)s is above the %(asked)s asked"),
    "moq_not_stated": N_("Minimum order is not stated"),
    "moq_not_comparable": N_("Stated in %(stated)s, asked in %(asked)s: not comparable"),
    "certificate_valid": N_("Valid until %(until)s"),
    "certificate_ends": N_("Ends on %(until)s, needed on %(needed)s"),
    "certificate_not_recorded": N_("No such certificate is recorded: ask the co-op"),
    "certificate_end_not_recorded": N_("Recorded without its end: ask the co-op"),
    "certificate_denied": N_("The co-op says that it has none"),
    "organic_needs_jas": N_("Another organic certificate; in Japan only JAS counts"),
    "ocop_denied": N_("The co-op says that it has no OCOP certificate"),
    "ocop_issue_not_recorded": N_("Recorded without stars or date of issue: ask the co-op"),
    "ocop_enough_stars": N_("%(stars)s stars, valid until %(until)s"),
    "ocop_too_few_stars": N_("%(stars)s stars; asked %(asked)s"),
    "ocop_ends": N_("The OCOP certificate ends on %(until)s"),
    "ocop_not_recorded": N_("No OCOP certificate is recorded"),
    "past_kept": N_("%(kept)s of %(told)s agreed months"),
    "past_failed": N_("Only %(kept)s of %(told)s agreed months"),
}

REQUIREMENTS: Mapping[str, str] = {
    "product": N_("Product"),
    "capacity": N_("Quantity"),
    "moq": N_("Minimum order"),
    "ocop": N_("OCOP stars"),
    "incoterm": N_("Incoterm 2020"),
    "price": N_("Price"),
    "past:coop": N_("Delivered as agreed"),
    "past:buyer": N_("Taken and paid as agreed"),
    "stars": N_("OCOP stars"),
}
WISHED, MARKET = "wished", "market"
AMOUNTS = frozenset({"asked", "available", "moq"})
"""They have the unit that the requirement names."""
NUMBERS = AMOUNTS | {"price"}
DATES = frozenset({"until", "needed"})


def reason(
    requirement: Requirement,
    names: Mapping[Language, str],
    *,
    language: Language,
    gettext: Callable[[str], str],
    ngettext: Counting,
) -> str:
    """`names`: of the product that was judged. The reader is told the one that it is shown under, whichever decided."""
    sentence = REASONS.get(requirement.why)
    if sentence is None:
        return requirement.why
    unit = requirement.facts.get("unit")
    facts = {
        name: measured(Decimal(fact), unit, language, ngettext)
        if unit is not None and name in AMOUNTS
        else _spoken(name, fact, language, gettext)
        for name, fact in requirement.facts.items()
    }
    shown = language_for(language, names)
    if shown and facts.get("named") in names.values():
        facts["named"] = names[shown]
    return gettext(sentence) % facts


def requirement_name(name: str, gettext: Callable[[str], str]) -> str:
    """`certificate:HACCP` is called by its scheme; what is only wished, or usual in the market, says so."""
    kind, _, scheme = name.partition(":")
    called = REQUIREMENTS.get(name) or WORDS["scheme"].get(scheme, scheme) or name
    word = gettext(called)
    if kind == WISHED:
        return gettext("%(paper)s (wished)") % {"paper": word}
    return gettext("%(paper)s (usual in that market)") % {"paper": word} if kind == MARKET else word


def _spoken(name: str, fact: str, language: str, gettext: Callable[[str], str]) -> str:
    if name in DATES:
        return day(date.fromisoformat(fact), language)
    if name == "month":
        return month_name(fact, language) if "-" in fact else month_names(language)[int(fact) - 1]
    for words in ("unit", "category"):
        if fact in WORDS[words]:
            return gettext(WORDS[words][fact])
    if name in NUMBERS:
        try:
            return number(Decimal(fact), language)
        except InvalidOperation:
            return fact
    return fact
