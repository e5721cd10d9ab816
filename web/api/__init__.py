"""The JSON API, version 1."""

from web.api import demands, fairs, listings, me, quotes

HANDLERS = (*me.HANDLERS, *listings.HANDLERS, *demands.HANDLERS, *quotes.HANDLERS, *fairs.HANDLERS)
