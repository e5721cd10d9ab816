"""The demo's deals, brought to where they stand: each step is the command that a person's click sends."""

import asyncio
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from deploy.demo.deals import Deal
from deploy.demo.demands import LANGUAGE_OF
from deploy.demo.fairs import fair_id
from deploy.local.console import Console
from shared.contracts.agreements import Agreement, AgreementBody, ConfirmAgreement, GetAgreement, StateAgreement
from shared.contracts.deliveries import DeliveryBody, TellDelivery
from shared.contracts.matching import DecideMatch, DemandBody, FindDemands, PutDemand, RequestMatch
from shared.contracts.message import Command
from shared.contracts.quotes import AcceptQuote, MakeQuote, MonthlyQuantity, PostMessage, PriceTier, QuoteTerms
from shared.contracts.samples import AskForSample, SendSample
from shared.contracts.standing import CloseDemand
from shared.contracts.values import Country, Currency, Quantity
from shared.home import HOME
from shared.money import rounded
from shared.rates import in_dong

QUESTIONS: dict[Country, str] = {
    "JP": "はじめまして。ハイフォン港渡しの価格と、毎月お送りいただける量をお知らせください。",
    "KR": "안녕하세요. 하이퐁항 인도 가격과 매월 공급하실 수 있는 양을 알려 주십시오.",
    "IL": "שלום, נשמח לקבל מחיר בנמל האיפונג ואת הכמות שתוכלו לספק בכל חודש.",
    "VN": "Chào HTX, bên tôi cần giao đều hằng tháng, nhờ HTX báo giá tại Bắc Ninh.",
}
OFFER = "HTX vừa vào vụ, hàng đạt loại 1, gửi mẫu được ngay trong tuần."
REFUSALS: dict[Country, str] = {
    "IL": "HTX chưa có giấy chứng nhận mà quý công ty cần; xin hẹn vụ sau.",
    "VN": "Vụ này HTX đã nhận đủ đơn, mời bên mình hỏi lại vào vụ sau.",
}
GREETING = "Cảm ơn quý khách đã hỏi. HTX gửi báo giá và trả lời trong ngày."
EVENING = time(17)
VALID = timedelta(days=14)
PATIENCE = 60.0
"""Seconds for `listings` to reserve what was agreed."""
LOOK = 0.05


async def trade(console: Console, deal: Deal, met_on: date, today: date) -> None:
    """Its demand is stated once: that of a signed deal is closed."""
    posted = await console.ask(FindDemands(organisation_id=deal.buyer.id, page_size=100))
    if deal.id("demand") not in {demand.id for demand in posted.items}:
        demand = PutDemand(demand_id=deal.id("demand"), organisation_id=deal.buyer.id, body=_wanted(deal, today))
        await console.ask(demand)
    for command in _said(deal, today):
        await console.ask(command)
    if deal.story.stage not in {"agreed", "signed"}:
        return
    agreement = await _reserved(console, deal.id("counter-quote"))
    if deal.story.stage == "signed":
        await _sign(console, deal, agreement, met_on)
        for told in _delivered(deal, agreement):
            await console.ask(told)


def _said(deal: Deal, today: date) -> Iterator[Command[Any]]:
    """Until a quote is accepted, or whatever came before."""
    stage, request, coop, buyer = deal.story.stage, deal.id("request"), deal.coop.id, deal.buyer.id
    yield RequestMatch(
        match_request_id=request,
        demand_id=deal.id("demand"),
        listing_id=deal.listing_id,
        message=OFFER if stage == "offered" else QUESTIONS[deal.story.buyer],
        asked_by="coop" if stage == "offered" else "buyer",
    )
    if stage in {"asked", "offered"}:
        return
    refusal = REFUSALS[deal.story.buyer] if stage == "declined" else ""
    yield DecideMatch(match_request_id=request, accepted=not refusal, reason=refusal)
    if refusal:
        return
    yield PostMessage(message_id=deal.id("greeting"), match_request_id=request, organisation_id=coop, text=GREETING)
    if stage == "sampled":
        yield AskForSample(sample_id=deal.id("sample"), match_request_id=request, what="2 × 500 g")
        yield SendSample(sample_id=deal.id("sample"), carrier="EMS", waybill="EE123456785VN")
        return
    first, second = deal.id("quote"), deal.id("counter-quote")
    yield MakeQuote(
        quote_id=first, match_request_id=request, organisation_id=coop, terms=_terms(deal, today, Decimal(1))
    )
    if stage == "quoted":
        return
    yield MakeQuote(
        quote_id=second,
        match_request_id=request,
        organisation_id=buyer,
        terms=_terms(deal, today, Decimal("0.96")),
        answers=first,
    )
    if stage != "countered":
        yield AcceptQuote(quote_id=second, match_request_id=request, organisation_id=coop)


