"""What stands at a booth on paper: its sign, and the sheet with what is shown there."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict
from uuid import UUID

from msgspec import Struct

from shared.contracts.listings import SellerPage
from shared.contracts.values import Language
from shared.provinces import PROVINCES
from web.documents.qr import qr_code
from web.documents.writing import Written, written

Paper = Literal["signs", "stands"]

MOST_NAMES: tuple[Language, ...] = ("vi", "en", "ja", "ko", "he")
MOST_PRODUCTS = 14
"""What a sheet has room for."""


class Stand(Struct, frozen=True, kw_only=True):
    """`seller` is None when it shows nothing in the catalogue."""

    code: str
    holder_id: UUID
    holder: str
    seller: SellerPage | None


class Product(TypedDict):
    names: list[Written]
    stars: int


class PrintedStand(TypedDict):
    code: str
    holder: Written
    province: str
    products: list[Product]
    more: int
    link: str
    qr: str


class StandsPage(TypedDict):
    title: Written
    stands: list[PrintedStand]


def stands_page(fair_name: str, stands: Sequence[Stand], links: Mapping[UUID, str]) -> StandsPage:
    """`links`: where the page of each holder is."""
    return {"title": written(fair_name), "stands": [_printed(stand, links[stand.holder_id]) for stand in stands]}


def _printed(stand: Stand, link: str) -> PrintedStand:
    seller = stand.seller
    cards = seller.items[:MOST_PRODUCTS] if seller else []
    return {
        "code": stand.code,
        "holder": written(stand.holder),
        "province": PROVINCES.get(seller.province or "", "") if seller else "",
        "products": [
            {
                "names": [(card.names[spoken], spoken) for spoken in MOST_NAMES if card.names.get(spoken)],
                "stars": card.stars or 0,
            }
            for card in cards
        ],
        "more": seller.total - len(cards) if seller else 0,
        "link": link,
        "qr": qr_code(link, quiet_zone=2),
    }
