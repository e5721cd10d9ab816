"""The form that turns a basket into requests."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from shared.contracts.baskets import MOST_IN_BASKET
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DemandBody
from shared.contracts.values import Named
from shared.ids import uuid7
from web.forms.choices import COUNTRIES
from web.forms.fields import LONGEST_LINE, Form

ANEW = "new"

Group = tuple[Named, Sequence[ListingCard]]


def groups(cards: Iterable[ListingCard]) -> list[Group]:
    """Of each co-op its products, in the order of the basket."""
    by_coop: dict[UUID, list[ListingCard]] = {}
    for card in cards:
        by_coop.setdefault(card.organisation.id, []).append(card)
    return [(cards[0].organisation, cards) for cards in by_coop.values()]


def fill_sending(form: Form, cards: Sequence[ListingCard], country: str | None) -> Form:
    names = dict.fromkeys(card.names.get(form.language) or card.names["vi"] for card in cards)
    what = ", ".join(names)
    what = what if len(what) <= LONGEST_LINE else what[: LONGEST_LINE - 1] + "…"
    return form.fill(sending_id=uuid7(), demand_id=uuid7(), demand=ANEW, what=what, destination=country)


def new_demand(form: Form) -> DemandBody | None:
    """None where an existing one was chosen, or with the faults in the form."""
    if form["demand"] != ANEW:
        return None
    what, destination = form.line("what", required=True), form.choice("destination", COUNTRIES, required=True)
    return DemandBody(what=what, lang=form.language, destination=destination) if form.ok and destination else None


def sent_listings(form: Form) -> list[UUID]:
    try:
        listings = [UUID(key) for key in dict.fromkeys(form.chosen("listing"))]
    except ValueError:
        listings = []
    if not 0 < len(listings) <= MOST_IN_BASKET:
        form.fault("listing", "malformed")
    return listings