def _wanted(deal: Deal, today: date) -> DemandBody:
    language = LANGUAGE_OF[deal.story.buyer]
    own, vietnamese = deal.good.names[language], deal.good.names["vi"]
    return DemandBody(
        what=own if language == "vi" else f"{own} ({vietnamese})",
        lang=language,
        category=deal.good.category,
        quantity=Quantity(amount=deal.amount, unit=deal.good.unit),
        destination=deal.story.buyer,
        months=deal.months,
        deadline=today + timedelta(days=30),
        sample_first=deal.story.stage == "sampled",
    )


def _terms(deal: Deal, today: date, part: Decimal) -> QuoteTerms:
    """Buyers abroad pay dollars at the port. `part` of what the listing asks, and less for twice the smallest order."""
    abroad = deal.story.buyer != "VN"
    currency: Currency = "USD" if abroad else "VND"
    dong = in_dong(currency, today)
    if dong is None:
        raise LookupError(currency)
    price = rounded(deal.price.amount * part / dong, currency)
    return QuoteTerms(
        unit=deal.good.unit,
        currency=currency,
        incoterm="FOB" if abroad else "DAP",
        place="Hải Phòng" if abroad else "Bắc Ninh",
        tiers=[
            PriceTier(from_quantity=deal.smallest, price=price),
            PriceTier(from_quantity=deal.smallest * 2, price=rounded(price * Decimal("0.97"), currency)),
        ],
        months=[MonthlyQuantity(month=month, amount=deal.amount) for month in deal.months],
        valid_until=datetime.combine(today, EVENING, HOME) + VALID,
        payment="30 % T/T, 70 % B/L" if abroad else "15 ngày sau khi giao",
    )


async def _reserved(console: Console, agreement_id: UUID) -> Agreement:
    """The agreement once `listings` holds what it promises."""
    async with asyncio.timeout(PATIENCE):
        while (agreement := await console.ask(GetAgreement(agreement_id=agreement_id))).status != "agreed":
            if agreement.status == "refused":
                raise SystemExit(f"the demo's own agreement was refused: {agreement.reason}")
            await asyncio.sleep(LOOK)
    return agreement


async def _sign(console: Console, deal: Deal, agreement: Agreement, met_on: date) -> None:
    """What was begun at the past fair."""
    body = AgreementBody(place="Bắc Ninh", fair_id=fair_id("past"), signed_on=met_on)
    await console.ask(StateAgreement(agreement_id=agreement.id, expected_version=agreement.version, body=body))
    for party in (deal.buyer, deal.coop):
        seen = await console.ask(GetAgreement(agreement_id=agreement.id))
        await console.ask(
            ConfirmAgreement(agreement_id=seen.id, organisation_id=party.id, expected_version=seen.version)
        )
    buyer, demand = deal.buyer.id, deal.id("demand")
    await console.ask(CloseDemand(demand_id=demand, organisation_id=buyer, reason="agreed_here"))


def _delivered(deal: Deal, agreement: Agreement) -> Iterator[TellDelivery]:
    """What both sides say of this month."""
    if deal.story.taken is None:
        return
    line = agreement.lines[0]
    accepted = line.quantity * deal.story.taken / 100
    body = DeliveryBody(
        delivered=line.quantity if accepted else accepted,
        accepted=accepted,
        paid=rounded(line.value * deal.story.taken / 100, agreement.terms.currency),
        cause=deal.story.cause,
    )
    for party in (deal.coop, deal.buyer):
        yield TellDelivery(agreement_id=agreement.id, organisation_id=party.id, month=line.month, body=body)
