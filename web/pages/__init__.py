"""Every page."""

from web.pages import (
    account,
    catalogue,
    demands,
    desk,
    inbox,
    listings,
    live,
    matches,
    operations,
    organisations,
    start,
)

HANDLERS = (
    *start.HANDLERS,
    *account.HANDLERS,
    *catalogue.HANDLERS,
    *listings.HANDLERS,
    *desk.HANDLERS,
    *inbox.HANDLERS,
    *demands.HANDLERS,
    *matches.HANDLERS,
    *organisations.HANDLERS,
    *operations.HANDLERS,
    *live.HANDLERS,
)
