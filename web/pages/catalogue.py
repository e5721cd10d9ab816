"""The catalogue: text, filters with counts, pages."""

from typing import get_args

import msgspec
from litestar import Response, get
from litestar.datastructures import MultiDict

from shared.contracts.listings import CatalogueAnswer, FindListings
from shared.contracts.values import Category, Language, Scheme
from shared.provinces import PROVINCES
from web.shelf import CHANGED_BY, ShelfAddress
from web.visitor import Person

STARS = (5, 4, 3)
LONGEST_QUERY = 200


class FoundCards(CatalogueAnswer, frozen=True, kw_only=True):
    """`CataloguePage` with its cards unread: most have been drawn before."""

    items: list[msgspec.Raw]


@get(["/{lang:str}", "/{lang:str}/listings"])
async def catalogue(person: Person) -> Response[bytes]:
    asked = person.request.query_params
    query, view = _query(asked, person.language), "table" if asked.get("view") == "table" else "cards"
    found = msgspec.json.decode(await person.ask_raw(query), type=FoundCards)
    drawn = person.site.pages.fragments((person.language, person.spoken))
    return await person.page(
        "catalogue/index.html",
        shows=CHANGED_BY if found.items else frozenset(),
        query=query,
        found=found,
        cards=drawn.cards(found.items, "listing_row" if view == "table" else "listing_card"),
        view=view,
        address=ShelfAddress(query, view),
    )


def _query(asked: MultiDict[str], language: Language) -> FindListings:
    """Unknown values in the address are ignored: old links keep working.

    Words on a Vietnamese page may be of any language; elsewhere `hat` is no Vietnamese word without its marks.
    """
    return FindListings(
        q=asked.get("q", "").strip()[:LONGEST_QUERY],
        lang=None if language == "vi" else language,
        category=[value for value in get_args(Category) if value in asked.getall("category", [])],
        stars=[value for value in STARS if str(value) in asked.getall("stars", [])],
        province=[value for value in PROVINCES if value in asked.getall("province", [])],
        certificate=[value for value in get_args(Scheme) if value in asked.getall("certificate", [])],
        cursor=asked.get("cursor") or None,
        with_facets=True,
    )


HANDLERS = (catalogue,)
