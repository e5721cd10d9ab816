"""The JSON API, version 1."""

from web.api import demands, fairs, listings, me, suggestions

HANDLERS = (*me.HANDLERS, *listings.HANDLERS, *suggestions.HANDLERS, *demands.HANDLERS, *fairs.HANDLERS)
