"""What a quote changes against the one before it, in words and figures of the reader."""

from collections.abc import Callable
from typing import NamedTuple

from shared.contracts.quotes import QuoteTerms
from shared.i18n import N_
from web.formats import moment, month_name, number
from web.vocabulary import WORDS


class Difference(NamedTuple):
    """`before` or `after` is empty where there was, or is, nothing."""

    name: str
    before: str
    after: str


def differences(
    before: QuoteTerms, after: QuoteTerms, language: str, gettext: Callable[[str], str]
) -> list[Difference]:
    """Only what differs, in the order of the quote."""
    old, new = (_said(terms, language, gettext) for terms in (before, after))
    names = list(dict.fromkeys([*old, *new]))
    pairs = [Difference(name, old.get(name, ""), new.get(name, "")) for name in names]
    return [pair for pair in pairs if pair.before != pair.after]


def _said(terms: QuoteTerms, language: str, gettext: Callable[[str], str]) -> dict[str, str]:
    units = WORDS["unit"]
    unit = gettext(units[terms.unit])
    prices = {
        gettext(N_("Price from %(quantity)s")) % {"quantity": f"{number(tier.from_quantity, language)} {unit}"}: (
            f"{number(tier.price, language)} {terms.currency} / {unit}"
        )
        for tier in terms.tiers
    }
    months = {month_name(asked.month, language): f"{number(asked.amount, language)} {unit}" for asked in terms.months}
    return {
        **prices,
        **months,
        gettext(N_("Delivery")): f"{terms.incoterm} {terms.place}",
        gettext(N_("Payment")): terms.payment,
        gettext(N_("Valid until")): moment(terms.valid_until, language=language),
        gettext(N_("Below the smallest order")): gettext(N_("as an exception")) if terms.below_moq else "",
        gettext(N_("Note")): terms.note,
    }
