"""The words for codes that people see: categories, units, certificates, statuses."""

from collections.abc import Callable, Mapping

from shared.i18n import N_

WORDS: Mapping[str, Mapping[str, str]] = {
    "category": {
        "food": N_("Food"),
        "drink": N_("Drinks"),
        "medicinal": N_("Medicinal plants"),
        "handicraft": N_("Handicrafts"),
        "ornamental": N_("Ornamental plants and animals"),
        "tourism": N_("Rural tourism"),
    },
    "unit": {
        "KGM": "kg",
        "TNE": N_("tonne"),
        "DTN": N_("quintal (100 kg)"),
        "GRM": "g",
        "LTR": N_("litre"),
        "MLT": "ml",
        "H87": N_("piece"),
        "XBX": N_("box"),
        "XBO": N_("bottle"),
        "XPK": N_("pack"),
        "XBG": N_("bag"),
        "XCT": N_("carton"),
        "SET": N_("set"),
        "PR": N_("pair"),
    },
    "scheme": {
        "VIETGAP": "VietGAP",
        "GLOBALGAP": "GlobalG.A.P.",
        "HACCP": "HACCP",
        "ISO22000": "ISO 22000",
        "ORGANIC": N_("Organic"),
        "JAS": N_("JAS organic"),
        "HALAL": "Halal",
        "KOSHER": "Kosher",
        "FSSC22000": "FSSC 22000",
        "BRCGS": "BRCGS",
        "MFDS": "MFDS",
        "FSC": "FSC",
    },
    "listing_status": {"draft": N_("Draft"), "published": N_("Published"), "withdrawn": N_("Withdrawn")},
    "organisation_status": {
        "registered": N_("waiting for verification"),
        "verified": N_("verified"),
        "refused": N_("refused"),
        "stopped": N_("stopped, not dissolved"),
        "dissolved": N_("dissolved"),
    },
    "legal_form": {
        "HTX": N_("Cooperative (HTX)"),
        "LHHTX": N_("Cooperative union (LHHTX)"),
        "QTDND": N_("People's credit fund (QTDND)"),
        "THT": N_("Cooperative group (THT)"),
        "enterprise": N_("Enterprise"),
        "foreign": N_("Foreign company"),
    },
    "sector": {
        "NN": N_("Agriculture"),
        "TTCN": N_("Small industry and crafts"),
        "TM": N_("Trade"),
        "TMDV": N_("Trade and services"),
        "GTVT": N_("Transport"),
        "XD": N_("Construction"),
        "VSMT": N_("Environment and sanitation"),
        "QTDND": N_("Credit fund"),
        "GD": N_("Education"),
        "YT": N_("Health"),
    },
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
    "application_status": {
        "submitted": N_("waits for an answer"),
        "accepted": N_("accepted"),
        "declined": N_("declined"),
    },
    "attendee_kind": {"visitor": N_("Visitor"), "exhibitor": N_("Exhibitor"), "guest": N_("Guest")},
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
    "side": {"buyer": N_("Buyer"), "coop": N_("Cooperative")},
    "country": {"VN": N_("Vietnam"), "JP": N_("Japan"), "KR": N_("Korea"), "IL": N_("Israel")},
    "role": {
        "coop": N_("Cooperative"),
        "buyer": N_("Buyer"),
        "organizer": N_("Organizer"),
        "officer": N_("Officer"),
        "auditor": N_("Auditor"),
        "admin": N_("Administrator"),
    },
}


def translated(gettext: Callable[[str], str]) -> dict[str, dict[str, str]]:
    return {kind: {code: gettext(word) for code, word in words.items()} for kind, words in WORDS.items()}
