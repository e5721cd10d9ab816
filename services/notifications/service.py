"""The whole surface of `notifications`."""

from services.notifications.handlers import mark_read
from services.notifications.letters.sending import send_letters
from services.notifications.models import TABLES, Row
from services.notifications.nudges import nudge_readers
from services.notifications.queries import find_letters, get_inbox
from services.notifications.reactions import attendance, booths, fairs, listings, matching, registry
from services.notifications.retention import forget_letters
from shared.contracts.registry import GetRecipients
from shared.messaging import Service

SERVICE = Service(
    name="notifications",
    metadata=Row.metadata,
    tables=TABLES,
    commands=(mark_read,),
    queries=(get_inbox, find_letters),
    events=(
        registry.organisation_changed,
        registry.account_changed,
        registry.contacts_disclosed,
        listings.listing_published,
        listings.paper_expiring,
        listings.paper_checked,
        listings.saved_search_fitted,
        matching.suggestions_found,
        matching.match_requested,
        matching.match_accepted,
        matching.match_declined,
        fairs.fair_opened,
        fairs.fair_changed,
        booths.application_submitted,
        booths.application_decided,
        booths.application_answered,
        booths.booking_held,
        booths.booking_confirmed,
        booths.booking_moved,
        booths.booking_transferred,
        booths.booking_ended,
        booths.waiting_list_joined,
        attendance.attendee_registered,
        attendance.attendee_checked_in,
    ),
    background=(nudge_readers, send_letters, forget_letters),
    asks=(GetRecipients,),
)
