"""The JSON API, version 1."""

from web.api import demands, fairs, inquiries, judging, listings, me, pools, quotes, suggestions, trade

HANDLERS = (
    *me.HANDLERS,
    *listings.HANDLERS,
    *suggestions.HANDLERS,
    *demands.HANDLERS,
    *judging.HANDLERS,
    *inquiries.HANDLERS,
    *quotes.HANDLERS,
    *pools.HANDLERS,
    *trade.HANDLERS,
    *fairs.HANDLERS,
)
