"""What the demo's buyers look for, in their own words."""

import random
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from deploy.demo.goods import Good, goods
from deploy.demo.organisations import organisation_id
from shared.contracts.matching import DemandBody, PutDemand
from shared.contracts.registry import LoadedOrganisation
from shared.contracts.values import Language, Quantity, Scheme

LANGUAGE_OF: dict[str, Language] = {"JP": "ja", "KR": "ko", "IL": "he", "VN": "vi"}
WISHES: tuple[list[Scheme], ...] = ([], [], ["VIETGAP"], ["HACCP"], ["ISO22000"])
EACH = 2


def demands(buyers: list[LoadedOrganisation], today: date) -> list[PutDemand]:
    chance = random.Random(len(buyers))  # noqa: S311 - plausible, not secret
    wanted = [good for good in goods() if good.category in {"food", "drink", "medicinal", "handicraft"}]
    return [
        PutDemand(
            demand_id=_demand_id(buyer.id, place),
            organisation_id=buyer.id,
            body=_body(buyer, chance.choice(wanted), chance, today),
        )
        for buyer in buyers
        for place in range(EACH)
    ]


def _demand_id(buyer: UUID, place: int) -> UUID:
    return organisation_id("demand", buyer, place)


def _body(buyer: LoadedOrganisation, good: Good, chance: random.Random, today: date) -> DemandBody:
    """In the buyer's language; foreign buyers add the Vietnamese name, as their agents here do."""
    language = LANGUAGE_OF[buyer.country]
    own = good.names[language]
    return DemandBody(
        what=own if language == "vi" else f"{own} ({good.names['vi']})",
        lang=language,
        category=good.category,
        quantity=Quantity(amount=Decimal(chance.choice((100, 200, 300, 500, 800, 1000))), unit=good.unit),
        destination=buyer.country,
        deadline=today + timedelta(days=chance.randint(30, 120)),
        certificates=chance.choice(WISHES) if good.category == "food" else [],
        min_stars=chance.choice((None, None, 3)),
    )
