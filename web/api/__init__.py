"""The JSON API, version 1."""

from web.api import demands, fairs, listings, me, quotes, trade

HANDLERS = (*me.HANDLERS, *listings.HANDLERS, *demands.HANDLERS, *quotes.HANDLERS, *trade.HANDLERS, *fairs.HANDLERS)
