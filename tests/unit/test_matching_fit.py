"""The score never falls when a fact gets better, whatever the demand and the listing."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.matching.fit import fit, fit_to_suggest
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DemandBody
from shared.contracts.rankings import Past
from shared.contracts.values import Capacity, Certificate, Ocop, Quantity, Scheme, Unit
from tests.unit.test_matching_requirements import CARD, TODAY

units: st.SearchStrategy[Unit] = st.sampled_from(["KGM", "KGM", "DTN", "XCT"])
amounts = st.integers(1, 20).map(Decimal)
"""Few, so that what is asked and what is offered lie close together."""

quantities = st.builds(Quantity, amount=amounts, unit=units)
schemes: st.SearchStrategy[Scheme] = st.sampled_from(get_args(Scheme)[:3])
days = st.dates(TODAY - timedelta(days=1500), TODAY + timedelta(days=900))
certificates = st.builds(Certificate, scheme=schemes, expires=st.none() | days)
ocops = st.builds(Ocop, stars=st.integers(3, 5), certificate=st.just("x"), issued=days.filter(lambda day: day <= TODAY))
capacities = st.builds(Capacity, unit=units, by_month=st.lists(amounts, min_size=12, max_size=12))

demands = st.builds(
    DemandBody,
    what=st.sampled_from(["dried mango", "soft dried mango slices", "xoài", "gạo"]),
    destination=st.just("JP"),
    quantity=quantities | st.none(),
    deadline=st.none() | days,
    certificates=st.lists(schemes, max_size=3, unique=True),
    min_stars=st.none() | st.integers(3, 5),
)
cards = st.builds(
    replace,
    st.just(CARD),
    moq=quantities | st.none(),
    capacity=capacities | st.none(),
    ocop=ocops | st.none(),
    certificates=st.lists(certificates, max_size=3),
)

Improve = Callable[[ListingCard, st.DataObject], ListingCard]


def more_capacity(card: ListingCard, data: st.DataObject) -> ListingCard:
    if card.capacity is None:
        return card
    more = data.draw(amounts)
    by_month = [amount + more for amount in card.capacity.by_month]
    return replace(card, capacity=replace(card.capacity, by_month=by_month))


def smaller_moq(card: ListingCard, data: st.DataObject) -> ListingCard:
    if card.moq is None:
        return card
    less = data.draw(st.decimals(0, card.moq.amount, places=3))
    return replace(card, moq=replace(card.moq, amount=less))


def longer_certificate(card: ListingCard, data: st.DataObject) -> ListingCard:
    longer = [
        replace(one, expires=one.expires + timedelta(days=data.draw(st.integers(0, 2000)))) if one.expires else one
        for one in card.certificates
    ]
    return replace(card, certificates=longer)


def another_valid_certificate(card: ListingCard, data: st.DataObject) -> ListingCard:
    return replace(card, certificates=[*card.certificates, Certificate(scheme=data.draw(schemes), expires=date.max)])


def later_or_higher_ocop(card: ListingCard, data: st.DataObject) -> ListingCard:
    if card.ocop is None:
        return card
    issued = data.draw(st.dates(card.ocop.issued, TODAY))
    return replace(card, ocop=replace(card.ocop, issued=issued, stars=data.draw(st.integers(card.ocop.stars, 5))))


IMPROVEMENTS: list[Improve] = [
    more_capacity,
    smaller_moq,
    longer_certificate,
    another_valid_certificate,
    later_or_higher_ocop,
]


@pytest.mark.parametrize("improve", IMPROVEMENTS)
@settings(max_examples=300, deadline=None)
@given(demands, cards, st.data())
def test_a_better_fact_never_lowers_the_score(
    improve: Improve, demand: DemandBody, card: ListingCard, data: st.DataObject
) -> None:
    better = improve(card, data)
    before, after = fit(demand, card, TODAY), fit(demand, better, TODAY)
    assert 0 <= before.score <= after.score <= 1
    assert after.band >= before.band
    assert after.is_worth_suggesting >= before.is_worth_suggesting


pasts = st.builds(Past, kept=st.integers(0, 30), failed=st.integers(0, 30))


@given(demands, cards, pasts, pasts)
def test_a_month_kept_never_lowers_the_score_and_a_past_never_decides_between_bands(
    demand: DemandBody, card: ListingCard, coop: Past, buyer: Past
) -> None:
    found = fit(demand, card, TODAY, coop, buyer)
    for side, past in (("coop", coop), ("buyer", buyer)):
        others = {"coop": coop, "buyer": buyer}
        kept = fit(demand, card, TODAY, **others | {side: replace(past, kept=past.kept + 1)})
        failed = fit(demand, card, TODAY, **others | {side: replace(past, failed=past.failed + 1)})
        assert failed.score <= found.score <= kept.score
        assert failed.band == found.band == kept.band
        assert failed.is_worth_suggesting == found.is_worth_suggesting
    assert fit_to_suggest(demand, card, TODAY, coop, buyer) == (found if found.is_worth_suggesting else None)


@given(demands, cards)
def test_only_a_listing_that_meets_everything_scores_highest(demand: DemandBody, card: ListingCard) -> None:
    found = fit(demand, card, TODAY)
    verdicts = {requirement.verdict for requirement in found.requirements}
    assert (found.score == 1) <= (verdicts == {"met"})
