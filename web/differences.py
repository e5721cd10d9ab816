"""What a quote changes against the one before it, in words and figures of the reader."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from shared.contracts.quotes import QuoteTerms
from shared.i18n import N_
from web.formats import moment, month_name, number
from web.measures import Counting, measured
from web.vocabulary import WORDS


class Difference(NamedTuple):
    """`before` or `after` is empty where there was, or is, nothing."""

    name: str
    before: str
    after: str


def differences(
    before: QuoteTerms, after: QuoteTerms, language: str, gettext: Callable[[str], str], ngettext: Counting
) -> list[Difference]:
    """Only what differs, in the order of the quote."""
    old, new = (_said(terms, language, gettext, ngettext) for terms in (before, after))
    names = list(dict.fromkeys([*old, *new]))
    pairs = [Difference(name, old.get(name, ""), new.get(name, "")) for name in names]
    return [pair for pair in pairs if pair.before != pair.after]


def _said(terms: QuoteTerms, language: str, gettext: Callable[[str], str], ngettext: Counting) -> dict[str, str]:
    unit = gettext(WORDS["unit"][terms.unit])

    def quantity(amount: Decimal) -> str:
        return measured(amount, terms.unit, language, ngettext)

    prices = {
        gettext(N_("Price from %(quantity)s")) % {"quantity": quantity(tier.from_quantity)}: (
            f"{number(tier.price, language)} {terms.currency} / {unit}"
        )
        for tier in terms.tiers
    }
    months = {month_name(asked.month, language): quantity(asked.amount) for asked in terms.months}
    return {
        **prices,
        **months,
        gettext(N_("Delivery")): f"{terms.incoterm} {terms.place}",
        gettext(N_("Payment")): terms.payment,
        gettext(N_("Valid until")): moment(terms.valid_until, language=language),
        gettext(N_("Below the minimum order")): gettext(N_("as an exception")) if terms.below_moq else "",
        gettext(N_("Note")): terms.note,
    }
