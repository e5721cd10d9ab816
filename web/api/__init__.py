"""The JSON API, version 1."""

from web.api import demands, fairs, listings, me

HANDLERS = (*me.HANDLERS, *listings.HANDLERS, *demands.HANDLERS, *fairs.HANDLERS)
