"""How a listing stands to one thing that a demand asks."""

from typing import Literal

from msgspec import Struct

Verdict = Literal["met", "unmet", "unknown"]


class Requirement(Struct, frozen=True, kw_only=True):
    """One thing asked and how the listing stands to it. `why` is a code with its facts in `facts`, for translation.

    `name`, then `why` (facts) for each verdict:
    product: product_named (named), product_same (named, asked) · product_partly_named (named),
    product_variety_not_named, product_only_broader, product_narrower (named, asked) · product_not_named,
    product_other (named, asked), product_other_category (asked, offered). capacity, per month: capacity_enough ·
    capacity_not_stated, capacity_not_comparable (asked, unit, month) · capacity_short (both: asked, available, unit,
    month). moq: moq_within · moq_not_stated, moq_not_comparable (stated, asked: units) · moq_above (both: asked, moq,
    unit). incoterm: incoterm_offered · incoterm_not_stated (incoterm) · incoterm_not_offered. price: price_within ·
    price_not_comparable, price_at_other_incoterm · price_above, price_above_before_freight (price, currency, unit,
    incoterm). certificate:<SCHEME>, wished:<SCHEME>, registration:MFDS, market:KOSHER: certificate_valid (until) ·
    certificate_not_recorded, certificate_end_not_recorded · certificate_ends (until, needed), certificate_denied,
    organic_needs_jas. ocop: ocop_enough_stars (stars, until) · ocop_not_recorded, ocop_issue_not_recorded ·
    ocop_too_few_stars (stars, asked), ocop_ends (until, needed), ocop_denied.
    """

    name: str
    verdict: Verdict
    why: str
    facts: dict[str, str] = {}
