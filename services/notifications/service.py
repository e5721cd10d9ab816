"""The whole surface of `notifications`."""

from services.notifications.handlers import mark_read, state_preferences, stop_letters
from services.notifications.letters.sending import send_letters
from services.notifications.models import TABLES, Row
from services.notifications.nudges import nudge_readers
from services.notifications.queries import find_letters, get_inbox, get_preferences
from services.notifications.reactions import (
    announcements,
    applications,
    attendance,
    booths,
    deals,
    enrolments,
    fairs,
    feedback,
    fees,
    inquiries,
    listings,
    matching,
    registry,
    sessions,
)
from services.notifications.readership import get_readership
from services.notifications.retention import forget_letters
from shared.contracts.inquiries import AddressInquirer
from shared.contracts.registry import GetRecipients
from shared.messaging import Service

SERVICE = Service(
    name="notifications",
    metadata=Row.metadata,
    tables=TABLES,
    commands=(mark_read, state_preferences, stop_letters),
    queries=(get_inbox, get_preferences, find_letters, get_readership),
    events=(
        registry.organisation_changed,
        registry.account_changed,
        registry.contacts_disclosed,
        listings.listing_published,
        listings.saved_search_fitted,
        listings.paper_expiring,
        listings.paper_checked,
        matching.suggestions_found,
        matching.fact_asked,
        matching.match_requested,
        matching.match_accepted,
        matching.match_declined,
        matching.match_reminded,
        matching.match_lapsed,
        inquiries.inquiry_written,
        inquiries.inquiry_confirmed,
        inquiries.inquiry_passed,
        inquiries.inquiry_refused,
        inquiries.inquirer_invited,
        deals.message_posted,
        deals.quote_made,
        deals.sample_changed,
        deals.agreement_reached,
        deals.agreement_refused,
        deals.agreement_signed,
        deals.delivery_recorded,
        deals.delivery_due,
        deals.pool_offered,
        deals.pool_accepted,
        deals.pool_reminded,
        deals.pool_ended,
        announcements.announcement_made,
        fairs.fair_opened,
        fairs.fair_changed,
        sessions.seats_moved,
        applications.application_submitted,
        applications.application_decided,
        applications.application_answered,
        applications.application_withdrawn,
        booths.booking_held,
        booths.hold_reminded,
        booths.booking_confirmed,
        booths.booking_moved,
        booths.booking_transferred,
        booths.booking_ended,
        booths.waiting_list_joined,
        attendance.attendee_registered,
        attendance.attendee_checked_in,
        enrolments.enrolment_answered,
        enrolments.badges_joined,
        feedback.feedback_asked,
        fees.fee_recorded,
        enrolments.group_registered,
    ),
    background=(nudge_readers, send_letters, forget_letters),
    asks=(GetRecipients, AddressInquirer),
)
