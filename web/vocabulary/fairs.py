"""The words for fairs: booths, bookings, fees, applications, plans."""

from collections.abc import Mapping

from shared.i18n import N_

WORDS: Mapping[str, Mapping[str, str]] = {
    "fair_status": {
        "draft": N_("in preparation"),
        "open": N_("open for registration"),
        "closed": N_("booths are given out"),
        "running": N_("on now"),
        "finished": N_("over"),
        "cancelled": N_("cancelled"),
    },
    "booth_status": {
        "free": N_("free"),
        "held": N_("held"),
        "confirmed": N_("taken"),
        "blocked": N_("not offered"),
    },
    "booking_policy": {
        "direct": N_("Co-ops take a free booth at once"),
        "approval": N_("Co-ops apply, the organizer decides"),
    },
    "right": {
        "owner": N_("everything, the fair itself and its team"),
        "plan": N_("booths and who stands where"),
        "people": N_("applications, bookings, guests"),
        "desk": N_("check-in"),
        "money": N_("prices and fees"),
    },
    "fee_status": {
        "due": N_("to be charged"),
        "waived": N_("waived"),
        "invoiced": N_("invoiced"),
        "paid": N_("paid"),
    },
    "fee_line": {
        "base": N_("Booth"),
        "corner": N_("Corner"),
        "early": N_("Booked early"),
        "member": N_("Member of the Alliance"),
        "ocop": N_("OCOP products"),
        "programme": N_("Paid by a programme"),
    },
    "price_per": {"booth": N_("a booth"), "square_metre": N_("a square metre")},
    "fair_kind": {
        "trade_fair": N_("Trade fair"),
        "connection_session": N_("Connection session"),
        "conference": N_("Conference or congress"),
        "training_class": N_("Training class"),
    },
    "promotion": {
        "by_hand": N_("The first in the waiting list is told; I offer booths by hand"),
        "automatic": N_("It is offered to the first in the waiting list, then to the next"),
    },
    "change": {
        "confirmed": N_("booked"),
        "held": N_("kept for a while"),
        "offered": N_("offered from the waiting list"),
        "ended": N_("given up"),
        "moved": N_("moved here"),
        "swapped": N_("exchanged"),
        "transferred": N_("given to another co-op"),
        "blocked": N_("taken out of use"),
        "released": N_("offered again"),
        "drawn": N_("drawn"),
        "renamed": N_("renamed"),
        "removed": N_("removed"),
        "split": N_("split"),
        "merged": N_("merged"),
    },
    "allocation_status": {
        "queued": N_("waits its turn"),
        "running": N_("is being looked for"),
        "done": N_("found"),
        "cancelled": N_("stopped; the best so far"),
        "failed": N_("not possible"),
        "applied": N_("applied"),
    },
    "rule": {
        "needs": N_("power, water, cold, type of booth"),
        "competitors": N_("competitors apart"),
        "clusters": N_("one kind of goods together"),
        "fixed": N_("places that are kept"),
        "fairness": N_("fair to every province"),
    },
    "end_reason": {
        "given_back": N_("given back"),
        "by_organizer": N_("ended by the organizer"),
        "lapsed": N_("the time was over"),
        "refused": N_("the offer was refused"),
        "no_show": N_("nobody came"),
        "replaced": N_("replaced by another booking"),
    },
    "application_status": {
        "submitted": N_("waits for an answer"),
        "accepted": N_("accepted"),
        "declined": N_("declined"),
        "waitlisted": N_("on the waiting list"),
        "returned": N_("changes asked for"),
    },
    "route_choice": {
        "stars": N_("Those with the most OCOP stars"),
        "provinces": N_("One of each province"),
        "named": N_("Booths that I name"),
    },
    "fair_part": {
        "plan": N_("The plan as it was drawn, with the drawing behind it"),
        "prices": N_("Prices, with the end of booking early moved along"),
        "programmes": N_("Support programmes with their budgets"),
        "sessions": N_("Sessions of the programme, on the same days and hours"),
        "partners": N_("Partners with their logos"),
        "admissions": N_("Places and approval for each kind of attendee"),
        "course": N_("The plan of the class"),
        "team": N_("The team with its rights"),
    },
}
