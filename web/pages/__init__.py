"""Every page."""

from web.pages import account, catalogue, desk, inbox, listings, live, start

HANDLERS = (
    *start.HANDLERS,
    *account.HANDLERS,
    *catalogue.HANDLERS,
    *listings.HANDLERS,
    *desk.HANDLERS,
    *inbox.HANDLERS,
    *live.HANDLERS,
)
