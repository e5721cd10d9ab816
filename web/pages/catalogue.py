"""The catalogue: text, filters with counts, pages."""

import asyncio
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import get_args

import msgspec
from litestar import Response, get
from litestar.datastructures import MultiDict

from shared.contracts.catalogue import CatalogueAnswer, FindListings, Sort
from shared.contracts.readiness import Market
from shared.contracts.values import Category, Currency, Incoterm, Language, Scheme, Unit
from shared.home import today
from shared.ids import uuid7
from shared.provinces import FORMER, PROVINCES
from shared.rates import stated_rate
from web.chapters import CHAPTERS
from web.fragments import DrawnAs
from web.pages.baskets import basket_size
from web.shelf import CHANGED_BY, ShelfAddress
from web.visitor import Person

STARS = (5, 4, 3)
LONGEST_QUERY = 200
AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?", re.ASCII)
USUAL: Mapping[Language, Currency] = {"vi": "VND", "en": "USD", "ja": "JPY", "ko": "KRW", "he": "ILS"}
"""In which readers of a language reckon, until they choose."""
PLACES = tuple(code for province in PROVINCES for code in (province, *FORMER.get(province, {})))
"""Each province with those that it was made of behind it."""
UNITS: tuple[Unit, ...] = ("KGM", "TNE", "LTR", "H87", "XBX", "XBO", "XPK", "XBG", "XCT", "SET", "PR")
"""In which a buyer asks how much there is in a month."""
CURRENCIES = ("VND", "USD", "EUR", "JPY", "KRW", "ILS")


class FoundCards(CatalogueAnswer, frozen=True, kw_only=True):
    """`CataloguePage` with its cards unread: most have been drawn before."""

    items: list[msgspec.Raw]


@get(["/{lang:str}", "/{lang:str}/listings"])
async def catalogue(person: Person) -> Response[bytes]:
    asked = person.request.query_params
    query, view = asked_of_the_catalogue(asked, person.language), "table" if asked.get("view") == "table" else "cards"
    said, basket = await asyncio.gather(person.ask_raw(query), basket_size(person))
    found = msgspec.json.decode(said, type=FoundCards)
    form: DrawnAs = "listing_row" if view == "table" else "listing_card" if basket is None else "collectable_card"
    return await person.page(
        "catalogue/index.html",
        shows=CHANGED_BY if found.items else frozenset(),
        query=query,
        found=found,
        cards=person.site.pages.fragments.cards(person.voice, found.items, form),
        basket=basket,
        view=view,
        currencies=CURRENCIES,
        incoterms=get_args(Incoterm),
        places=PLACES,
        units=UNITS,
        sorts=[sort for sort in get_args(Sort) if query.q or sort != "relevance"],
        rate=stated_rate(query.currency, today()),
        address=ShelfAddress(query, view),
        new_search_id=uuid7() if person.identity else None,
    )


def asked_of_the_catalogue(asked: MultiDict[str], language: Language) -> FindListings:
    """Unknown values in the address are ignored: old links keep working.

    Words on a Vietnamese page may be of any language; elsewhere `hat` is no Vietnamese word without its marks.
    """
    return FindListings(
        q=asked.get("q", "").strip()[:LONGEST_QUERY],
        lang=None if language == "vi" else language,
        category=[value for value in get_args(Category) if value in asked.getall("category", [])],
        stars=[value for value in STARS if str(value) in asked.getall("stars", [])],
        province=[value for value in PLACES if value in asked.getall("province", [])],
        certificate=[value for value in get_args(Scheme) if value in asked.getall("certificate", [])],
        hs=[value for value in CHAPTERS if value in asked.getall("hs", [])],
        incoterm=[value for value in get_args(Incoterm) if value in asked.getall("incoterm", [])],
        market=[value for value in get_args(Market) if value in asked.getall("market", [])],
        month=[value for value in range(1, 13) if str(value) in asked.getall("month", [])],
        capacity_from=_amount(asked.get("capacity_from", "")),
        capacity_unit=next((unit for unit in UNITS if unit == asked.get("capacity_unit")), "KGM"),
        price_from=_amount(asked.get("price_from", "")),
        price_to=_amount(asked.get("price_to", "")),
        currency=asked["currency"] if asked.get("currency") in CURRENCIES else USUAL[language],
        sort=next((sort for sort in get_args(Sort) if sort == asked.get("sort")), "relevance"),
        cursor=asked.get("cursor") or None,
        with_facets=True,
    )


def _amount(typed: str) -> Decimal | None:
    """As browsers send what is typed into a number field, in every language alike."""
    return Decimal(typed) if AMOUNT.fullmatch(typed) else None


HANDLERS = (catalogue,)
