"""The whole surface of `fairs`."""

from services.fairs import republishers
from services.fairs.acquaintance import know_applicant, know_organisation
from services.fairs.copying_plan import hand_on_backdrops
from services.fairs.forgetting import forget_particulars
from services.fairs.handlers.admissions import decide_enrolment, put_admission, withdraw_registration
from services.fairs.handlers.agenda import put_session, remove_session
from services.fairs.handlers.allocations import apply_allocation, cancel_allocation, propose_allocation
from services.fairs.handlers.announcements import make_announcement
from services.fairs.handlers.applications import (
    apply_for_booth,
    decide_application,
    review_application,
    revise_application,
)
from services.fairs.handlers.attendee_groups import register_group
from services.fairs.handlers.attendees import check_in, register_attendee
from services.fairs.handlers.backdrops import hang_backdrop, place_backdrop, remove_backdrop
from services.fairs.handlers.blocks import merge_booths, split_booth
from services.fairs.handlers.bookings import book_booth, end_booking, hold_booth
from services.fairs.handlers.booths import block_booth
from services.fairs.handlers.budget import put_budget
from services.fairs.handlers.copying import copy_parts
from services.fairs.handlers.courses import put_course
from services.fairs.handlers.doubles import join_badges, tell_apart
from services.fairs.handlers.drawing import draw_hall
from services.fairs.handlers.fairs import put_fair
from services.fairs.handlers.feedback import give_feedback, moderate_feedback
from services.fairs.handlers.fees import put_prices, put_programme, record_fee
from services.fairs.handlers.gate import merge_scans
from services.fairs.handlers.leads import answer_lead, capture_lead, note_lead
from services.fairs.handlers.moves import move_booking, swap_bookings, transfer_booking
from services.fairs.handlers.partners import put_partner, remove_partner
from services.fairs.handlers.seats import leave_seat, take_seat
from services.fairs.handlers.team import change_rights, invite_organizer, join_team, remove_organizer
from services.fairs.handlers.waiting import (
    join_waiting_list,
    leave_waiting_list,
    offer_booth,
    precede_in_waiting_list,
)
from services.fairs.handlers.withdrawing import withdraw_application
from services.fairs.logos import LOGOS, take_logo
from services.fairs.models import TABLES, Row
from services.fairs.pictures import BACKDROPS, take_backdrop
from services.fairs.planning import plan_booths
from services.fairs.queries.admissions import find_enrolments, get_admissions
from services.fairs.queries.agenda import find_seats, get_agenda, get_session
from services.fairs.queries.allocations import find_allocations, get_allocation
from services.fairs.queries.announcements import find_addressees, find_announcements, find_audiences
from services.fairs.queries.attendance import get_attendance
from services.fairs.queries.badges import find_badges, get_badge
from services.fairs.queries.changes import find_changes
from services.fairs.queries.courses import find_certificates, find_learners, get_course
from services.fairs.queries.doubles import find_doubles
from services.fairs.queries.exhibitors import find_applications, find_bookings, find_coops
from services.fairs.queries.fairs import find_fairs, get_fair
from services.fairs.queries.feedback import find_feedback, get_feedback_form
from services.fairs.queries.fees import get_fees, get_prices, quote_booth
from services.fairs.queries.gate import find_odd_scans, get_gate_list
from services.fairs.queries.leads import find_leads
from services.fairs.queries.outcome import get_outcome
from services.fairs.queries.plans import get_booths
from services.fairs.queries.route import plan_route
from services.fairs.queries.taking_part import count_turnouts, find_coops_at_fair
from services.fairs.queries.team import get_team
from services.fairs.queries.waiting import get_waiting_list
from services.fairs.reaching import reach_others
from services.fairs.reactions import listing_published, listing_revised, listing_withdrawn, organisation_changed
from services.fairs.reminding import remind_in_time
from services.fairs.schedule import keep_time
from services.fairs.sweeping import sweep_pictures
from shared.contracts.fairs.agenda import PutPartner
from shared.contracts.fairs.applications import ApplyForBooth, ReviseApplication
from shared.contracts.fairs.attendee_groups import RegisterGroup
from shared.contracts.fairs.attendees import RegisterAttendee
from shared.contracts.fairs.backdrops import HangBackdrop
from shared.contracts.fairs.bookings import BookBooth, HoldBooth, TransferBooking
from shared.contracts.fairs.copying import CopyParts
from shared.contracts.fairs.leads import FindLeads
from shared.contracts.fairs.waiting import JoinWaitingList
from shared.contracts.listings import GetCards
from shared.contracts.registry import GetOrganisation, ShowAddresses
from shared.messaging import Service

SERVICE = Service(
    name="fairs",
    metadata=Row.metadata,
    tables=TABLES,
    commands=(
        put_fair,
        copy_parts,
        draw_hall,
        hang_backdrop,
        place_backdrop,
        remove_backdrop,
        split_booth,
        merge_booths,
        block_booth,
        propose_allocation,
        cancel_allocation,
        apply_allocation,
        apply_for_booth,
        revise_application,
        withdraw_application,
        review_application,
        decide_application,
        book_booth,
        hold_booth,
        end_booking,
        move_booking,
        swap_bookings,
        transfer_booking,
        join_waiting_list,
        leave_waiting_list,
        offer_booth,
        precede_in_waiting_list,
        register_attendee,
        register_group,
        put_admission,
        decide_enrolment,
        withdraw_registration,
        join_badges,
        tell_apart,
        check_in,
        merge_scans,
        capture_lead,
        answer_lead,
        note_lead,
        put_prices,
        put_programme,
        put_budget,
        record_fee,
        invite_organizer,
        join_team,
        change_rights,
        remove_organizer,
        make_announcement,
        put_session,
        remove_session,
        put_partner,
        remove_partner,
        take_seat,
        leave_seat,
        put_course,
        give_feedback,
        moderate_feedback,
    ),
    queries=(
        find_fairs,
        get_fair,
        get_booths,
        find_applications,
        find_bookings,
        find_coops,
        get_waiting_list,
        find_changes,
        find_allocations,
        get_allocation,
        get_badge,
        find_badges,
        find_doubles,
        get_gate_list,
        find_odd_scans,
        get_attendance,
        find_leads,
        get_admissions,
        find_enrolments,
        get_prices,
        get_fees,
        quote_booth,
        get_team,
        find_audiences,
        find_announcements,
        find_addressees,
        count_turnouts,
        find_coops_at_fair,
        get_agenda,
        get_session,
        find_seats,
        get_course,
        find_learners,
        find_certificates,
        get_outcome,
        plan_route,
        get_feedback_form,
        find_feedback,
    ),
    events=(organisation_changed, listing_published, listing_revised, listing_withdrawn),
    preparations={
        ApplyForBooth: know_applicant,
        ReviseApplication: know_applicant,
        BookBooth: know_organisation,
        HoldBooth: know_organisation,
        TransferBooking: know_organisation,
        JoinWaitingList: know_organisation,
        RegisterAttendee: know_organisation,
        HangBackdrop: take_backdrop,
        PutPartner: take_logo,
        CopyParts: hand_on_backdrops,
        FindLeads: reach_others,
        RegisterGroup: know_organisation,
    },
    republishers=(
        republishers.fairs,
        republishers.applications,
        republishers.bookings,
        republishers.blocked_booths,
        republishers.registrations,
        republishers.enrolments,
        republishers.fees,
    ),
    background=(keep_time, remind_in_time, plan_booths, sweep_pictures, forget_particulars),
    buckets=("uploads", BACKDROPS, LOGOS),
    asks=(GetOrganisation, GetCards, ShowAddresses),
)
