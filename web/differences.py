"""What a quote changes against the one before it, in words and figures of the reader."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from shared.contracts.quotes import Quote, QuoteTerms
from shared.contracts.values import Language
from shared.i18n import N_
from shared.moments import moment
from web.formats import money, month_name, number
from web.measures import Counting, measured
from web.vocabulary import WORDS


class Difference(NamedTuple):
    """`before` or `after` is empty where there was, or is, nothing; `share`: how much more or less, where both are
    amounts of the same thing.
    """

    name: str
    before: str
    after: str
    share: str


class _Said(NamedTuple):
    text: str
    amount: Decimal | None = None
    of: str = ""
    """Its unit or currency."""

    def is_same(self, other: "_Said") -> bool:
        """7.40 is 7.4, whatever was typed."""
        if self.amount is None or other.amount is None:
            return self == other
        return (self.amount, self.of) == (other.amount, other.of)


def differences(
    before: Quote, after: Quote, zone: str, language: Language, gettext: Callable[[str], str], ngettext: Counting
) -> list[Difference]:
    """Only what differs: the sum first, then in the order of the quote. `zone`: of the reader's clock."""
    old, new = (_said(quote, zone, language, gettext, ngettext) for quote in (before, after))
    nothing = _Said("")
    pairs = [(name, old.get(name, nothing), new.get(name, nothing)) for name in dict.fromkeys([*old, *new])]
    return [
        Difference(name, was.text, now.text, _share(was, now, language))
        for name, was, now in pairs
        if not was.is_same(now)
    ]


def _share(was: _Said, now: _Said, language: str) -> str:
    if not was.amount or now.amount is None or was.of != now.of:
        return ""
    percent = (100 * (now.amount / was.amount - 1)).quantize(Decimal("0.1"), ROUND_HALF_UP).normalize()
    sign = "−" if percent < 0 else "+"
    return f"{sign}{number(abs(percent), language)} %" if percent else ""


def _said(
    quote: Quote, zone: str, language: Language, gettext: Callable[[str], str], ngettext: Counting
) -> dict[str, _Said]:
    terms = quote.terms
    unit = gettext(WORDS["unit"][terms.unit])
    total = _Said(money(quote.total, terms.currency, language), quote.total, terms.currency)
    return {
        gettext(N_("In all")): total,
        **_prices(terms, unit, language, gettext, ngettext),
        **{
            month_name(asked.month, language): _Said(
                measured(asked.amount, terms.unit, language, ngettext), asked.amount, terms.unit
            )
            for asked in terms.months
        },
        gettext(N_("Delivery")): _Said(f"{terms.incoterm} {terms.place}"),
        gettext(N_("Payment")): _Said(terms.payment),
        gettext(N_("Valid until")): _Said(moment(terms.valid_until, zone, language=language)),
        gettext(N_("Below the minimum order")): _Said(gettext(N_("as an exception")) if terms.below_moq else ""),
        gettext(N_("Note")): _Said(terms.note),
    }


def _prices(
    terms: QuoteTerms, unit: str, language: str, gettext: Callable[[str], str], ngettext: Counting
) -> dict[str, _Said]:
    def name(start: Decimal) -> str:
        if not start:
            return gettext(N_("Price"))
        quantity = measured(start, terms.unit, language, ngettext)
        return gettext(N_("Price from %(quantity)s")) % {"quantity": quantity}

    return {
        name(tier.from_quantity): _Said(
            f"{number(tier.price, language)} {terms.currency} / {unit}", tier.price, f"{terms.currency} {terms.unit}"
        )
        for tier in terms.tiers
    }
