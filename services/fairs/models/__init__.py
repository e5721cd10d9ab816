"""The tables of `fairs`. Rules live with the thing that they protect."""

from services.fairs.models.admission import Admission, Enrolment
from services.fairs.models.agenda import Partner, Seat, Session, is_near
from services.fairs.models.allocation import Allocation
from services.fairs.models.announcement import Announcement
from services.fairs.models.application import Application, ApplicationReview
from services.fairs.models.booking import HAS_BOOTH, Booking
from services.fairs.models.booth import Booth
from services.fairs.models.budget import Budget
from services.fairs.models.change import BoothChange
from services.fairs.models.copies import Listing, Organisation, must_exhibit
from services.fairs.models.course import Course, days_needed
from services.fairs.models.doubles import JoinedBadge, Namesakes
from services.fairs.models.fair import ARRANGING, Fair, columns_of
from services.fairs.models.feedback import Feedback
from services.fairs.models.fees import Fee, Prices, Programme, commitments
from services.fairs.models.lead import Lead, LeadNote
from services.fairs.models.particulars import Particulars
from services.fairs.models.registration import Registration
from services.fairs.models.rows import TABLES, AnyRow, Row, table_of
from services.fairs.models.scan import GateScan
from services.fairs.models.team import Member
from services.fairs.models.waiting import WaitingEntry

__all__ = [
    "ARRANGING",
    "HAS_BOOTH",
    "TABLES",
    "Admission",
    "Allocation",
    "Announcement",
    "AnyRow",
    "Application",
    "ApplicationReview",
    "Booking",
    "Booth",
    "BoothChange",
    "Budget",
    "Course",
    "Enrolment",
    "Fair",
    "Fee",
    "Feedback",
    "GateScan",
    "JoinedBadge",
    "Lead",
    "LeadNote",
    "Listing",
    "Member",
    "Namesakes",
    "Organisation",
    "Particulars",
    "Partner",
    "Prices",
    "Programme",
    "Registration",
    "Row",
    "Seat",
    "Session",
    "WaitingEntry",
    "columns_of",
    "commitments",
    "days_needed",
    "is_near",
    "must_exhibit",
    "table_of",
]
