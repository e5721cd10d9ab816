"""The catalogue: text, filters with counts, pages."""

from typing import get_args
from urllib.parse import urlencode

from litestar import Response, get

from shared.contracts.listings import FindListings
from shared.contracts.values import Category, Scheme
from shared.provinces import PROVINCES
from web.visitor import Person

STARS = (5, 4, 3)
FILTERS = ("category", "stars", "province", "certificate")
LONGEST_QUERY = 200
CHANGED_BY = frozenset({"listings", "organisation_changed"})
"""Any product may come into any list. A search that found nothing is asked anew, as it is written down for the keepers
of the lexicon.
"""


@get(["/{lang:str}", "/{lang:str}/listings"])
async def catalogue(person: Person) -> Response[bytes]:
    """Unknown values in the address are ignored: old links keep working.

    Words on a Vietnamese page may be of any language; elsewhere `hat` is no Vietnamese word without its marks.
    """
    asked = person.request.query_params
    query = FindListings(
        q=asked.get("q", "").strip()[:LONGEST_QUERY],
        lang=None if person.language == "vi" else person.language,
        category=[value for value in get_args(Category) if value in asked.getall("category", [])],
        stars=[value for value in STARS if str(value) in asked.getall("stars", [])],
        province=[value for value in PROVINCES if value in asked.getall("province", [])],
        certificate=[value for value in get_args(Scheme) if value in asked.getall("certificate", [])],
        cursor=asked.get("cursor") or None,
        with_facets=True,
    )
    found = await person.ask(query)
    chosen = [(name, str(value)) for name in FILTERS for value in getattr(query, name)]
    address = [("q", query.q)] * bool(query.q) + chosen
    return await person.page(
        "catalogue/index.html",
        shows=CHANGED_BY if found.items else frozenset(),
        query=query,
        found=found,
        chosen=len(chosen),
        next_page=urlencode([*address, ("cursor", found.next_cursor)]) if found.next_cursor else None,
        first_page=urlencode(address) if query.cursor else None,
    )


HANDLERS = (catalogue,)
