"""The whole surface of `matching`."""

from services.matching import republishers
from services.matching.acquaintance import unknown_buyer, unknown_offer
from services.matching.handlers.demands import put_demand
from services.matching.handlers.matches import decide_match, request_match
from services.matching.models import TABLES, Row
from services.matching.queries.demands import find_demands, get_demand, get_suggestions
from services.matching.queries.matches import find_matches, get_match
from services.matching.reactions import (
    listing_published,
    listing_revised,
    listing_withdrawn,
    organisation_changed,
)
from shared.contracts.listings import GetCards
from shared.contracts.matching import PutDemand, RequestMatch
from shared.contracts.registry import GetOrganisation
from shared.messaging import Service

SERVICE = Service(
    name="matching",
    metadata=Row.metadata,
    tables=TABLES,
    commands=(put_demand, request_match, decide_match),
    queries=(get_demand, find_demands, get_suggestions, get_match, find_matches),
    events=(organisation_changed, listing_published, listing_revised, listing_withdrawn),
    preparations={PutDemand: unknown_buyer, RequestMatch: unknown_offer},
    republishers=(republishers.demands, republishers.matches),
    asks=(GetCards, GetOrganisation),
)
