"""Everything but the product: what a demand asks of quantity, delivery, price and papers."""

from datetime import date

from services.matching.verdicts.case import Offered, Wanted
from services.matching.verdicts.delivery import capacity, incoterm, lead_time, moq
from services.matching.verdicts.papers import ISRAEL, KOREA, certificate, kosher, ocop, registration
from services.matching.verdicts.pricing import Pricing
from services.matching.verdicts.verdict import Verdict

MARKET = "market:"
"""What a market's shops expect without the buyer asking: told, and never counted."""


def terms(wanted: Wanted, offered: Offered, as_of: date, price: Pricing) -> dict[str, Verdict]:
    required = wanted.required_certificates or []
    found = {
        "capacity": capacity(wanted, offered),
        "moq": moq(wanted, offered),
        "incoterm": incoterm(wanted, offered),
        "price": price.verdict,
        "lead_time": lead_time(wanted, offered, as_of),
    }
    found |= {f"certificate:{scheme}": certificate(scheme, wanted, offered) for scheme in required}
    if wanted.min_ocop_stars is not None:
        found["ocop"] = ocop(wanted.min_ocop_stars, wanted, offered)
    if wanted.country == KOREA:
        found["registration:MFDS"] = registration("MFDS", wanted, offered)
    if wanted.country == ISRAEL and not any("KOSHER" in it.upper().split("|") for it in required):
        found[MARKET + "KOSHER"] = kosher(wanted, offered)
    return found
