"""The JSON API, version 1."""

from web.api import (
    demands,
    fairs,
    inquiries,
    judging,
    listings,
    lots,
    me,
    papers,
    pools,
    quotes,
    readiness,
    suggestions,
    trade,
)

HANDLERS = (
    *me.HANDLERS,
    *listings.HANDLERS,
    *lots.HANDLERS,
    *papers.HANDLERS,
    *readiness.HANDLERS,
    *suggestions.HANDLERS,
    *demands.HANDLERS,
    *judging.HANDLERS,
    *inquiries.HANDLERS,
    *quotes.HANDLERS,
    *pools.HANDLERS,
    *trade.HANDLERS,
    *fairs.HANDLERS,
)
