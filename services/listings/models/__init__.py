"""The tables of `listings`. Rules live with the thing that they protect."""

from services.listings.models.catalogue import TEXTS, CatalogueChange, CatalogueEntry
from services.listings.models.listing import MAX_PHOTOS, Listing, Organisation, Photo, Picture
from services.listings.models.promise import CapacityMonth, Reservation
from services.listings.models.rows import TABLES, Row, table_of

__all__ = [
    "MAX_PHOTOS",
    "TABLES",
    "TEXTS",
    "CapacityMonth",
    "CatalogueChange",
    "CatalogueEntry",
    "Listing",
    "Organisation",
    "Photo",
    "Picture",
    "Reservation",
    "Row",
    "table_of",
]
