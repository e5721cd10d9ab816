"""The words for the way from a demand to a delivery."""

from collections.abc import Mapping

from shared.i18n import N_

WORDS: Mapping[str, Mapping[str, str]] = {
    "demand_status": {"open": N_("open"), "closed": N_("closed")},
    "visibility": {"coops": N_("All verified co-ops"), "invited": N_("Only co-ops that I ask for a match")},
    "read_field": {
        "what": N_("Product"),
        "quantity": N_("Quantity a month"),
        "months": N_("Months wanted"),
        "target_price": N_("Target price"),
        "packaging": N_("Packaging"),
        "destination": N_("Destination"),
        "incoterm": N_("Incoterm 2020"),
        "place": N_("Named place"),
        "certificates": N_("Certificates that you need"),
        "certificates_wished": N_("Certificates that would help"),
        "sample_first": N_("Samples"),
    },
    "sample_status": {
        "asked": N_("asked for"),
        "sent": N_("on its way"),
        "received": N_("received"),
        "approved": N_("approved"),
        "rejected": N_("rejected"),
    },
    "quote_status": {
        "open": N_("on the table"),
        "replaced": N_("replaced by a later one"),
        "accepted": N_("accepted"),
        "refused": N_("accepted, but the capacity was gone"),
    },
    "agreement_status": {
        "reserving": N_("the capacity is being reserved"),
        "releasing": N_("the capacity was not there"),
        "agreed": N_("agreed"),
        "refused": N_("not agreed: the capacity was not there"),
    },
    "agreement_kind": {"contract": N_("Contract"), "mou": N_("Memorandum of understanding")},
    "pool_status": {
        "solving": N_("A group is being sought"),
        "holding": N_("The capacity is being held"),
        "offered": N_("Every partner is asked"),
        "confirming": N_("All have agreed"),
        "agreed": N_("All have agreed: each has an agreement"),
        "releasing": N_("What was held is given back"),
        "failed": N_("Nothing came of it"),
    },
    "pool_end": {
        "no_group": N_("No group of so few partners fills every month."),
        "one_is_enough": N_("One co-op has enough for all of it: ask it directly."),
        "capacity_gone": N_("Somebody else has reserved capacity meanwhile. Try again."),
        "declined": N_("A partner has declined."),
        "lapsed": N_("Not every partner answered in time."),
        "cancelled": N_("The buyer has cancelled it."),
    },
    "inquiry_status": {
        "waiting": N_("waits for the Alliance"),
        "passed": N_("let through"),
        "invited": N_("invited to register"),
        "refused": N_("refused"),
    },
    "inquiry_refusal": {
        "not_a_request": N_("It is no request for goods"),
        "unclear": N_("It does not say clearly what is wanted"),
        "not_offered": N_("The co-op does not offer that"),
        "already_asked": N_("The same was asked before"),
    },
    "pool_answer": {"asked": N_("asked"), "agreed": N_("agreed"), "declined": N_("declined")},
    "not_relevant": {
        "other_product": N_("Another product than we meant"),
        "other_quality": N_("The quality does not fit"),
        "too_dear": N_("Too expensive"),
        "too_far": N_("Too far away, or too late"),
        "known_already": N_("We know this co-op already"),
        "other": N_("Another reason"),
    },
    "cause": {
        "quality": N_("Quality"),
        "quantity": N_("Not enough goods"),
        "papers": N_("Papers"),
        "price": N_("Price"),
        "payment": N_("Payment"),
        "transport": N_("Shipping"),
        "market": N_("The market"),
    },
    "closing": {
        "agreed_here": N_("Agreed with a co-op here"),
        "bought_elsewhere": N_("Bought elsewhere"),
        "not_needed": N_("No longer needed"),
        "no_offer": N_("Nobody offered what was asked"),
        "too_dear": N_("Too expensive"),
        "asked_again": N_("Asked again for the next season"),
    },
    "side": {"buyer": N_("Buyer"), "coop": N_("Cooperative")},
}
