"""The tables of `listings`. Rules live with the thing that they protect."""

from services.listings.models.catalogue import POINTS, TEXTS, CatalogueChange, CatalogueEntry
from services.listings.models.listing import MAX_PHOTOS, Listing, Organisation, Photo, Picture
from services.listings.models.lot import Lot
from services.listings.models.paper import Evidence, Paper
from services.listings.models.promise import CapacityMonth, Reservation
from services.listings.models.readiness import Readiness
from services.listings.models.rows import TABLES, AnyRow, Row, table_of
from services.listings.models.searching import EmptySearch, SavedSearch, SavedSearchHit

__all__ = [
    "MAX_PHOTOS",
    "POINTS",
    "TABLES",
    "TEXTS",
    "AnyRow",
    "CapacityMonth",
    "CatalogueChange",
    "CatalogueEntry",
    "EmptySearch",
    "Evidence",
    "Listing",
    "Lot",
    "Organisation",
    "Paper",
    "Photo",
    "Picture",
    "Readiness",
    "Reservation",
    "Row",
    "SavedSearch",
    "SavedSearchHit",
    "table_of",
]
