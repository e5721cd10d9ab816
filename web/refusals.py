"""Every refusal: its HTTP status and its sentence. A sentence says what to do next.

Services raise codes; only here do they become words. `%(name)s` takes a detail of the refusal.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from shared.errors import Rejected
from shared.i18n import N_

REFUSALS: Mapping[str, tuple[int, str]] = {
    "unauthenticated": (401, N_("Please sign in first.")),
    "sign_in_refused": (401, N_("E-mail or password is not right. Check both and try again.")),
    "forbidden": (403, N_("You may not do this. Ask your Alliance if you think you should.")),
    "not_verified": (403, N_("Your organisation is not verified yet. The Alliance has been told and will check it.")),
    "cross_site": (403, N_("This form came from another site. Open the page again and send it from there.")),
    "form_expired": (403, N_("The form is too old. What you typed is still here: send it once more.")),
    "page_unknown": (404, N_("There is no such page. The address may be mistyped, or the page was removed.")),
    "listing_unknown": (404, N_("There is no such product, or it is no longer shown.")),
    "photo_unknown": (404, N_("There is no such photo, or it is not shown to you.")),
    "organisation_unknown": (404, N_("There is no such organisation.")),
    "demand_unknown": (404, N_("There is no such demand, or it is not shown to you.")),
    "match_unknown": (404, N_("There is no such request, or it is not shown to you.")),
    "fair_unknown": (404, N_("There is no such fair.")),
    "booth_unknown": (404, N_("There is no such booth at this fair.")),
    "booking_unknown": (404, N_("There is no such booking.")),
    "application_unknown": (404, N_("There is no such application.")),
    "registration_unknown": (404, N_("There is no such registration.")),
    "badge_unknown": (404, N_("No badge has this code. Check it letter by letter, or register the person here.")),
    "invitation_unknown": (404, N_("This link was used already or is too old. Ask for a new one.")),
    "upload_unknown": (404, N_("The file did not arrive whole. Please send it again.")),
    "dead_letter_unknown": (404, N_("This message is gone: it was replayed or dropped.")),
    "method_not_allowed": (405, N_("This address does not take that.")),
    "id_reused": (409, N_("This was sent before with other content. Open the page again and start afresh.")),
    "booth_taken": (409, N_("Somebody else has just taken this booth. Choose another, or join the waiting list.")),
    "allocation_unknown": (404, N_("There is no such plan.")),
    "allocation_not_ready": (409, N_("This plan is not found yet. Wait until it is, or stop looking.")),
    "allocation_outdated": (409, N_("Since this plan was made, booths were taken or closed: %(booths)s. Look again.")),
    "pinned_twice": (409, N_("Two exhibitors are pinned to the same booth.")),
    "not_returned": (409, N_("Nobody asked for changes. Wait for the organizers' answer.")),
    "hall_unknown": (404, N_("There is no such hall at this fair.")),
    "not_one_block": (409, N_("These booths do not stand side by side in one rectangle.")),
    "several_holders": (409, N_("These booths have several holders, or one is only kept. Move or confirm them first.")),
    "hold_lapsed": (409, N_("The time to confirm this booth is over; it has gone on to others.")),
    "too_many_holds": (409, N_("You keep %(most)s booths already. Confirm one or give one back first.")),
    "booking_ended": (409, N_("This booking has ended already. Open the page again to see who has the booth.")),
    "not_confirmed": (409, N_("This booth is only kept so far. Its holder must confirm it first.")),
    "already_offered": (409, N_("A booth is offered to this co-op already. Wait for its answer.")),
    "booth_blocked": (409, N_("The organizer keeps this booth out of use. Please choose another.")),
    "application_required": (409, N_("This fair gives booths by application. Apply first; the organizer answers.")),
    "application_exists": (409, N_("Your application for this fair is already in.")),
    "already_decided": (409, N_("This was decided already.")),
    "already_waiting": (409, N_("You are on the waiting list already.")),
    "fair_not_open": (409, N_("This fair is not open for that now.")),
    "badge_of_other_fair": (409, N_("This badge belongs to another fair.")),
    "booths_booked": (409, N_("Booths in use would disappear: %(booths)s. Move or end their bookings first.")),
    "match_exists": (409, N_("You have asked for this product already; the answer will come here.")),
    "not_published": (409, N_("This product is not shown at present, so it cannot be asked for.")),
    "demand_closed": (409, N_("This demand is closed.")),
    "too_many_searches": (409, N_("You can keep at most %(most)s searches. Remove one first.")),
    "too_many_photos": (409, N_("A product has at most %(most)s photos. Remove one first.")),
    "reservation_unknown": (404, N_("There is no such reservation.")),
    "reservation_ended": (409, N_("This reservation has ended: its quantity is free for others again.")),
    "capacity_unknown": (409, N_("The co-op has not said how much it can supply in that month. Ask it to add that.")),
    "capacity_exceeded": (409, N_("Only %(available)s %(unit)s are still free in that month.")),
    "unit_mismatch": (409, N_("The co-op counts this product in %(unit)s. Please give the quantity in that unit.")),
    "month_over": (409, N_("That month is over. Please choose a later one.")),
    "status_not_allowed": (409, N_("The fair cannot go from its present state to that one.")),
    "version_stale": (412, N_("Somebody changed this in the meantime. Look at the newest state, then send again.")),
    "too_large": (413, N_("This is too large. Send at most %(megabytes)s MB.")),
    "file_too_large": (413, N_("The file is too large. Send at most %(megabytes)s MB.")),
    "unsupported_media_type": (415, N_("Send this as %(expected)s.")),
    "invalid": (422, N_("Some fields need another look.")),
    "malformed": (422, N_("This could not be read. Please check how it is written.")),
    "text_unknown": (422, N_("There is a character in it that cannot be kept. Please type the text anew.")),
    "picture_unreadable": (422, N_("This file is not a picture that we can read. Send a JPEG, PNG or WebP photo.")),
    "picture_broken": (422, N_("The picture is cut off or damaged. Please send it again.")),
    "picture_too_large": (422, N_("The picture has more than %(megapixels)s megapixels. Send a smaller one.")),
    "version_required": (428, N_("Say which version you have seen: send If-Match with its ETag.")),
    "too_many_attempts": (429, N_("Too many attempts. Please wait %(minutes)s minutes.")),
    "too_many_requests": (429, N_("Too many requests. Please wait a second.")),
    "booking_required": (409, N_("Exhibitors need a booth: book one first, or register as a visitor.")),
    "entry_unknown": (404, N_("There is no such place in the waiting list.")),
    "entity_unknown": (404, N_("The service tells nothing of that name.")),
    "nobody_listens": (409, N_("This version of the service no longer listens to that.")),
    "not_decidable": (409, N_("This organisation has stopped or is dissolved: there is nothing to verify.")),
    "account_unknown": (404, N_("There is no such account.")),
    "email_taken": (409, N_("Somebody uses this e-mail already.")),
    "tax_code_taken": (409, N_("Another organisation has this tax code.")),
    "unavailable": (503, N_("This part of the market is just restarting. Nothing was lost: try again in a moment.")),
    "internal": (503, N_("Something went wrong on our side and was recorded. Please try again.")),
}

FIELD_FAULTS: Mapping[str, str] = {
    "required": N_("Please fill this in."),
    "taken": N_("This is used already."),
    "too_long": N_("This is too long."),
    "too_short": N_("This is too short."),
    "unknown": N_("Please choose one of the list."),
    "malformed": N_("This cannot be read. Please check how it is written."),
    "not_an_amount": N_("Please give an amount: digits, not below zero."),
    "not_a_number": N_("Please give a number."),
    "not_a_date": N_("Please give a date: day, month and year."),
    "in_the_future": N_("This date is still to come."),
    "in_the_past": N_("This date has passed."),
    "before_issue": N_("This is before the date of issue."),
    "before_start": N_("The end is before the start."),
    "offset_missing": N_("Please give the time with its offset from UTC, as in 2026-12-05T08:00:00+07:00."),
    "too_many_booths": N_("These are more booths than one fair can have."),
    "not_after_start": N_("The end must be after the start."),
    "hall_code": N_("One to six capital letters or digits, a letter first."),
    "choose_one": N_("Please choose at least one."),
    "too_many": N_("These are too many."),
    "coop_unknown": N_("No verified co-op has this name. Write it as it stands in the registry."),
    "not_with_acceptance": N_("This does not go with an acceptance."),
    "overlaps": N_("This booth stands on top of another."),
    "booth_not_free": N_("No free booth has this code."),
    "zone_unknown": N_("This is no time zone. Write it like Asia/Ho_Chi_Minh."),
    "check_digit": N_("The check digit does not fit. Please compare it with the paper."),
    "not_the_password": N_("This is not your present password."),
    "not_an_email": N_("This is no e-mail address."),
    "not_a_phone": N_("This is no telephone number."),
    "needed_with": N_("This is needed together with the field beside it."),
    "duplicate": N_("This is there twice."),
    "unknown_field": N_("There is no such field."),
    "wrong_type": N_("This has the wrong type."),
    "not_published": N_("This product is not published."),
    "not_invited": N_("The invitation was for another e-mail."),
    "not_of_organisation": N_("This does not belong to your organisation."),
    "organisation_required": N_("Please choose an organisation."),
    "not_yours": N_("This belongs to somebody else."),
    "not_with_refusal": N_("A refusal gives no booth."),
    "out_of_range": N_("This is too small or too large."),
}


def status_of(code: str) -> int:
    return REFUSALS.get(code, (HTTPStatus.CONFLICT, ""))[0]


def sentence(refusal: Rejected, gettext: Callable[[str], str]) -> str:
    message = REFUSALS.get(refusal.code, (0, N_("This is not possible now.")))[1]
    try:
        return gettext(message) % refusal.details
    except KeyError:
        return gettext(message)


def field_sentence(code: object, gettext: Callable[[str], str]) -> str:
    return gettext(FIELD_FAULTS.get(str(code), FIELD_FAULTS["malformed"]))
