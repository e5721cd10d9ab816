"""Who comes in: a person by the cookie of a page, a program by the token of the API."""

from shared.errors import Rejected
from web.languages import SPOKEN, asked_language, page_language
from web.site import Site
from web.visitor import AnyRequest, Person, Visitor

COOKIE = "session"


def site_of(request: AnyRequest) -> Site:
    site: Site = request.app.state.site
    return site


async def person(request: AnyRequest) -> Person:
    """Dependency of every page."""
    if request.path_params.get("lang", SPOKEN[0]) not in SPOKEN:
        raise Rejected("page_unknown")
    site = site_of(request)
    cookie = request.cookies.get(COOKIE)
    identity = await site.identities.identity("session", cookie, site.ask_as_web) if cookie else None
    return Person(site, request, page_language(request), identity, cookie or "")


async def caller(request: AnyRequest) -> Visitor:
    """Dependency of every API call: a bearer token or nobody, never the cookie."""
    site = site_of(request)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    identity = None
    if scheme:
        if scheme.lower() != "bearer" or not token:
            raise Rejected("unauthenticated")
        identity = await site.identities.identity("token", token.strip(), site.ask_as_web)
        if identity is None:
            raise Rejected("unauthenticated")
    return Visitor(site, asked_language(request), identity)
