"""The JSON API, version 1."""

from web.api import listings, me

HANDLERS = (*me.HANDLERS, *listings.HANDLERS)
